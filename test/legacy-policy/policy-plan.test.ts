import {
  ALGORITHM_HEADER as ALGORITHM, AWS_MANAGED, BUCKET, CUSTOMER_HEADER, deny, documentOf, DSSE_KMS, harm, KEY, KEY_HEADER, OTHER_KEY, planned, SSE_KMS,
  SSE_S3, TLS_ONLY, turnsBareUploadsAway,
} from './support';
import type { UploadDefault } from '../../src/legacy-policy';
import { Ternary } from '../../src/template/ternary';
import { noLegacyUploadDeny } from '../../src/validation/rules/uploads/no-legacy-upload-deny';
import { uploadPolicyMatchesDefault } from '../../src/validation/rules/uploads/upload-policy-matches-default';
import { naming, policyOf, s3Request } from '../support/requests';
import { encrypted, findings } from '../validation/rules/support';

const NO_HEADER = deny({ Null: { [ALGORITHM]: 'true' } }, { Sid: 'NoHeader' });
const NOT = (algorithm: string | string[], more: object = {}) => deny({ StringNotEquals: { [ALGORITHM]: algorithm } }, { Sid: 'Other', ...more });
const NOT_THE_KEY = deny({ StringNotEquals: { [KEY_HEADER]: KEY } }, { Sid: 'OtherKey' });
const EXEMPT = { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/Exempt' };

/** What the rules have to say, which know nothing of the plan. */
function found(document: unknown, { algorithm, key }: UploadDefault) {
  const byDefault = { SSEAlgorithm: algorithm, ...(key === undefined ? {} : { KMSMasterKeyID: key }) };
  const template = {
    Resources: {
      Bucket: encrypted({ ServerSideEncryptionByDefault: byDefault }, { BucketName: 'data' }),
      Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: document } },
    },
  };
  return [noLegacyUploadDeny, uploadPolicyMatchesDefault].flatMap((rule) => findings(rule, template)).filter(({ status }) => status === 'violation');
}

