import { Component, type awscdk } from 'projen';

// docs/decisions/0095
/** `npm run test:deploy`: what the library generates, deployed to emulators of AWS and used through the SDK. */
export class Deploy extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    project.addTask('test:deploy', {
      description: 'Deploy templates to emulators of AWS, and ask them who may do what (takes minutes; `-- grants updates` for some sections)',
      exec: 'tsx scripts/deploy.ts',
      receiveArgs: true,
    });
    // Where the emulators are installed. Git ignores it already.
    project.addPackageIgnore('/.cache');
  }
}
