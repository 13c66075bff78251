import { Component, github, type awscdk } from 'projen';

/** Tags of actions can be moved; commits cannot. */
const UPLOAD_PAGES_ARTIFACT = 'actions/upload-pages-artifact@7b1f4a764d45c48632c6b24a0339c27f5614fb0b'; // v4.0.0
const DEPLOY_PAGES = 'actions/deploy-pages@d6db90164ac5ed86f2b6aed7e0febac5b3c0c03e'; // v4.0.5

/** What the site is made of. */
const SOURCES = ['*.md', 'docs/**', 'site/**', 'scripts/site.ts', 'scripts/site/**'];

// docs/decisions/0124
/** The documentation site: built from `docs/` by the package in `site/`, tested in a browser, and published to GitHub Pages. */
export class Site extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    const build = project.addTask('docs:site', {
      description: 'Build the documentation site into site/dist (`-- --pages` for its pages only)',
      exec: 'tsx scripts/site.ts',
      receiveArgs: true,
    });
    const test = project.addTask('test:site', { description: 'Build the documentation site and test it in Chromium (skipped where there is none)' });
    test.spawn(build);
    test.exec('jest --ci --coverage=false --config test/jest.site.json', { receiveArgs: true });
    project.addPackageIgnore('/site');
    this.publish(project);
    // The packages of the site have a lock file of their own.
    project.tryFindObjectFile('.github/dependabot.yml')?.addToArray('updates', {
      'package-ecosystem': 'npm',
      'directory': '/site',
      'schedule': { interval: 'weekly' },
      'groups': { site: { patterns: ['*'] } },
      'cooldown': { 'default-days': 7 },
    });
  }

  private publish(project: awscdk.AwsCdkConstructLibrary): void {
    if (!project.github) { throw new Error('There are no workflows to add "site" to.'); }
    const workflow = new github.GithubWorkflow(project.github, 'site', { limitConcurrency: true });
    workflow.on({ push: { branches: ['main'], paths: SOURCES }, workflowDispatch: {} });
    workflow.addJob('build', {
      runsOn: ['ubuntu-latest'],
      permissions: { contents: github.workflows.JobPermission.READ },
      env: { CI: 'true' },
      tools: { node: { version: '24' } },
      steps: [
        github.WorkflowSteps.checkout(),
        { name: 'Install dependencies', run: 'npm ci' },
        // Runners have Chrome.
        { name: 'Build and test the site', run: 'npm run test:site' },
        { name: 'Keep the site', uses: UPLOAD_PAGES_ARTIFACT, with: { path: 'site/dist' } },
      ],
    });
    workflow.addJob('deploy', {
      needs: ['build'],
      if: "github.ref == 'refs/heads/main'",
      runsOn: ['ubuntu-latest'],
      permissions: { pages: github.workflows.JobPermission.WRITE, idToken: github.workflows.JobPermission.WRITE },
      environment: { name: 'github-pages', url: '${{ steps.deploy.outputs.page_url }}' },
      steps: [{ name: 'Publish', id: 'deploy', uses: DEPLOY_PAGES }],
    });
  }
}
