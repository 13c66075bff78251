import { Component, type awscdk } from 'projen';

// docs/decisions/0123
/** `docs/api` and `API.md`: the API reference, a page for each topic and an index, written from the docstrings. */
export class ApiDocs extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    const task = project.addTask('docs:api', {
      description: 'Write docs/api and API.md from what jsii has compiled',
      exec: 'tsx scripts/api-docs.ts',
    });
    project.postCompileTask.spawn(task);
    project.annotateGenerated('/docs/api/**');
    project.annotateGenerated('/API.md');
  }
}
