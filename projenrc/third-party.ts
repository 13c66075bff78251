import { Component, type awscdk } from 'projen';

// docs/decisions/0092
/** `npm run test:third-party`: validators of others judge everything that the constructs generate; `docs/third-party.md` says what stands and why. */
export class ThirdParty extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    project.addTask('test:third-party', {
      description: 'Let validators of others judge everything that the constructs generate (`-- checkov` for some of them)',
      exec: 'tsx scripts/third-party.ts',
      receiveArgs: true,
    });
    const docs = project.addTask('docs:third-party', {
      description: 'Write docs/third-party.md from the lists of findings that stand',
      exec: 'tsx scripts/third-party-docs.ts',
    });
    project.postCompileTask.spawn(docs);
    project.annotateGenerated('/docs/third-party.md');
  }
}
