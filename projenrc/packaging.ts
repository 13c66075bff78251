import { Component, type awscdk } from 'projen';

/** Builds the packages of other languages and uses them as a user would. */
export class Packaging extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    project.addTask('test:packaging', {
      description: 'Build the Python package and synthesize an app with it',
      exec: 'jest --ci --coverage=false --config test/jest.packaging.json',
      receiveArgs: true,
    });
  }
}