describe('nothing is weakened, nothing else is denied, and uploads that name nothing are served', () => {
  test.each<[string, unknown[], UploadDefault, UploadDefault]>([
    ['no header', [NO_HEADER], SSE_S3, SSE_S3],
    ['no header, under SSE-KMS', [NO_HEADER], SSE_KMS, SSE_KMS],
    ['no header, under the AWS managed key', [NO_HEADER], AWS_MANAGED, AWS_MANAGED],
    ['no header as a boolean', [deny({ Null: { [ALGORITHM]: true } })], SSE_S3, SSE_S3],
    ['no header in a list', [deny({ Null: { [ALGORITHM]: ['true'] } })], SSE_S3, SSE_S3],
    ['no header, in other cases of letters', [deny({ null: { [ALGORITHM.toUpperCase()]: 'true' } }, { Action: 'S3:putobject' })], SSE_S3, SSE_S3],
    ['another header than AES256', [NOT('AES256')], SSE_S3, SSE_S3],
    ['the pair of SSE-S3', [NOT('AES256'), NO_HEADER], SSE_S3, SSE_S3],
    ['the pair of SSE-KMS', [NOT('aws:kms'), NO_HEADER], SSE_S3, AWS_MANAGED],
    ['the pair of SSE-KMS, under SSE-KMS', [NOT('aws:kms'), NO_HEADER], SSE_KMS, SSE_KMS],
    ['the pair beside a deny of plain HTTP', [TLS_ONLY, NOT('AES256'), NO_HEADER], SSE_S3, SSE_S3],
    ['any algorithm of a list', [NOT(['AES256', 'aws:kms'])], SSE_S3, SSE_S3],
    ['IfExists, which spares nothing', [deny({ StringNotEqualsIfExists: { [ALGORITHM]: 'aws:kms' } })], SSE_S3, AWS_MANAGED],
    ['a pattern', [deny({ StringNotLike: { [ALGORITHM]: 'aws:kms*' } })], SSE_S3, AWS_MANAGED],
    ['letters of any case', [deny({ StringNotEqualsIgnoreCase: { [ALGORITHM]: 'aes256' } })], SSE_S3, SSE_S3],
    ['DSSE-KMS', [NOT('aws:kms:dsse')], SSE_S3, { algorithm: 'aws:kms:dsse', key: undefined }],
    ['DSSE-KMS, under DSSE-KMS', [NOT('aws:kms:dsse')], DSSE_KMS, DSSE_KMS],
    ['another key', [NOT_THE_KEY], SSE_S3, SSE_KMS],
    ['another key as AWS writes it', [deny({ ArnNotEqualsIfExists: { [KEY_HEADER]: KEY } })], SSE_S3, SSE_KMS],
    ['another key, under the AWS managed key', [NOT('aws:kms'), NOT_THE_KEY], SSE_S3, SSE_KMS],
    ['header, algorithm and key', [NO_HEADER, NOT('aws:kms'), NOT_THE_KEY], SSE_S3, SSE_KMS],
    ['DSSE-KMS and its key', [NOT('aws:kms:dsse'), NOT_THE_KEY], SSE_S3, DSSE_KMS],
    ['one of two keys', [deny({ StringNotEquals: { [KEY_HEADER]: [KEY, OTHER_KEY] } })], SSE_S3, SSE_KMS],
    ['algorithm and key in one statement', [deny({ StringNotEquals: { [ALGORITHM]: 'aws:kms', [KEY_HEADER]: KEY } })], SSE_S3, SSE_KMS],
    ['what spares SSE-C', [deny({ Null: { [ALGORITHM]: 'true', [CUSTOMER_HEADER]: 'true' } })], SSE_S3, SSE_S3],
    ['replicas as well', [NOT('aws:kms', { Action: ['s3:PutObject', 's3:ReplicateObject'] }), NO_HEADER], SSE_KMS, SSE_KMS],
    ['ACLs as well', [NOT('AES256', { Action: ['s3:PutObjectAcl', 's3:PutObject'] })], SSE_S3, SSE_S3],
    ['one folder', [NOT('aws:kms', { Resource: `${BUCKET}/logs/*` })], SSE_KMS, SSE_KMS],
    ['all but one role', [deny({ StringNotEquals: { [ALGORITHM]: 'aws:kms' }, ArnNotLike: EXEMPT })], SSE_KMS, SSE_KMS],
    ['all but services', [deny({ Null: { [ALGORITHM]: 'true' }, Bool: { 'aws:PrincipalIsAWSService': 'false' } })], SSE_S3, SSE_S3],
    ['all but one role, by NotPrincipal', [deny({ Null: { [ALGORITHM]: 'true' } }, { Principal: undefined, NotPrincipal: { AWS: EXEMPT['aws:PrincipalArn'] } })], SSE_S3, SSE_S3],
    ['everybody, in a list', [NOT('aws:kms', { Principal: { AWS: ['*'] } })], SSE_S3, AWS_MANAGED],
    ['every resource', [NOT('aws:kms', { Resource: '*' })], SSE_S3, AWS_MANAGED],
    ['what another statement demands that spares them already', [NO_HEADER, deny({ Null: { [ALGORITHM]: 'false' }, StringNotEquals: { [ALGORITHM]: 'aws:kms' } }, { Sid: 'Named' })], SSE_S3, AWS_MANAGED],
  ])('%s', (_, statements, current, serving) => {
    const before = JSON.parse(JSON.stringify(documentOf(...statements)));
    expect(turnsBareUploadsAway(before, current)).toBe(true);
    const plan = planned(before, current);
    expect(plan.leftAlone).toEqual([]);
    expect(plan.serving).toMatchObject(serving);
    expect(plan.changesDefault).toBe(serving !== current);
    expect(harm(before, plan.document, current, serving).slice(0, 5)).toEqual([]);
    expect(turnsBareUploadsAway(plan.document, serving)).toBe(false);
    expect(found(before, current)).not.toEqual([]);
    expect(found(plan.document, serving)).toEqual([]);
    expect(planned(plan.document, serving)).toMatchObject({ replaced: [], leftAlone: [], document: plan.document });
  });
});

