import { Component, type awscdk } from 'projen';

/** `docs/rules` and `docs/controls.md`: a page for every rule, and which rules serve which control, written from their metadata. */
export class RuleDocs extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    const task = project.addTask('docs:rules', {
      description: 'Write docs/rules and docs/controls.md from the metadata of the rules',
      exec: 'tsx scripts/rule-docs.ts',
    });
    task.exec('tsx scripts/control-docs.ts');
    project.postCompileTask.spawn(task);
    project.annotateGenerated('/docs/rules/**');
    project.annotateGenerated('/docs/controls.md');
  }
}
