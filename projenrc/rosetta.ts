import { Component, type awscdk } from 'projen';

// docs/decisions/0091
/** Compiles and translates every example of the README, the docs and the docstrings; one that is wrong in a language fails the build. */
export class Rosetta extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    const task = project.addTask('rosetta', {
      description: 'Compile the code examples of README.md, docs/ and the docstrings, and translate them to the languages of jsii',
      exec: 'tsx scripts/snippets.ts',
    });
    project.postCompileTask.spawn(task);
    project.gitignore.exclude('.jsii.tabl.json');
    project.npmignore?.exclude('/rosetta');
  }
}
