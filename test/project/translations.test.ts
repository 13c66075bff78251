import { snippetOf } from '../../scripts/snippets/collect';
import { translate } from '../../scripts/snippets/translate';

/** What jsii-rosetta translates wrongly, or not to each language. */
const SOURCE = `
declare const key: kms.IKey;

// Its buckets
new EncryptedBucket(this, 'Data', { defaultEncryption: DefaultEncryption.sseKms({ key, bucketKey: true }) });
const data = new EncryptedBucket(this, 'More');
data.grantRead(role);
(key.node.defaultChild as kms.CfnKey).overrideLogicalId('Key');
const monitor = new EncryptionMonitor(this, 'Monitor', { buckets: WatchedBuckets.of(data), keys: [key] });
monitor.topic.addSubscription(new subscriptions.EmailSubscription(\`\${data.bucketName}@{example}.com\`));
for (const alarm of monitor.alarms) {
  alarm.alarmArn.toString();
}
Mixins.of(data).apply(new mixins.BucketSecureTransport());
Validations.of(data).acknowledge({ id: 'S3Encryption::KmsKeyRotation', reason: 'It is imported.' });
new LogBucket(this, 'Logs', { lifecycleRules: [] });
new s3.Bucket(this, 'Theirs', { enforceSSL: true });
const fields = monitor.alarms;
`.trim();

const { translations: [{ python, java, csharp, go }], problems } = translate([snippetOf(SOURCE)]);

test('the example compiles', () => {
  expect(problems).toEqual([]);
});

test('in Python, a variadic struct is a value, a cast is one, and names in texts are those of Python', () => {
  expect(python).toContain('Validations.of(data).acknowledge(Acknowledgment(id="S3Encryption::KmsKeyRotation", reason="It is imported."))');
  expect(python).toContain('EmailSubscription(f"{data.bucket_name}@{{example}}.com")');
  expect(python).toContain('\ntyping.cast(kms.CfnKey, key.node.default_child).override_logical_id("Key")\n');
});

test('in Java, properties are read by getters, lists are lists, and names have no runs of capitals', () => {
  expect(java).toContain('monitor.getTopic().addSubscription(');
  expect(java).toContain('EmailSubscription(String.format("%s@{example}.com", data.getBucketName()))');
  expect(java).toContain('for (var alarm : monitor.getAlarms()) {');
  expect(java).toMatch(/^List<IAlarm> fields = monitor\.getAlarms\(\);$/m);
  expect(java).toContain('.enforceSsl(true)');
  expect(java.match(/Its buckets/g)).toHaveLength(1);
});

test('in C#, loops are loops, and empty arrays have a type', () => {
  expect(csharp).toContain('EmailSubscription($"{data.BucketName}@{{example}}.com")');
  expect(csharp).toContain('foreach (var alarm in monitor.Alarms)');
  expect(csharp).toMatch(/LifecycleRules = new I?LifecycleRule\[\] \{ \}/);
  expect(csharp.match(/Its buckets/g)).toHaveLength(1);
});

test('in Go, names have packages, properties are called, and each parameter is given', () => {
  expect(go).toContain('var key awskms.IKey\n');
  expect(go).toContain('&cdks3encryption.EncryptedBucketProps{\n');
  expect(go).toContain('cdks3encryption.DefaultEncryption_SseKms(&cdks3encryption.SseKmsOptions{\n\t\tKey: key,\n\t\tBucketKey: jsii.Bool(true),\n');
  expect(go).toContain('cdks3encryption.NewEncryptedBucket(this, jsii.String("More"), nil)\n');
  expect(go).toContain('data.GrantRead(role, nil)\n');
  expect(go).toContain('key.Node().DefaultChild().(awskms.CfnKey)');
  expect(go).toContain('&[]awskms.IKey{\n\t\tkey,\n');
  expect(go).toContain('monitor.Topic().AddSubscription(');
  expect(go).toContain('jsii.String(fmt.Sprintf("%v@{example}.com", *data.BucketName()))');
  expect(go).toContain('for _, alarm := range *monitor.Alarms() {');
  expect(go).toContain('awscdk.Mixins_Of(data, nil).Apply(mixins.NewBucketSecureTransport(nil))');
  expect(go).toContain('&awscdk.Acknowledgment{\n');
  expect(go.match(/Its buckets/g)).toHaveLength(1);
});