test('what is put in the place of the pair that AWS used to recommend', () => {
  const { document, replaced } = planned(documentOf(NOT('AES256'), NO_HEADER));
  const narrowed = (suffix: string, Condition: object) => ({ ...NOT('AES256'), Sid: `Other${suffix}`, Condition: { StringNotEquals: { [ALGORITHM]: 'AES256' }, ...Condition } });
  const absent = (suffix: string, Condition: object) => ({ ...NO_HEADER, Sid: `NoHeader${suffix}`, Condition });
  expect(document).toEqual(documentOf(
    narrowed('', { Null: { [ALGORITHM]: 'false' } }),
    narrowed('CustomerKey', { Null: { [CUSTOMER_HEADER]: 'false' } }),
    narrowed('PlainHttp', { Bool: { 'aws:SecureTransport': 'false' } }),
    absent('CustomerKey', { Null: { [ALGORITHM]: 'true', [CUSTOMER_HEADER]: 'false' } }),
    absent('PlainHttp', { Null: { [ALGORITHM]: 'true' }, Bool: { 'aws:SecureTransport': 'false' } }),
  ));
  expect(replaced.map(({ name, statement, by }) => [name, statement, by.length])).toEqual([
    ['statement Other', NOT('AES256'), 3],
    ['statement NoHeader', NO_HEADER, 2],
  ]);
});

test('what other statements deny already is not said again', () => {
  const sseC = deny({ Null: { [CUSTOMER_HEADER]: 'false' } }, { Sid: 'SseC', Principal: { AWS: '*' } });
  expect(planned(documentOf(TLS_ONLY, sseC, NO_HEADER)).document).toEqual(documentOf(TLS_ONLY, sseC));
  const elsewhere = { ...TLS_ONLY, Resource: ['arn:aws:s3:::other', 'arn:aws:s3:::other/*'] };
  const guests = { ...TLS_ONLY, Principal: { AWS: 'arn:aws:iam::444455556666:root' } };
  const readers = { ...TLS_ONLY, Action: 's3:GetObject' };
  const network = { ...TLS_ONLY, Condition: { ...TLS_ONLY.Condition, IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } };
  for (const narrower of [elsewhere, guests, readers, network, { ...TLS_ONLY, Effect: 'Allow' }]) {
    expect(planned(documentOf(narrower, sseC, NO_HEADER)).replaced[0].by).toHaveLength(1);
  }
});

describe('nothing to do', () => {
  test.each<[string, unknown, UploadDefault]>([
    ['no statements', documentOf(), SSE_S3],
    ['no encryption in it', documentOf(TLS_ONLY), SSE_S3],
    ['named encryptions only', documentOf(deny({ Null: { [ALGORITHM]: 'false' }, StringNotEquals: { [ALGORITHM]: 'aws:kms' } })), SSE_S3],
    ['the key of the default encryption', documentOf(NOT_THE_KEY), SSE_KMS],
    ['SSE-C', documentOf(deny({ Null: { [CUSTOMER_HEADER]: 'false' } })), SSE_S3],
    ['an Allow', documentOf({ ...NO_HEADER, Effect: 'Allow' }), SSE_S3],
    ['reads', documentOf({ ...NO_HEADER, Action: 's3:GetObject' }), SSE_S3],
    ['public uploads', documentOf(deny({ StringEquals: { 's3:x-amz-acl': 'public-read' } })), SSE_S3],
    ['public uploads that name another encryption', documentOf(deny({
      Null: { [ALGORITHM]: 'false' }, StringNotEquals: { [ALGORITHM]: 'AES256' }, StringEquals: { 's3:x-amz-acl': 'public-read' },
    })), SSE_S3],
    ['plain HTTP', documentOf(deny({ Null: { [ALGORITHM]: 'true' }, Bool: { 'aws:SecureTransport': 'false' } })), SSE_S3],
    ['no document', undefined, SSE_S3],
  ])('%s', (_, document, current) => {
    expect(planned(document, current)).toEqual({ serving: undefined, changesDefault: false, replaced: [], leftAlone: [], document });
  });
});

