import {
  App, aws_events_targets as targets, aws_iam as iam, aws_kms as kms, aws_s3 as s3, aws_sns as sns, Duration, Stack,
} from 'aws-cdk-lib';
import { structsOfMakers, wrongValues } from './structs';
import { KEY_ARN, type Taker, TAKERS } from './takers';
import * as library from '../../src';
import { DefaultEncryption, EncryptedBucket, LogBucket, mixins } from '../../src';

const STRUCTS = structsOfMakers();
const aStack = () => new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });

/** The error for props; what is wrong with it, if it is not clear. */
function refusal({ required, take, by }: Taker, change: object): string {
  const stack = aStack();
  try {
    take(stack, { ...required?.(stack), ...change });
    return 'no error';
  } catch (error) {
    const { message } = error as Error;
    return message.startsWith(`${by ?? 'Stack/It'}: `) && / Fix: ./.test(message) ? message : `unclear: ${message}`;
  }
}

test('every struct that somebody takes is tried', () => {
  expect(Object.keys(STRUCTS).filter((struct) => !(struct in TAKERS)).sort()).toEqual([]);
  expect(Object.values(STRUCTS).flat().length).toBeGreaterThan(200);
});

describe.each(Object.entries(TAKERS))('%s', (struct, taker) => {
  const props = STRUCTS[struct] ?? [];

  test('is accepted as it is right', () => {
    const stack = aStack();
    expect(() => taker.take(stack, { ...taker.required?.(stack) })).not.toThrow();
  });

  test('is refused where a prop has another shape', () => {
    const found = props.flatMap(({ name, type }) => wrongValues(type).map((value): [string, string] => [`${name}: ${JSON.stringify(value)}`, refusal(taker, { [name]: value })])
      .filter(([, message]) => !new RegExp(`: (\\S+\\.|\\S+\\[0\\]\\.)?${name}(\\[0\\]|\\.key|\\.\\w+)? cannot be `).test(message)));
    expect(found).toEqual([]);
  });

  test('is refused where a required prop is left out', () => {
    const optional = taker.required === undefined ? [] : props.filter(({ isOptional }) => !isOptional);
    const messages = optional.map(({ name }) => refusal(taker, { [name]: undefined }));
    expect(messages.filter((message) => !message.includes(' cannot be left out. Fix: '))).toEqual([]);
  });

  test('is refused where it is no object', () => {
    for (const value of [null, 'text', 7, true, []]) {
      const stack = aStack();
      expect(() => { taker.take(stack, value); }).toThrow(new RegExp(`^${taker.by ?? 'Stack/It'}: .+ cannot be .+\\. Fix: pass an object with properties of \\w+\\.$`));
    }
  });
});

test('all that is wrong is named at once', () => {
  expect(refusal(TAKERS.EncryptedBucketProps, { uploadEncryption: 'any', versioned: 'no', customerProvidedKeys: 'blocked' })).toBe(
    'Stack/It: customerProvidedKeys cannot be "blocked", uploadEncryption cannot be "any", versioned cannot be "no". '
    + 'Fix: for customerProvidedKeys, use one of BLOCKED, ALLOWED, REQUIRED; '
    + 'for uploadEncryption, pass an UploadEncryption, for example UploadEncryption.bucketDefault(); for versioned, pass true or false.');
});

test.each<[string, (stack: Stack) => unknown]>([
  ['defaultEncryption', (stack) => new s3.CfnBucket(stack, 'It').with(new mixins.BucketDefaultEncryption(null as any))],
  ['defaultEncryption', (stack) => new s3.CfnBucket(stack, 'It').with(new mixins.BucketDefaultEncryption('KMS' as any))],
  ['uploadEncryption', (stack) => new s3.CfnBucket(stack, 'It').with(new mixins.BucketUploadEncryption({ enforced: false } as any))],
  ['source', (stack) => new LogBucket(stack, 'It').acceptLogsFrom(null as any)],
  ['source', (stack) => new EncryptedBucket(stack, 'It').acceptLogsFrom({} as any)],
])('a parameter %s of another shape is refused', (name, act) => {
  expect(() => act(aStack())).toThrow(new RegExp(`^Stack/It(/Resource)?: ${name} cannot be .+\\. Fix: pass an? `));
});

test('values of other copies and versions, and imported ones, are accepted', () => {
  const stack = aStack();
  const key = kms.Key.fromKeyArn(stack, 'Key', KEY_ARN);
  const topic = sns.Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:eu-west-1:111122223333:topic');
  new EncryptedBucket(stack, 'Bucket', {
    defaultEncryption: DefaultEncryption.sseKms({ key }),
    encryptionAdministrators: [new iam.ArnPrincipal('arn:aws:iam::111122223333:role/a')],
    lifecycleRules: [{ expiration: Duration.days(1), noncurrentVersionExpiration: Duration.days(1) }],
    accessLogs: { bucket: s3.Bucket.fromBucketName(stack, 'Logs', 'logs') },
  });
  new library.BatchJobAlerts(stack, 'Alerts', { topic, targets: [new targets.SnsTopic(topic)] });
});
