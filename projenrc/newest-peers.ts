import { Component, type awscdk } from 'projen';
import { addPullRequestJob } from './pull-request-job';

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

    addPullRequestJob(project, 'newest-peers', ['npm ci', 'npm run test:newest']);
  }
}
