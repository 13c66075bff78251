import { App, aws_iam as iam } from 'aws-cdk-lib';
import { DefaultEncryption, EncryptedBucket } from '../../src';
import { Ternary } from '../../src/template/ternary';
import { ACCOUNT, REGION } from '../support/concrete';
import { Deployment, mayUseKey } from '../support/deployment';
import { MODERN, s3Request } from '../support/requests';
import { aStack } from '../support/stacks';
import { strictFindings } from '../support/strict';

// Athena forwards the requests of its caller; Glue and EMR send those of a role. S3 sees a role, and calls AWS KMS for it.
const READS = { object: ['GetObject'], bucket: ['GetBucketLocation', 'ListBucket'], kms: ['Decrypt'] };
const WRITES = {
  object: ['GetObject', 'PutObject', 'DeleteObject', 'AbortMultipartUpload', 'ListMultipartUploadParts'],
  bucket: ['GetBucketLocation', 'ListBucket', 'ListBucketMultipartUploads'],
  kms: ['Decrypt', 'GenerateDataKey'],
};

describe.each([
  ['SSE-KMS', () => DefaultEncryption.sseKms()],
  ['SSE-KMS without a Bucket Key', () => DefaultEncryption.sseKms({ bucketKey: false })],
  ['DSSE-KMS', () => DefaultEncryption.dsseKms()],
])('%s', (_, encryption) => {
  test.each<[string, string, (bucket: EncryptedBucket, role: iam.IRole) => void, typeof READS]>([
    ['a role that queries with Athena', 'athena', (bucket, role) => bucket.grantRead(role), READS],
    ['a role that Athena writes results for', 'athena', (bucket, role) => bucket.grantReadWrite(role), WRITES],
    ['a Glue job', 'glue', (bucket, role) => bucket.grantReadWrite(role), WRITES],
    ['a Glue crawler', 'glue', (bucket, role) => bucket.grantRead(role), READS],
    ['an EMR cluster', 'ec2', (bucket, role) => bucket.grantReadWrite(role), WRITES],
  ])('%s has what its requests need, by the grants of the bucket', (_name, service, grant, needed) => {
    const stack = aStack({ account: ACCOUNT, region: REGION });
    const bucket = new EncryptedBucket(stack, 'Bucket', { defaultEncryption: encryption() });
    const role = new iam.Role(stack, 'Role', { roleName: 'analytics', assumedBy: new iam.ServicePrincipal(`${service}.amazonaws.com`) });
    grant(bucket, role);
    const deployment = new Deployment(stack.node.root as App);
    const [target, analytics] = [deployment.target(), deployment.identity('analytics')];
    const objectArn = `${target.bucketArn}/table/part-0.parquet`;

    const may = (action: string, arn: string) => analytics.policies
      .some((policy) => policy.allows(s3Request(action, arn, MODERN, analytics.principal)) === Ternary.YES);
    expect(needed.object.filter((action) => !may(action, objectArn))).toEqual([]);
    expect(needed.bucket.filter((action) => !may(action, target.bucketArn))).toEqual([]);
    for (const arn of [target.bucketArn, objectArn]) {
      const context = { 'kms:ViaService': `s3.${REGION}.amazonaws.com`, 'kms:EncryptionContext:aws:s3:arn': arn };
      expect(['Decrypt', 'GenerateDataKey', 'CreateGrant'].filter((action) => mayUseKey(action, context, analytics, target))).toEqual(needed.kms);
    }
    expect(mayUseKey('Decrypt', {}, analytics, target)).toBe(false);
    expect(strictFindings(stack).filter((finding) => !finding.startsWith('BucketKeyEnabled'))).toEqual([]);
  });
});
