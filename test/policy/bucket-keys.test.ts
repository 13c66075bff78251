import { Aws, aws_iam as iam, aws_kms as kms, aws_s3 as s3 } from 'aws-cdk-lib';
import { EncryptionKey } from '../../src';
import { acceptedKeysOf, acceptKeys, arnsBeside, keysOf, keysWithoutContext } from '../../src/policy/bucket-keys';
import { bucketHash, configuringPath, configuringRoles, exemptArns, exemptFromEncryptionGuard } from '../../src/policy/guard-exemptions';
import { serviceKey } from '../../src/policy/service-key';
import { aStack, theResource } from '../support/stacks';

const ARN = (digit: number) => `arn:aws:kms:eu-west-1:111122223333:key/${String(digit).repeat(8)}-2222-3333-4444-555555555555`;

function setUp() {
  const stack = aStack();
  const key = new kms.Key(stack, 'Key');
  const bucket = new s3.Bucket(stack, 'Bucket', { encryption: s3.BucketEncryption.KMS, encryptionKey: key });
  return { stack, key, bucket, resource: bucket.node.defaultChild as s3.CfnBucket };
}

describe('the keys of a bucket', () => {
  test('are none, if it has none', () => {
    const bucket = new s3.Bucket(aStack(), 'Bucket');
    expect(keysOf(bucket)).toEqual([]);
    expect(acceptedKeysOf(bucket.node.defaultChild as s3.CfnBucket)).toEqual([]);
  });

  test('are that of its default encryption and those it accepts, in turn', () => {
    const { stack, key, bucket, resource } = setUp();
    expect(keysOf(bucket)).toEqual([key]);
    const [one, two, three] = [1, 2, 3].map((i) => kms.Key.fromKeyArn(stack, `Key${i}`, ARN(i)));
    acceptKeys(resource, []);
    expect(acceptedKeysOf(resource)).toEqual([]);
    acceptKeys(resource, [one]);
    acceptKeys(resource, [two, three]);
    expect(acceptedKeysOf(resource)).toEqual([one, two, three]);
    expect(keysOf(bucket)).toEqual([key, one, two, three]);
  });

  test('are named once, by the first that stands for the key', () => {
    const { stack, key, bucket, resource } = setUp();
    const [one, same] = ['One', 'Same'].map((id) => kms.Key.fromKeyArn(stack, id, ARN(1)));
    acceptKeys(resource, [kms.Key.fromKeyArn(stack, 'Again', key.keyArn), one, same]);
    expect(keysOf(bucket)).toEqual([key, one]);
  });

  test('of an imported bucket are its own', () => {
    const stack = aStack();
    const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', ARN(1));
    expect(keysOf(s3.Bucket.fromBucketAttributes(stack, 'Bucket', { bucketName: 'data', encryptionKey }))).toEqual([encryptionKey]);
  });

  test('beside those that are listed are told by what they stand for', () => {
    const { stack, key, resource } = setUp();
    const [one, same, two] = [1, 1, 2].map((digit, i) => kms.Key.fromKeyArn(stack, `Imported${i}`, ARN(digit)));
    expect(stack.resolve(arnsBeside(resource, [], [key, one, same, two, key]))).toEqual([stack.resolve(key.keyArn), ARN(1), ARN(2)]);
    expect(stack.resolve(arnsBeside(resource, [ARN(1), key.keyArn], [key, one, same, two]))).toEqual([ARN(2)]);
    expect(arnsBeside(resource, [ARN(1)], [])).toEqual([]);
  });

  test('that demand an encryption context are told from others', () => {
    const stack = aStack();
    const plain = new kms.Key(stack, 'Plain');
    const confined = new EncryptionKey(stack, 'Confined', { requiredEncryptionContext: { tenant: 'one' } });
    expect(keysWithoutContext([confined, plain])).toEqual([plain]);
  });
});

describe('the guard of a bucket', () => {
  test('exempts everybody who is made known, once, and others besides', () => {
    const { stack, resource } = setUp();
    const list = exemptArns(resource, 'arn:aws:iam::111122223333:role/Other');
    expect(stack.resolve(list)).toEqual(['arn:aws:iam::111122223333:role/Other']);
    exemptFromEncryptionGuard(resource, 'arn:aws:iam::111122223333:role/A', 'arn:aws:iam::111122223333:role/B');
    exemptFromEncryptionGuard(resource, 'arn:aws:iam::111122223333:role/A');
    expect(stack.resolve(list)).toEqual(['A', 'B', 'Other'].map((name) => `arn:aws:iam::111122223333:role/${name}`));
    expect(stack.resolve(exemptArns(resource))).toHaveLength(2);
  });

  test('has a path of its own for roles that configure the bucket', () => {
    const { stack, resource } = setUp();
    const hash = bucketHash(resource);
    expect(configuringPath(resource)).toBe(`/s3-encryption/${hash}/`);
    expect(stack.resolve(configuringRoles(resource))).toEqual(
      stack.resolve(`arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/s3-encryption/${hash}/*`));
  });
});

test('a key for another service is administered by the account, used by whom statements allow it, and stays', () => {
  const stack = aStack();
  const principals = [new iam.ServicePrincipal('logs.amazonaws.com')];
  serviceKey(stack, 'For logs', new iam.PolicyStatement({ sid: 'Use', principals, actions: ['kms:Encrypt'], resources: ['*'] }));
  const { Description, EnableKeyRotation, KeyPolicy } = theResource(stack, 'AWS::KMS::Key');
  expect([Description, EnableKeyRotation]).toEqual(['For logs', true]);
  const { Statement: [account, use, ...more] } = KeyPolicy as { Statement: { Action: string[]; Principal: object }[] };
  expect(more).toEqual([]);
  expect(account).toMatchObject({ Sid: 'AllowAccountToAdministerKey', Effect: 'Allow', Resource: '*' });
  expect(JSON.stringify(account.Principal)).toContain(':root');
  expect(account.Action).toContain('kms:PutKeyPolicy');
  expect(account.Action.filter((action) => /Encrypt$|Decrypt$|GenerateDataKey/.test(action))).toEqual([]);
  expect(use).toMatchObject({ Sid: 'Use', Action: 'kms:Encrypt' });
  expect(stack.node.tryFindChild('Key')!.node.defaultChild).toMatchObject({ cfnOptions: { deletionPolicy: 'Retain', updateReplacePolicy: 'Retain' } });
});
