import { Component, type awscdk } from 'projen';

/** `npm run fuzz`: random and hostile inputs for everything that reads what strangers write. */
export class Fuzz extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    project.addTask('fuzz', {
      description: 'Give random and hostile templates, policies and files to the reader, the evaluators and the CLI',
      exec: 'tsx scripts/fuzz.ts',
    });
  }
}
