import { Component, type awscdk } from 'projen';

// docs/decisions/0120
/** The function of `EncryptionHook`, bundled with the rules into one file of the package: whoever uses the construct needs no bundler. */
export class HookFunction extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    const bundle = project.addTask('hook-function', {
      description: 'Bundle the function of EncryptionHook, with the rules, into lib/hook-function/bundle/index.js',
      exec: 'tsx scripts/hook-function.ts',
    });
    // After the compiled files, of which those without a source are deleted.
    project.compileTask.spawn(bundle);
  }
}
