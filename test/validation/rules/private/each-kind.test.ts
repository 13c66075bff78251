import { App } from '../../../../src/template';
import { Posture } from '../../../../src/validation/posture';
import { type Check, eachKind } from '../../../../src/validation/rules/private/each-kind';
import { violation } from '../../../../src/validation/rules/rule';

const keyArn = { 'Fn::GetAtt': ['Key', 'Arn'] };

/** Three buckets that differ in their logical ids only. */
function posture(): Posture {
  const bucket = {
    Type: 'AWS::S3::Bucket',
    Properties: {
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn } }] },
    },
  };
  return Posture.of(App.of([{ name: 'Stack', json: { Resources: { A: bucket, B: bucket, C: bucket, Key: { Type: 'AWS::KMS::Key' } } } }]));
}

/** Of how many buckets a check is asked, and what is said of which. */
function found(messageOf: (...of: Parameters<Check>) => string | undefined) {
  let asked = 0;
  const check: Check = function* (bucket, names) {
    asked++;
    const message = messageOf(bucket, names);
    if (message !== undefined) { yield violation(bucket.resource, 'Properties', message); }
  };
  const said = [...eachKind(posture(), check)].map(({ resource, message }) => [resource.logicalId, message]);
  return { asked, said };
}

test('of buckets that are alike, one is looked at where nothing is wrong', () => {
  expect(found(() => undefined)).toEqual({ asked: 1, said: [] });
});

test('so it is where the same is wrong with all of them', () => {
  expect(found(() => 'Wrong.')).toEqual({ asked: 1, said: [['A', 'Wrong.'], ['B', 'Wrong.'], ['C', 'Wrong.']] });
});

test('each is looked at where the rule names its key', () => {
  const { asked, said } = found(({ keys: [key] }, names) => `${names.named(key)} is wrong.`);
  expect(asked).toBe(4);
  expect(said).toEqual([['A', 'Key is wrong.'], ['B', 'Key is wrong.'], ['C', 'Key is wrong.']]);
});

test('each is looked at where a text that the rule shows names the bucket', () => {
  const { asked, said } = found((bucket) => `${(bucket as unknown as { arn: string }).arn} is wrong.`);
  expect(asked).toBe(4);
  expect(new Set(said.map(([, message]) => message)).size).toBe(3);
});
