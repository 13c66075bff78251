import { aws_cloudtrail as cloudtrail, aws_config as config, aws_kms as kms, aws_s3 as s3, CfnParameter, Stack } from 'aws-cdk-lib';
import { DefaultEncryption, EncryptedBucket, EncryptionKey, LogBucket, LogSource, UploadEncryption } from '../../src';
import { aStack } from '../support/stacks';

type Target = EncryptedBucket | LogBucket;

const TARGETS = {
  'a LogBucket': (stack: Stack): Target => new LogBucket(stack, 'Logs'),
  'an EncryptedBucket with SSE-S3': (stack: Stack): Target => new EncryptedBucket(stack, 'Logs', { defaultEncryption: DefaultEncryption.sseS3() }),
  'an EncryptedBucket': (stack: Stack): Target => new EncryptedBucket(stack, 'Logs'),
};

/** What names the key of a producer, for a bucket. */
const KEYS: { [key: string]: (stack: Stack, bucket: Target) => string | undefined } = {
  'none': () => undefined,
  'the key of the bucket': (_stack, bucket) => bucket.encryptionKey!.keyArn,
  'the id of the key of the bucket': (_stack, bucket) => bucket.encryptionKey!.keyId,
  'another key of the app': (stack) => new EncryptionKey(stack, 'Other').keyArn,
  'an L1 key of the app': (stack) => new kms.CfnKey(stack, 'Other').ref,
  'a parameter': (stack) => new CfnParameter(stack, 'Key').valueAsString,
  'the ARN of a key elsewhere': () => 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
};

const PRODUCERS: { [producer: string]: (stack: Stack, bucket: Target, key?: string) => LogSource } = {
  cloudTrail: (stack, bucket, key) => LogSource.cloudTrail({
    producer: new cloudtrail.CfnTrail(stack, 'Producer', { isLogging: true, s3BucketName: bucket.bucketName, kmsKeyId: key }),
  }),
  config: (stack, bucket, key) => LogSource.config({
    producer: new config.CfnDeliveryChannel(stack, 'Producer', { s3BucketName: bucket.bucketName, s3KmsKeyArn: key }),
  }),
  storageLens: (stack, bucket, key) => LogSource.storageLens({
    producer: new s3.CfnStorageLens(stack, 'Producer', {
      storageLensConfiguration: {
        id: 'all',
        isEnabled: true,
        accountLevel: { bucketLevel: {} },
        dataExport: {
          s3BucketDestination: {
            arn: bucket.bucketArn, accountId: stack.account, format: 'CSV', outputSchemaVersion: 'V_1', ...key && { encryption: { ssekms: { keyId: key } } },
          },
        },
      },
    }),
  }),
};

function synthesized(producer: string, target: keyof typeof TARGETS, key: string): () => unknown {
  const stack = aStack({ account: '111122223333', region: 'eu-west-1' });
  const bucket = TARGETS[target](stack);
  bucket.acceptLogsFrom(PRODUCERS[producer](stack, bucket, KEYS[key](stack, bucket)));
  return () => (stack.node.root as Stack['node']['root'] & { synth(): unknown }).synth();
}

const NAMING = ['another key of the app', 'an L1 key of the app'];

describe.each(Object.keys(PRODUCERS))('%s', (producer) => {
  test.each(['a LogBucket', 'an EncryptedBucket with SSE-S3'] as const)('into %s: no key', (target) => {
    expect(synthesized(producer, target, 'none')).not.toThrow();
    expect(synthesized(producer, target, 'a parameter')).not.toThrow();
    for (const key of [...NAMING, 'the ARN of a key elsewhere']) {
      expect(synthesized(producer, target, key)).toThrow(/\[Stack\/Logs\] .* of Stack\/Producer are encrypted with the KMS key in .*, but the bucket uses SSE-S3.*Fix: remove /);
    }
  });

  test('into an EncryptedBucket: its key, and nothing that is known to be another one', () => {
    for (const key of ['the key of the bucket', 'the id of the key of the bucket', 'a parameter', 'the ARN of a key elsewhere']) {
      expect(synthesized(producer, 'an EncryptedBucket', key)).not.toThrow();
    }
    for (const key of NAMING) {
      expect(synthesized(producer, 'an EncryptedBucket', key)).toThrow(/of Stack\/Producer are encrypted with .* \(Stack\/Other(\/Resource)?\), which is not the key of the bucket.*Fix: set /);
    }
  });

  test('into an EncryptedBucket without a key', () => {
    const synthesize = expect(synthesized(producer, 'an EncryptedBucket', 'none'));
    // AWS Config goes by the default encryption of the bucket.
    if (producer === 'config') { synthesize.not.toThrow(); } else { synthesize.toThrow(/are encrypted with SSE-S3, because \w+ specifies no key, but the bucket uses SSE-KMS.*Fix: set /); }
  });
});

describe('what is looked at when the app is complete', () => {
  const synth = (stack: Stack) => () => (stack.node.root as Stack['node']['root'] & { synth(): unknown }).synth();
  const encrypted = (more = {}) => {
    const stack = aStack();
    const bucket = new EncryptedBucket(stack, 'Logs', more);
    return { stack, bucket, trail: new cloudtrail.CfnTrail(stack, 'Trail', { isLogging: true, s3BucketName: bucket.bucketName }) };
  };

  test('a key that a producer gets later', () => {
    const { stack, bucket, trail } = encrypted();
    bucket.acceptLogsFrom(LogSource.cloudTrail({ producer: trail }));
    trail.kmsKeyId = bucket.encryptionKey!.keyArn;
    expect(synth(stack)).not.toThrow();
  });

  test('an override', () => {
    const { stack, bucket, trail } = encrypted();
    bucket.acceptLogsFrom(LogSource.cloudTrail({ producer: trail }));
    trail.kmsKeyId = bucket.encryptionKey!.keyArn;
    trail.addPropertyDeletionOverride('KMSKeyId');
    expect(synth(stack)).toThrow(/specifies no key/);
  });

  test('the L2 Trail', () => {
    const { stack, bucket } = encrypted();
    bucket.acceptLogsFrom(LogSource.cloudTrail({ producer: new cloudtrail.Trail(stack, 'L2', { bucket }) }));
    expect(synth(stack)).toThrow(/CloudTrail logs of Stack\/L2\/Resource are encrypted with SSE-S3/);
  });

  test('keys that the bucket accepts besides, and any encryption', () => {
    const stack = aStack();
    const other = new EncryptionKey(stack, 'Other');
    for (const [id, uploadEncryption] of [['Accepts', UploadEncryption.bucketDefault({ acceptedKeys: [other] })], ['Any', UploadEncryption.any()]] as const) {
      const bucket = new EncryptedBucket(stack, id, { uploadEncryption });
      const producer = new cloudtrail.CfnTrail(stack, `${id}Trail`, { isLogging: true, s3BucketName: bucket.bucketName, kmsKeyId: other.keyArn });
      bucket.acceptLogsFrom(LogSource.cloudTrail({ producer }));
    }
    expect(synth(stack)).not.toThrow();
  });
});
