import { Component, type awscdk } from 'projen';

// docs/decisions/0087
/** `npm run test:consumers`: the package of each language whose toolchain is on the machine, used as its users would. */
export class Consumers extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    const task = project.addTask('test:consumers', {
      description: 'Build the package of each language and use it in a project of that language (takes minutes; `-- python java` for some languages)',
    });
    task.spawn(project.compileTask);
    task.exec('tsx scripts/consumers.ts', { receiveArgs: true });
  }
}
