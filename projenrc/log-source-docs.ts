import { Component, type awscdk } from 'projen';

/** `docs/log-sources.md`: which logs can be delivered to which bucket, written from the data of the constructs. */
export class LogSourceDocs extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    const task = project.addTask('docs:log-sources', {
      description: 'Write docs/log-sources.md from the sources of logs',
      exec: 'tsx scripts/log-source-docs.ts',
    });
    project.postCompileTask.spawn(task);
    project.annotateGenerated('/docs/log-sources.md');
  }
}
