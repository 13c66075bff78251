import { Component, type awscdk } from 'projen';

/** `docs/services.md`: what each service needs that meets an encrypted bucket, written from the data of the constructs and rules. */
export class ServiceDocs extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    const task = project.addTask('docs:services', {
      description: 'Write docs/services.md from what AWS documents of services',
      exec: 'tsx scripts/service-docs.ts',
    });
    project.postCompileTask.spawn(task);
    project.annotateGenerated('/docs/services.md');
  }
}
