import { Component, YamlFile, type awscdk } from 'projen';

// docs/decisions/0105
/**
 * The hook of pre-commit, which installs a repository with npm as it is: without what is compiled. So `prepare` takes the types out of the
 * sources where there is no `lib/`; a package of a registry has it.
 *
 * @see https://pre-commit.com/#new-hooks
 */
export class PreCommitHook extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    new YamlFile(project, '.pre-commit-hooks.yaml', {
      obj: [{
        id: 'cdk-s3-encryption',
        name: 'S3 encryption checks',
        description: 'Checks the S3 encryption in CloudFormation templates that are committed.',
        entry: 'cdk-s3-encryption check --ignore-other-files',
        language: 'node',
        files: '\\.(json|ya?ml|template)$',
        // Templates of one app are judged together.
        require_serial: true,
      }],
    });
    project.package.setScript('prepare', 'node scripts/prepare.cjs');
    project.addPackageIgnore('/.pre-commit-hooks.yaml');
  }
}
