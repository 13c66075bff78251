import { Component, github, type awscdk } from 'projen';
import { NODE_VERSIONS } from './node-versions';
import { addPullRequestJob } from './pull-request-job';

/** What `.ci/run` runs, too; `test/project/workflow.test.ts` holds them together. */
const COMMANDS = ['npm ci', 'npm run verify'];

/** `npm run verify`: everything that continuous integration does, in one command, and the job that runs it for each pull request. */
export class Verify extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    // In one program: most of the time goes into the declarations of aws-cdk-lib, which each would read.
    const typecheck = project.addTask('typecheck', { description: 'Type-check tests, scripts and examples (jsii checks src/)', exec: 'tsc --noEmit -p tsconfig.check.json' });
    // A page in a browser has other libraries.
    typecheck.exec('tsc --noEmit -p report');
    project.addPackageIgnore('/tsconfig.check.json');
    project.addTask('verify', {
      description: 'Compile, lint, test, and check that generated files are up to date',
      exec: 'tsx scripts/verify.ts',
    });

    const workflow = project.github?.tryFindWorkflow('build');
    if (!workflow) { throw new Error('There is no workflow "build" to add the job "verify" to.'); }
    // It pushes nothing: changes of generated files make it fail.
    workflow.file?.addOverride('jobs.build.permissions.contents', github.workflows.JobPermission.READ);
    addPullRequestJob(project, 'verify', COMMANDS, {
      nodeVersions: NODE_VERSIONS,
      // For the test that installs the Python package, which is skipped where there is no Python.
      tools: [{ name: 'Setup Python', uses: 'actions/setup-python@v7.0.0', with: { 'python-version': '3.x' } }],
    });
  }
}
