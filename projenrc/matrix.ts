import { Component, type awscdk } from 'projen';

// docs/decisions/0096
/** `npm run test:matrix`: the package with each supported version of Node.js, and the oldest and newest of what it is used with. */
export class Matrix extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    const task = project.addTask('test:matrix', {
      description: 'Use the npm package with each supported Node.js and the oldest and newest aws-cdk-lib and cdk-nag (takes minutes; `-- --node 22` for some cells)',
    });
    task.spawn(project.compileTask);
    task.exec('tsx scripts/matrix.ts', { receiveArgs: true });
  }
}
