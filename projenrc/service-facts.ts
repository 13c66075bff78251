import { Component, type awscdk } from 'projen';

/** The part of `src/services` that comes from aws-cdk-lib: the accounts of Elastic Load Balancing. */
export class ServiceFacts extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    const task = project.addTask('services:load-balancer-accounts', {
      description: 'Write src/services/load-balancer-accounts.ts from the Region data of aws-cdk-lib',
      exec: 'tsx scripts/load-balancer-accounts.ts',
    });
    project.preCompileTask.spawn(task);
    project.annotateGenerated('/src/services/load-balancer-accounts.ts');
  }
}
