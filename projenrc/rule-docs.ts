import { Component, type awscdk } from 'projen';

/** `docs/rules`: a page for every rule, written from its metadata. */
export class RuleDocs extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    const task = project.addTask('docs:rules', {
      description: 'Write docs/rules from the metadata of the rules',
      exec: 'tsx scripts/rule-docs.ts',
    });
    project.postCompileTask.spawn(task);
    project.annotateGenerated('/docs/rules/**');
  }
}
