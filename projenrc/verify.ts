import { Component, type awscdk } from 'projen';

/** `npm run verify`: everything that continuous integration does, in one command. */
export class Verify extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    const typecheck = project.addTask('typecheck', { description: 'Type-check tests, scripts and examples (jsii checks src/)' });
    for (const directory of ['test', 'scripts', 'bench', 'examples/typescript']) { typecheck.exec(`tsc --noEmit -p ${directory}`); }
    project.addTask('verify', {
      description: 'Compile, lint, test, and check that generated files are up to date',
      exec: 'tsx scripts/verify.ts',
    });
  }
}
