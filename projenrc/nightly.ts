import { Component, github, type awscdk } from 'projen';

// docs/decisions/0088
/** What takes too long for a pull request: random inputs. */
export class Nightly extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    if (!project.github) { throw new Error('There are no workflows to add "nightly" to.'); }
    const workflow = new github.GithubWorkflow(project.github, 'nightly', { limitConcurrency: true });
    workflow.on({ schedule: [{ cron: '17 2 * * *' }], workflowDispatch: {} });
    const node = { version: '24' };

    const job = (name: string, run: string, tools: github.workflows.Tools) => workflow.addJob(name, {
      runsOn: ['ubuntu-latest'],
      permissions: { contents: github.workflows.JobPermission.READ },
      env: { CI: 'true' },
      timeoutMinutes: 340,
      tools,
      steps: [github.WorkflowSteps.checkout(), { name: 'Install dependencies', run: 'npm ci' }, { name: run, run }],
    });
    job('fuzz', 'npm run fuzz', { node });
  }
}