describe('what is left alone, with all of its policy', () => {
  const IF = { 'Fn::If': ['Chosen', NO_HEADER, { Ref: 'AWS::NoValue' }] };
  test.each<[string, unknown, string | RegExp, (UploadDefault | string)?, UploadDefault?]>([
    ['a policy that a function makes', { 'Fn::If': ['Chosen', documentOf(NO_HEADER), documentOf()] }, 'not a literal policy document'],
    ['a policy in text', JSON.stringify(documentOf(NO_HEADER)), 'not a literal policy document'],
    ['a statement that a function chooses', documentOf(IF), 'it depends on a CloudFormation intrinsic function'],
    ['statements that a function chooses', { Statement: { 'Fn::If': ['Chosen', [NO_HEADER], []] } }, 'it depends on a CloudFormation intrinsic function'],
    ['a condition that a function chooses', documentOf(deny({ 'Fn::If': ['Chosen', NO_HEADER.Condition, {}] })), 'its conditions depend on a CloudFormation intrinsic function'],
    ['an operator that a function chooses', documentOf(deny({ Null: { 'Fn::If': ['Chosen', { [ALGORITHM]: 'true' }, {}] } })), 'its conditions depend on a CloudFormation intrinsic function'],
    ['an effect that a parameter tells', documentOf({ ...NO_HEADER, Effect: { Ref: 'Algorithm' } }), 'its Effect is not literally Allow or Deny, or it has an unknown element'],
    ['a misspelt element', documentOf({ ...NO_HEADER, Resouce: '*' }), 'its Effect is not literally Allow or Deny, or it has an unknown element'],
    ['an algorithm that a parameter tells', documentOf(NOT({ Ref: 'Algorithm' } as unknown as string)), 'no default encryption is known'],
    ['whether there has to be a header, told by a parameter', documentOf(deny({ Null: { [ALGORITHM]: { Ref: 'Algorithm' } } })), 'known at deployment only'],
    ['an operator that IAM does not know', documentOf(deny({ StringDiffers: { [ALGORITHM]: 'AES256' } })), 'known at deployment only'],
    ['actions by a pattern', documentOf({ ...NO_HEADER, Action: 's3:PutObject*' }), 'it denies more than uploads (Action "s3:PutObject*")'],
    ['every action', documentOf({ ...NO_HEADER, Action: 's3:*' }), 'it denies more than uploads (Action "s3:*")'],
    ['all actions but some', documentOf({ ...NO_HEADER, Action: undefined, NotAction: 's3:GetObject' }), 'it denies more than uploads (NotAction)'],
    ['what looks at one ACL as well', documentOf(deny({ Null: { [ALGORITHM]: 'true' }, StringEquals: { 's3:x-amz-acl': 'public-read' } })), 'it also checks s3:x-amz-acl'],
    ['what looks at a storage class as well', documentOf(deny({ StringNotEquals: { [ALGORITHM]: 'AES256', 's3:x-amz-storage-class': 'GLACIER' } })),
      'it also checks s3:x-amz-storage-class'],
    ['what looks at the ACL as well', documentOf(deny({ Null: { [ALGORITHM]: 'true' }, StringNotEquals: { 's3:x-amz-acl': 'private' } })), 'it also checks s3:x-amz-acl'],
    ['statements that contradict each other', documentOf(NOT('AES256'), NOT('aws:kms')), 'no default encryption is known that every statement'],
    ['a key by its id', documentOf(deny({ StringNotEquals: { [KEY_HEADER]: { Ref: 'Key' } } })), 'no default encryption is known'],
    ['a key by its alias', documentOf(deny({ StringNotEquals: { [KEY_HEADER]: 'alias/data' } })), 'no default encryption is known'],
    ['another demand for one folder', documentOf(NOT('aws:kms', { Resource: `${BUCKET}/logs/*` })), 'applies only to some principals or some objects'],
    ['another demand for some callers', documentOf(deny({ StringNotEquals: { [ALGORITHM]: 'aws:kms' }, ArnNotLike: EXEMPT })), 'applies only to some principals or some objects'],
    ['another demand for one account', documentOf(NOT('aws:kms', { Principal: { AWS: '444455556666' } })), 'applies only to some principals or some objects'],
    ['another demand of which some objects are free', documentOf(NOT('aws:kms', { Resource: undefined, NotResource: `${BUCKET}/logs/*` })), 'applies only to some principals or some objects'],
    ['another demand of uploads that name something, beside some callers who have to', documentOf(
      deny({ Null: { [ALGORITHM]: 'false' }, StringNotEquals: { [ALGORITHM]: 'aws:kms' } }), { ...NO_HEADER, Principal: { AWS: '444455556666' } },
    ), 'applies only to some principals or some objects'],
    ['what else looks at the key, which the other default encryption changes', documentOf(NOT_THE_KEY, deny({ Null: { [KEY_HEADER]: 'false' }, StringEquals: { 's3:x-amz-acl': 'public-read' } })), 'it checks the KMS key'],
    ['an Allow that looks at the key', documentOf(NOT_THE_KEY, { ...deny({ StringEquals: { [KEY_HEADER]: KEY } }), Effect: 'Allow', Principal: { AWS: '444455556666' } }), 'it checks the KMS key'],
    ['an Allow of which a function chooses whether it looks at the key', documentOf(NOT_THE_KEY, { ...deny({ 'Fn::If': ['Chosen', NOT_THE_KEY.Condition, {}] }), Effect: 'Allow' }), 'it checks the KMS key'],
    ['a bucket of which the default encryption is not known', documentOf(NO_HEADER), 'parameter X has no default', 'parameter X has no default'],
    ['a chosen default that the policy does not let uploads name', documentOf(NOT('aws:kms')), 'no default encryption is known', SSE_S3, SSE_S3],
    ['algorithm and key at once', documentOf(deny({ StringNotEquals: { [ALGORITHM]: 'aws:kms' }, Null: { [KEY_HEADER]: 'false' } })), 'checks both the encryption algorithm and the KMS key', SSE_KMS],
  ])('%s', (_, document, reason, current = SSE_S3, chosen = undefined) => {
    const before = JSON.parse(JSON.stringify(document));
    const plan = planned(before, current, chosen);
    expect(plan).toMatchObject({ serving: undefined, changesDefault: false, replaced: [], document: before });
    expect(plan.leftAlone.map((one) => one.reason)).toContainEqual(expect.stringMatching(typeof reason === 'string' ? reason.replace(/[()*]/g, '.') : reason));
  });

  test('one statement that cannot be taken apart keeps the others as they are', () => {
    const document = documentOf(NO_HEADER, TLS_ONLY, { ...NOT('AES256'), Action: 's3:Put*' });
    expect(planned(document)).toMatchObject({
      replaced: [],
      document,
      leftAlone: [
        { index: 0, name: 'statement NoHeader', reason: 'a policy is migrated as a whole, and statement Other is left unchanged' },
        { index: 2, name: 'statement Other', reason: 'it denies more than uploads (Action "s3:Put*")' },
      ],
    });
  });
});

