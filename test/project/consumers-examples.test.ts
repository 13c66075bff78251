import * as fs from 'fs';
import * as path from 'path';
import { propertiesOf } from '../../scripts/consumers/java/pom';
import { USAGE } from '../../scripts/consumers/usage';

const ROOT = path.join(__dirname, '..', '..');
const read = (...file: readonly string[]) => fs.readFileSync(path.join(ROOT, ...file), 'utf8');
const { peerDependencies, version } = JSON.parse(read('package.json')) as { version: string; peerDependencies: { [name: string]: string } };
const [cdk, constructs] = [peerDependencies['aws-cdk-lib'], peerDependencies.constructs].map((range) => range.replace('^', ''));

test('the example in Java names the lowest versions of the peers', () => {
  const properties = propertiesOf(read('examples', 'java', 'pom.xml'));
  expect(['cdk-s3-encryption', 'aws-cdk-lib', 'constructs'].map((name) => properties.get(`${name}.version`))).toEqual([version, cdk, constructs]);
});

test('the example in Go names the lowest versions of the peers', () => {
  const modules = read('examples', 'go', 'go.mod');
  expect(['/cdks3encryption', '/awscdk/v2', '/constructs/v10'].map((name) => new RegExp(`${name} v(\\S+)`).exec(modules)?.[1])).toEqual([version, cdk, constructs]);
});

test.each(['EncryptedBuckets', 'CrossAccount.Owner', 'CrossAccount.Partner'])('the project %s in C# names the lowest versions of the peers', (name) => {
  const project = read('examples', 'csharp', 'src', name, `${name}.csproj`);
  expect(['CdkS3Encryption', 'Amazon.CDK.Lib', 'Constructs'].map((one) => new RegExp(`Include="${one}" Version="([^"]+)"`).exec(project)?.[1])).toEqual([version, cdk, constructs]);
});

test.each([
  ['java/Usage.java', /check\("([^"]+)"/g],
  ['go/main.go', /\tcheck\("([^"]+)"/g],
])('%s checks what the others check', (file, checks) => {
  expect([...read('scripts', 'consumers', 'usage', file).matchAll(checks)].map(([, name]) => name)).toEqual(USAGE);
});
