import { Component, type awscdk } from 'projen';

/** Compiles every example of the README and of the docstrings; one that does not compile fails the build. */
export class Rosetta extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    const task = project.addTask('rosetta', {
      description: 'Compile the code examples of README.md and of the docstrings',
      exec: 'jsii-rosetta extract --strict',
    });
    project.postCompileTask.spawn(task);
    project.gitignore.exclude('.jsii.tabl.json');
    project.npmignore?.exclude('/rosetta');
  }
}
