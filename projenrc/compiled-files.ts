import { Component, type awscdk } from 'projen';

// docs/decisions/0084
/** What jsii has compiled becomes quick to load: an index loads a file when something of it is used, and nothing holds its own sources. */
export class CompiledFiles extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    project.compileTask.exec('tsx scripts/compiled-files.ts');
  }
}
