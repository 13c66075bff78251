import { Component, github, type awscdk } from 'projen';

// docs/decisions/0088
/**
 * What takes too long for a pull request: each language's package in use, deployments to emulators, validators of others, random inputs, and
 * faults that tests have to notice.
 */
export class Nightly extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    if (!project.github) { throw new Error('There are no workflows to add "nightly" to.'); }
    const workflow = new github.GithubWorkflow(project.github, 'nightly', { limitConcurrency: true });
    workflow.on({ schedule: [{ cron: '17 2 * * *' }], workflowDispatch: {} });
    const node = { version: '24' };

    const job = (name: string, run: string, tools: github.workflows.Tools, ...after: github.workflows.JobStep[]) => workflow.addJob(name, {
      runsOn: ['ubuntu-latest'],
      permissions: { contents: github.workflows.JobPermission.READ },
      env: { CI: 'true' },
      timeoutMinutes: 340,
      tools,
      steps: [github.WorkflowSteps.checkout(), { name: 'Install dependencies', run: 'npm ci' }, { name, run }, ...after],
    });
    // What is missing would be reported as not run.
    job('consumers', 'npm run test:consumers', {
      node, python: { version: '3.x' }, java: { version: '21' }, go: { version: 'stable' }, dotnet: { version: '10.x' },
    });
    job('third-party', 'npm run test:third-party', { node, python: { version: '3.x' } });
    job('matrix', 'npm run test:matrix', { node });
    job('deploy', 'npm run test:deploy', { node, python: { version: '3.x' } });
    job('fuzz', 'npm run fuzz', { node });
    // Runners have Chrome.
    job('browser', 'npm run test:browser', { node });
    job('site', 'npm run test:site', { node });
    // Other faults each night.
    job('mutate', 'npm run mutate -- --sample 40 --seed "$GITHUB_RUN_NUMBER"', { node }, github.WorkflowSteps.uploadArtifact({
      name: 'Keep what no test noticed',
      if: 'always()',
      with: { name: 'mutation', path: 'test-reports/mutation' },
    }));
  }
}
