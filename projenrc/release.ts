import { Component, github, JsonPatch, release, type awscdk } from 'projen';

/** GitHub asks the reviewers of this environment before a job gets what registries accept. */
const ENVIRONMENT = 'release';

const FIRST_VERSION = '0.1.0';

// docs/decisions/0088
/** What projen has to know of releases: for all registries, and only when somebody starts one. */
export const RELEASE_OPTIONS = {
  release: true,
  releaseTrigger: release.ReleaseTrigger.workflowDispatch(),
  releaseEnvironment: ENVIRONMENT,
  majorVersion: 0,
  // Without a tag to begin from, projen would release 0.0.0.
  nextVersionCommand: `node -e "process.stdout.write(process.env.LATEST_TAG ? '' : '${FIRST_VERSION}')"`,
  // Version 13 needs Node.js 22.
  bumpPackage: 'commit-and-tag-version@^12',
  // The tool that gets the credentials of the registries: the version that was looked at, not the newest.
  jsiiReleaseVersion: '0.2.1061',
  npmTrustedPublishing: true,
  // In pull requests, too.
  postBuildSteps: [{ name: 'Compare the API with the newest release', run: 'npx projen compat' }],
} satisfies Partial<awscdk.AwsCdkConstructLibraryOptions>;

/** Of each registry, how a release is published there without a secret that lasts, where the registry has a way to do that. */
export const PUBLISHED = {
  pypi: { trustedPublishing: true },
  nuget: { trustedPublishing: true },
  go: { githubUseSsh: true },
} as const;

/** How the title of a pull request, which becomes the message of its commit, may begin. */
export const COMMIT_TYPES = ['feat', 'fix', 'perf', 'refactor', 'docs', 'test', 'style', 'build', 'ci', 'chore', 'revert'];

/** Makes the workflow of projen one that publishes nothing unless it was meant, and compares the API with what was released. */
export class Release extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    const workflow = project.github?.tryFindWorkflow('release')?.file;
    if (!workflow) { throw new Error('There is no workflow "release" to confine.'); }
    // A release of another branch could not be told from one of this.
    workflow.addOverride('jobs.release.if', "github.ref == 'refs/heads/main'");
    // It builds, and pushes nothing.
    workflow.addOverride('jobs.release.permissions.contents', github.workflows.JobPermission.READ);
    workflow.addOverride('on.workflow_dispatch.inputs.dry_run.default', true);
    workflow.patch(JsonPatch.add('/jobs/release/steps/-', {
      name: 'Find the version in CHANGELOG.md',
      if: '${{ !inputs.dry_run }}',
      run: 'grep -F "## $(cat dist/version.txt) - " CHANGELOG.md',
    }));

    // Everything is experimental as yet, of which jsii-diff would report changes and fail at none.
    const compat = project.tasks.tryFind('compat');
    compat?.reset();
    compat?.execArgs(['jsii-diff', `npm:${project.package.packageName}`, '--keys', '--ignore-file', '.compatignore', '--error-on', 'all']);
  }
}
