import { Component, type awscdk } from 'projen';

/** `npm run example`: the real CDK CLI synthesizes the example app and prints what the checks say. */
export class Example extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    project.addTask('example', {
      description: 'Synthesize the example app with the CDK CLI and show what the checks report',
      exec: 'tsx scripts/run-example.ts',
    });
    // Examples import the library by its name, as users do; their tsconfig.json leads it to src/.
    project.eslint?.addOverride({
      files: ['examples/**/*.ts'],
      rules: {
        'import/no-unresolved': ['error', { ignore: ['^cdk-s3-encryption$'] }],
        'import/no-extraneous-dependencies': 'off',
      },
    });
  }
}
