import * as fs from 'fs';
import * as path from 'path';
import { aws_cloudfront as cloudfront, aws_iam as iam, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import {
  CustomerProvidedKeys, DefaultEncryption, EncryptedBucket, EncryptedBucketOrigin, EncryptionKey, LogSource, ObjectOperation, ReplicationAccess,
  SignatureVersion,
} from '../../src';
import { type ContextKeys, decide } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { ACCOUNT } from '../support/concrete';
import { run, snippetsBelow } from '../support/pages';
import { ALLOWED_EVERYTHING, MODERN, naming, policyOf, s3Request } from '../support/requests';
import { aStack, theResource } from '../support/stacks';

const PAGE = 'docs/guides/buckets-and-keys.md';
const TEXT = fs.readFileSync(path.join(__dirname, '..', '..', PAGE), 'utf8');

interface StatementJson { readonly Sid: string; readonly Effect: string }
interface Document { readonly Statement: readonly StatementJson[] }

/** The rows of the tables of a section, without their headings. */
function rowsBelow(heading: string): string[][] {
  const section = TEXT.split(new RegExp(`^## ${heading}$`, 'm'))[1].split(/^## /m)[0];
  return section.split('\n').filter((line) => line.startsWith('|') && !/^\|[-|]+$/.test(line)).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
}

// Findings that the checks of the examples print.
beforeEach(() => { jest.spyOn(console, 'error').mockImplementation(() => undefined); });

const sidsIn = (cells: readonly string[]) => cells.flatMap((cell) => [...cell.matchAll(/`((?:Deny|Allow)\w+)`/g)].map(([, sid]) => sid));

/** The policies that the page shows, with the names of the bucket and key of the test. */
function shown(summary: string): Document {
  const [, json] = new RegExp(`${summary}</summary>\\n\\n\`\`\`json\\n([\\s\\S]*?)\`\`\``).exec(TEXT)!;
  return JSON.parse(json.replaceAll('amzn-s3-demo-bucket', 'data666c94c7').replaceAll('1234abcd-12ab-34cd-56ef-1234567890ab', 'DataKey5F086070')) as Document;
}

function data(props = {}): Stack {
  const stack = aStack({ account: ACCOUNT, region: 'eu-west-1' });
  new EncryptedBucket(stack, 'Data', props);
  return stack;
}

const bucketPolicy = (props = {}) => theResource(data(props), 'AWS::S3::BucketPolicy').PolicyDocument as Document;
const keyPolicy = () => theResource(data(), 'AWS::KMS::Key').KeyPolicy as Document;
const sidsOf = ({ Statement }: Document) => Statement.map(({ Sid }) => Sid);
/** The Sids of the statements that allow something. */
const added = (stack: Stack) => (theResource(stack, 'AWS::S3::BucketPolicy').PolicyDocument as Document).Statement
  .filter(({ Effect }) => Effect === 'Allow').map(({ Sid }) => Sid as string | undefined);

describe('the policies', () => {
  test('are those of the template', () => {
    expect(shown('The whole bucket policy')).toEqual(bucketPolicy());
    expect(shown('The whole key policy')).toEqual(keyPolicy());
  });

  test('are explained statement by statement', () => {
    const [first] = TEXT.split('## The bucket policy')[1].split('With SSE-S3');
    expect(sidsIn([...first.matchAll(/^\| (`Deny\w+`) \|/gm)].map(([, cell]) => cell))).toEqual(sidsOf(bucketPolicy()));
    expect(sidsIn(rowsBelow('The key policy').map(([cell]) => cell))).toEqual(sidsOf(keyPolicy()));
  });

  test('deny only', () => {
    expect(bucketPolicy().Statement.filter(({ Effect }) => Effect !== 'Deny')).toEqual([]);
  });

  test.each([
    ['SSE-S3', () => DefaultEncryption.sseS3()],
    ['an AWS managed key', () => DefaultEncryption.sseKmsAwsManaged()],
  ])('have no statements about keys with %s', (_, defaultEncryption) => {
    expect(sidsOf(bucketPolicy()).filter((sid) => !sidsOf(bucketPolicy({ defaultEncryption: defaultEncryption() })).includes(sid)))
      .toEqual(['DenyOtherEncryptionKeys', 'DenyKmsWithoutKey']);
  });

  test('get the statements of options that the page names', () => {
    expect(sidsOf(bucketPolicy({ encryptionAdministrators: [] }))).toEqual(expect.arrayContaining(['DenyChangesOfEncryption', 'DenyChangesOfReplication']));
    expect(sidsOf(bucketPolicy({ customerProvidedKeys: CustomerProvidedKeys.REQUIRED }))).toContain('DenyMissingCustomerProvidedKey');
    const allowList = sidsOf(bucketPolicy({ signatureVersion: SignatureVersion.V4_ALLOW_LIST }));
    expect([allowList.includes('DenyOtherSignatureVersions'), allowList.includes('DenySignatureVersion2')]).toEqual([true, false]);
    expect(added(data({ removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true }))).toEqual([undefined]);
  });

  test('get the statements of methods and constructs that the page names', () => {
    const addedBy = (change: (bucket: EncryptedBucket, stack: Stack) => unknown) => {
      const stack = data();
      change(stack.node.findChild('Data') as EncryptedBucket, stack);
      return added(stack);
    };
    const [unnamed] = addedBy((bucket) => bucket.grantRead(new iam.OrganizationPrincipal('o-a1b2c3d4e5')));
    expect(unnamed).toBeUndefined();
    expect(addedBy((bucket) => bucket.acceptLogsFrom(LogSource.cloudTrail()))).toContainEqual(expect.stringMatching(/^AllowCloudTrailLogs/));
    expect(addedBy((bucket, stack) => new cloudfront.Distribution(stack, 'Site', { defaultBehavior: { origin: new EncryptedBucketOrigin(bucket) } })))
      .toEqual([expect.stringMatching(/^AllowCloudFront.*SiteOrigin1/)]);
    expect(addedBy((bucket, stack) => new ReplicationAccess(stack, 'Access', { bucket, sourceAccount: '444455556666', sourceRole: 'replicates', deleteMarkers: true, ownerOverride: true })))
      .toEqual(['AllowReplicas', 'AllowDeleteMarkers', 'AllowReadingVersioning', 'AllowOwnerOverride'].map((sid) => expect.stringMatching(new RegExp(`^${sid}`)) as string));
  });
});

describe('uploads', () => {
  const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/DataKey5F086070`;
  const OTHER = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
  const HEADERS: { readonly [upload: string]: ContextKeys } = {
    'no encryption headers': {},
    '`x-amz-server-side-encryption: aws:kms` with the ARN of the bucket\'s key': naming('aws:kms', KEY),
    '`x-amz-server-side-encryption: aws:kms` without a key': naming('aws:kms'),
    '`x-amz-server-side-encryption: aws:kms` with the ARN of another key': naming('aws:kms', OTHER),
    '`x-amz-server-side-encryption: AES256`': naming('AES256'),
    '`x-amz-server-side-encryption: aws:kms:dsse` with the ARN of the bucket\'s key': naming('aws:kms:dsse', KEY),
    'a customer-provided key (SSE-C)': { 's3:x-amz-server-side-encryption-customer-algorithm': 'AES256' },
  };
  const rows = rowsBelow('Upload headers, presigned URLs and multipart uploads').filter(([upload]) => upload in HEADERS);

  test('of each kind are in the table', () => { expect(rows.map(([upload]) => upload)).toEqual(Object.keys(HEADERS)); });

  test.each(rows)('with %s are %s %s', (upload, outcome, by) => {
    const request = s3Request('PutObject', 'arn:aws:s3:::data666c94c7/object', { ...MODERN, ...HEADERS[upload] });
    const allows = (document: Document) => decide(request, { identity: [ALLOWED_EVERYTHING], resource: policyOf(document), resourceAccount: ACCOUNT, kind: 's3' });
    const document = bucketPolicy();
    expect(allows(document)).toBe(outcome === 'accepted' ? Ternary.YES : Ternary.NO);
    // It is these statements that deny it, and no others.
    expect(allows({ ...document, Statement: document.Statement.filter(({ Sid }) => !sidsIn([by]).includes(Sid)) })).toBe(Ternary.YES);
  });

  test('can send the headers that the page names', () => {
    const headers = rowsBelow('Upload headers, presigned URLs and multipart uploads').filter(([header]) => /^`x-amz-[\w-]+`$/.test(header)).map(([header]) => header.slice(1, -1));
    const stack = aStack();
    const request = new EncryptedBucket(stack, 'Data').uploadRequest();
    expect(Object.keys(request.headers(ObjectOperation.PUT))).toEqual(headers);
    expect(Object.keys(request.headers(ObjectOperation.CREATE_MULTIPART_UPLOAD))).toEqual(headers);
    expect(request.headers(ObjectOperation.GET)).toEqual({});
  });
});

describe('examples', () => {
  const example = (heading: string, index = 0) => Template.fromStack(run(snippetsBelow(PAGE, heading)[index]));

  test('buckets share a key', () => {
    example('Share a key between buckets').resourceCountIs('AWS::KMS::Key', 1);
    example('Share a key between buckets').resourceCountIs('AWS::S3::Bucket', 2);
  });

  test('an imported bucket grants its key', () => {
    example('Import a bucket with its key').hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([Match.objectLike({
          Action: Match.arrayWith(['kms:Decrypt']),
          Resource: 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
        })]),
      },
    });
  });

  test('a bucket whose code says nothing gets what the defaults promise', () => {
    const template = example('Defaults for all buckets of an app');
    template.hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] } }] },
    });
    const [{ Properties: { PolicyDocument: policy } }] = Object.values(template.findResources('AWS::S3::BucketPolicy'));
    expect(sidsOf(policy as Document)).toEqual(expect.arrayContaining(['DenyInsecureTransport', 'DenySignatureVersion2', 'DenyOtherEncryptionAlgorithms', 'DenyCustomerProvidedKeys']));
  });

  test('an aspect reaches a bucket that is created later, a mixin does not', () => {
    const template = example('Defaults for all buckets of an app', 1);
    template.hasResourceProperties('AWS::S3::Bucket', { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] } });
    template.resourceCountIs('AWS::S3::BucketPolicy', 1);
    const [, { code }] = snippetsBelow(PAGE, 'Defaults for all buckets of an app');
    const aspect = 'Aspects.of(app).add(Shims.asAspect(new mixins.BucketSecureTransport()))';
    expect(code).toContain(aspect);
    expect(() => Template.fromStack(run({ code: code.replace(aspect, 'Mixins.of(app).apply(new mixins.BucketSecureTransport())') }))).toThrow('SecureTransportRequired');
  });

  test('nothing of a development stack remains', () => {
    const template = example('Delete development stacks');
    for (const type of ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy', 'AWS::KMS::Key']) { template.allResources(type, { DeletionPolicy: 'Delete' }); }
  });
});

test.each<[string, boolean, boolean, string[]]>([
  ['the defaults', false, false, ['Retain', 'RetainExceptOnCreate', 'Retain']],
  ['`DESTROY` for the bucket, with a key that the bucket creates', true, false, ['Delete', 'Delete', 'Retain']],
  ['`DESTROY` for the bucket and for an `EncryptionKey`', true, true, ['Delete', 'Delete', 'Delete']],
])('what remains with %s', (row, bucketGoes, keyGoes, expected) => {
  expect(rowsBelow('Delete development stacks').map(([first]) => first)).toContain(row);
  const stack = aStack();
  const key = keyGoes ? new EncryptionKey(stack, 'Key', { removalPolicy: RemovalPolicy.DESTROY }) : undefined;
  new EncryptedBucket(stack, 'Data', {
    defaultEncryption: DefaultEncryption.sseKms({ key }),
    ...bucketGoes ? { removalPolicy: RemovalPolicy.DESTROY } : {},
  });
  const policyOfType = (type: string) => Object.values(Template.fromStack(stack).findResources(type))
    .map(({ DeletionPolicy }) => DeletionPolicy as string);
  expect(['AWS::S3::Bucket', 'AWS::S3::BucketPolicy', 'AWS::KMS::Key'].flatMap(policyOfType)).toEqual(expected);
});

test('an s3.Bucket that is imported without its key grants no key', () => {
  const stack = run({ code: "s3.Bucket.fromBucketName(this, 'Imported', 'amzn-s3-demo-bucket').grantRead(role);" });
  expect(JSON.stringify(Template.fromStack(stack).findResources('AWS::IAM::Policy'))).not.toContain('kms:');
});
