import { Component, YamlFile, type awscdk } from 'projen';

// docs/decisions/0105
/**
 * The hook of pre-commit. It runs the CLI that the project has installed: pre-commit would install this repository as it is, without what is
 * compiled, and npm no longer runs scripts of packages that could compile it.
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
        entry: 'npx --no-install cdk-s3-encryption check --ignore-other-files',
        language: 'system',
        // Names of files come after the arguments: one that begins with a hyphen is no option.
        args: ['--'],
        files: '\\.(json|ya?ml|template)$',
        // Templates of one app are judged together.
        require_serial: true,
      }],
    });
    project.addPackageIgnore('/.pre-commit-hooks.yaml');
  }
}
