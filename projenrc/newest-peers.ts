import { Component, github, type awscdk } from 'projen';

// docs/decisions/0096, docs/decisions/0127
/**
 * Everyday tests run against the oldest peers that we promise to work with; this runs those that load the peers against the newest, in a job
 * of its own for each pull request.
 *
 * The newest versions are installed under names of their own, so that jsii never sees two assemblies of one name.
 */
export class NewestPeers extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    project.addDevDeps('aws-cdk-lib-newest@npm:aws-cdk-lib@^2.276.0');
    project.addTask('test:newest', {
      description: 'Run the tests that load the peers against the newest peers',
      exec: 'jest --ci --coverage=false --workerIdleMemoryLimit=1GB --config test/jest.newest.cjs',
      receiveArgs: true,
    });

    const workflow = project.github?.tryFindWorkflow('build');
    if (!workflow) { throw new Error('There is no workflow "build" to add the job "newest-peers" to.'); }
    workflow.addJob('newest-peers', {
      runsOn: ['ubuntu-latest'],
      permissions: { contents: github.workflows.JobPermission.READ },
      env: { CI: 'true' },
      steps: [
        github.WorkflowSteps.checkout({
          with: {
            ref: '${{ github.event.pull_request.head.ref }}',
            repository: '${{ github.event.pull_request.head.repo.full_name }}',
          },
        }),
        ...project.renderWorkflowSetup({ mutable: false }).filter((step) => step.uses !== undefined),
        ...['npm ci', 'npm run test:newest'].map((run) => ({ name: run, run })),
      ],
    });
  }
}