test('who chooses a default encryption need not leave it to the policy', () => {
  const folder = documentOf(NOT('aws:kms', { Resource: `${BUCKET}/logs/*` }));
  const plan = planned(folder, SSE_S3, SSE_KMS);
  expect(plan).toMatchObject({ serving: SSE_KMS, changesDefault: true, leftAlone: [] });
  expect(harm(folder, plan.document, SSE_S3, SSE_KMS).slice(0, 5)).toEqual([]);
});

test('a statement that demands a key stays, and uploads over plain HTTP that name none stay denied to whom it speaks of', () => {
  const statement = deny({ StringNotEquals: { [KEY_HEADER]: KEY }, ArnNotLike: EXEMPT }, { Sid: 'OtherKey' });
  const { document, replaced } = planned(documentOf(statement), SSE_S3, SSE_KMS);
  const Condition = { ArnNotLike: EXEMPT, Null: { [ALGORITHM]: 'true', [CUSTOMER_HEADER]: 'true' }, Bool: { 'aws:SecureTransport': 'false' } };
  const plainHttp = { ...statement, Sid: 'OtherKeyPlainHttp', Condition };
  expect(document).toEqual(documentOf(statement, plainHttp));
  expect(replaced).toEqual([{ index: 0, name: 'statement OtherKey', statement, by: [statement, plainHttp] }]);
});

