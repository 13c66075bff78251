import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Packages } from '../../scripts/consumers/packages';
import { execute } from '../../scripts/consumers/processes';
import { VirtualEnvironment } from '../../scripts/consumers/python/virtual-environment';

/** Ten lines, as a user writes them. */
const APP = `
from aws_cdk import App, Stack, Validations, aws_s3 as s3
from cdk_s3_encryption import DefaultEncryption, EncryptedBucket, S3EncryptionChecks, mixins

app = App()
Validations.of(app).add_plugins(S3EncryptionChecks(app))
stack = Stack(app, "Python")
EncryptedBucket(stack, "Data", default_encryption=DefaultEncryption.dsse_kms())
s3.CfnBucket(stack, "Mixed").with_(
    mixins.BucketDefaultEncryption(DefaultEncryption.sse_kms()), mixins.BucketSecureTransport(), mixins.BucketSignatureVersion4(), mixins.BucketSseCBlocked())
s3.Bucket(Stack(app, "Careless"), "Plain")
app.synth()
`;

/** What is missing on this machine, if anything. */
function missing(): string | undefined {
  if (execute('python3', ['-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))']).status !== 0) { return 'Python 3.10 or newer with venv'; }
  if (execute('python3', ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', directory, 'constructs>=10.5.1']).status !== 0) {
    return 'a package index from which pip can install aws-cdk-lib';
  }
  return undefined;
}

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'python-package-'));
afterAll(() => fs.rmSync(directory, { recursive: true, force: true }));

const lacking = missing();
if (lacking !== undefined) { console.warn(`SKIPPED: the Python package is not tested, because this machine lacks ${lacking}.`); }

(lacking === undefined ? test : test.skip)('an app in Python uses the package: constructs, mixins and checks', () => {
  const dist = new Packages(path.join(directory, 'packages')).build('python');
  const wheel = fs.readdirSync(dist).find((file) => file.endsWith('.whl'))!;
  const environment = VirtualEnvironment.create(path.join(directory, 'venv'), path.join(dist, wheel));

  fs.writeFileSync(path.join(directory, 'app.py'), APP);
  const synth = execute(environment.interpreter, ['app.py'], { cwd: directory, env: { CDK_OUTDIR: path.join(directory, 'cdk.out'), CDK_VALIDATION: 'false' } });

  // The careless stack stops synthesis, with our words in it.
  expect(synth.output).toContain('The bucket has no policy, so requests over plain HTTP are not denied.');
  expect(synth.status).not.toBe(0);

  const read = (file: string) => JSON.parse(fs.readFileSync(path.join(directory, 'cdk.out', file), 'utf8'));
  const resources = Object.values(read('Python.template.json').Resources) as { Type: string; Properties: any }[];
  const algorithms = resources.filter((resource) => resource.Type === 'AWS::S3::Bucket')
    .map((resource) => resource.Properties.BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.SSEAlgorithm);
  expect(algorithms.sort()).toEqual(['aws:kms', 'aws:kms:dsse']);

  const [report] = read('validation-report.json').pluginReports as { violations: { violatingConstructs: { constructPath: string }[] }[] }[];
  const paths = report.violations.flatMap((violation) => violation.violatingConstructs.map((construct) => construct.constructPath));
  expect(new Set(paths)).toEqual(new Set(['Careless/Plain/Resource']));
});
