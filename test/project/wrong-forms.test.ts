import type { Translation } from '../../scripts/snippets/translate';
import { wrongForms } from '../../scripts/snippets/wrong-forms';

const RIGHT: Translation = {
  place: 'README.md:1',
  typescript: '// Its key\nbucket.grantRead(role);',
  python: '# Its key\nbucket.grant_read(role)',
  java: '// Its key\nbucket.grantRead(role);',
  csharp: '// Its key\nbucket.GrantRead(role);',
  go: '// Its key\nbucket.GrantRead(role, nil)',
};

test('a translation that is right has no wrong form', () => {
  expect(wrongForms(RIGHT)).toEqual([]);
});

// As jsii-rosetta has translated examples of this library.
test.each<[keyof Translation, string]>([
  ['python', 'bucket.with(mixins.BucketSecureTransport())'],
  ['java', 'acceptLogsFrom(LogSource.vended(VendedLogsOptions.builder().build()));'],
  ['java', 'loadBalancer.setAttribute("access_logs.s3.bucket", bucketName); monitor.topic.addSubscription(subscription);'],
  ['java', 'for (Object alarm : health.getFailureAlarms()) {'],
  ['csharp', 'AcceptLogsFrom(LogSource.Vended(new VendedLogsOptions { ServiceFolder = "network-firewall" }));'],
  ['csharp', 'for (var alarm in health.FailureAlarms)'],
  ['csharp', 'public readonly void Bucket = new EncryptedBucket(this, "Bucket");'],
  ['go', 'cdks3encryption.DefaultEncryption_*SseKms(nil)'],
  ['go', 'awscdk.*Aws_sqs.QueueEncryption_KMS'],
  ['go', 'bucket.bucketName'],
  ['go', '&EncryptedBucketProps{}'],
  ['go', '[]IKey{oldKey}'],
])('in %s: %s', (language, code) => {
  expect(wrongForms({ ...RIGHT, [language]: `// Its key\n# Its key\n${code}` })).toEqual([expect.stringContaining(`README.md:1: ${language}: `)]);
});

test.each([
  'class Replicas extends Stack {}',
  'buckets.forEach((bucket) => bucket.grantRead(role));',
  'monitor.watch(...buckets);',
  'const { bucket } = stack;',
  'request.postFields;',
  'health.alarms[0].addAlarmAction(action);',
  // Java leaves out the name of a module, and the variable with it.
  'const events = new LogBucket(this, \'Events\');',
])('in TypeScript: %s', (code) => {
  expect(wrongForms({ ...RIGHT, typescript: `// Its key\n${code}` })).toEqual([expect.stringContaining('README.md:1: typescript: ')]);
});

test('texts are not code', () => {
  expect(wrongForms({ ...RIGHT, go: '// Its key, such as bucket.bucketName\nx(jsii.String("a.b.with(c)"))', python: '# Its key\nx("a.with(b)")' })).toEqual([]);
});

test('each language keeps the comments', () => {
  const lost = wrongForms({ ...RIGHT, python: 'bucket.grant_read(role)' });
  expect(lost).toEqual([expect.stringContaining('README.md:1: python loses the comment "Its key"')]);
});