describe('an upload over plain HTTP that was not denied is not denied by what takes the place of a statement about the key', () => {
  test.each<[string, object, object]>([
    ['under the key', { StringNotEquals: { [KEY_HEADER]: KEY } }, naming('aws:kms', KEY)],
    ['under an algorithm that the statement spares', { StringNotEquals: { [ALGORITHM]: 'aws:kms', [KEY_HEADER]: KEY } }, naming('aws:kms', OTHER_KEY)],
    ['with SSE-C, which the statement spares', { StringNotEquals: { [KEY_HEADER]: KEY }, Null: { [CUSTOMER_HEADER]: 'true' } }, { [CUSTOMER_HEADER]: 'AES256' }],
  ])('%s', (_, condition, named) => {
    const before = documentOf(deny(condition));
    const { document, serving } = planned(before);
    const overHttp = (shown: object) => s3Request('PutObject', `${BUCKET}/object`, { ...shown, 'aws:SecureTransport': 'false' });
    expect(serving).toMatchObject(SSE_KMS);
    expect([before, document].map((one) => policyOf(one).denies(overHttp(named)))).toEqual([Ternary.NO, Ternary.NO]);
    // S3 shows the key of the default encryption.
    expect(policyOf(document).denies(overHttp(naming(undefined, KEY)))).toBe(Ternary.YES);
  });
});

test('added statements get Sids that the policy does not have', () => {
  const taken = deny({ StringEquals: { 's3:x-amz-acl': 'public-read' } }, { Sid: 'NoHeaderPlainHttp' });
  const { document } = planned(documentOf(taken, NO_HEADER));
  expect((document as { Statement: { Sid: string }[] }).Statement.map(({ Sid }) => Sid)).toEqual(['NoHeaderPlainHttp', 'NoHeaderCustomerKey', 'NoHeaderPlainHttp2']);
});

test('keys may be named by functions', () => {
  const arn = { 'Fn::GetAtt': ['Key', 'Arn'] };
  const plan = planned(documentOf(deny({ StringNotEquals: { [KEY_HEADER]: { 'Fn::Sub': '${Key.Arn}' } } }), deny({ StringNotEquals: { [KEY_HEADER]: arn } })));
  expect(plan.serving).toMatchObject({ algorithm: 'aws:kms', keyJson: { 'Fn::Sub': '${Key.Arn}' } });
  expect(planned(documentOf(deny({ StringNotEquals: { [KEY_HEADER]: { Ref: 'KeyArn' } } }))).serving).toMatchObject({ keyJson: { Ref: 'KeyArn' } });
});
