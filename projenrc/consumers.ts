import { Component, type awscdk } from 'projen';

// docs/decisions/0087
/** `npm run test:consumers`: the package of each language whose toolchain is on the machine, used as its users would. */
export class Consumers extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    const rosetta = project.tasks.tryFind('rosetta');
    if (!rosetta) { throw new Error('There is no task "rosetta".'); }
    const task = project.addTask('test:consumers', {
      description: 'Build the package of each language and use it in a project of that language (takes minutes; `-- python java` for some languages)',
    });
    task.spawn(project.compileTask);
    // What other languages have as examples: packages take the translations from its file.
    task.spawn(rosetta);
    task.exec('tsx scripts/consumers.ts', { receiveArgs: true });
  }
}
