import { github, type awscdk } from 'projen';

/** A job for each pull request, beside that of projen: its commands run on the sources of the request, each after the one before. */
export function addPullRequestJob(
  project: awscdk.AwsCdkConstructLibrary, name: string, commands: readonly string[], options: PullRequestJobOptions = {},
): void {
  const workflow = project.github?.tryFindWorkflow('build');
  if (!workflow) { throw new Error(`There is no workflow "build" to add the job "${name}" to.`); }
  const setup = project.renderWorkflowSetup({ mutable: false }).filter((step) => step.uses !== undefined);
  workflow.addJob(name, {
    runsOn: ['ubuntu-latest'],
    permissions: { contents: github.workflows.JobPermission.READ },
    env: { CI: 'true' },
    strategy: options.nodeVersions && { failFast: false, matrix: { domain: { node: [...options.nodeVersions] } } },
    steps: [
      github.WorkflowSteps.checkout({
        with: {
          ref: '${{ github.event.pull_request.head.ref }}',
          repository: '${{ github.event.pull_request.head.repo.full_name }}',
        },
      }),
      ...options.nodeVersions ? setup.map((step) => ({ ...step, with: { ...step.with, 'node-version': '${{ matrix.node }}' } })) : setup,
      ...options.tools ?? [],
      ...commands.map((run) => ({ name: run, run })),
    ],
  });
}

interface PullRequestJobOptions {
  /** Default: that of all workflows, once */
  readonly nodeVersions?: readonly string[];
  /** Steps before the commands. */
  readonly tools?: readonly github.workflows.JobStep[];
}
