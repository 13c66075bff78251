import { Component, type awscdk } from 'projen';

/** `npm run mutate`: makes small faults in the library, and counts how many the tests notice. */
export class Mutate extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    // Version 10 needs Node.js 22.
    project.addDevDeps('@stryker-mutator/core@^9.6.1', '@stryker-mutator/jest-runner@^9.6.1');
    project.addTask('mutate', {
      description: 'Make small faults in the library, one at a time, and list those that no test notices',
      exec: 'tsx scripts/mutate.ts',
      receiveArgs: true,
    });
  }
}
