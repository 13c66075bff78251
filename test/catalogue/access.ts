import {
  aws_cloudfront as cloudfront, aws_iam as iam, aws_kms as kms, aws_s3 as s3, aws_sns as sns, aws_sqs as sqs, type Stack,
} from 'aws-cdk-lib';
import { ABROAD, HOME, PARTNER, PARTNER_ACCOUNT, type Specimens } from './places';
import {
  ClientSideEncryptionAccess, CrossAccountAccess, CrossAccountGrantee, DefaultEncryption, EncryptedBucket, EncryptedBucketOrigin,
  EncryptionContext, EncryptionKey, LogSource, QueueDestination,
  TopicDestination,
} from '../../src';

export const application = (stack: Stack, id = 'Application', roleName?: string) =>
  new iam.Role(stack, id, { roleName, assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });

const origin = (bucketName: string | undefined, distributionId: string | undefined): Specimens[string] => ({ stack }) => {
  const bucket = new EncryptedBucket(stack, 'Site', { bucketName });
  const originAccessLevels = [cloudfront.AccessLevel.READ, cloudfront.AccessLevel.LIST];
  new cloudfront.Distribution(stack, 'Distribution', { defaultBehavior: { origin: new EncryptedBucketOrigin(bucket, { distributionId, originAccessLevels }) } });
};

/** Who may use a bucket, and what is told of it. */
export const ACCESS: Specimens = {
  'grants to roles of the stack': ({ stack }) => {
    const bucket = new EncryptedBucket(stack, 'Data');
    bucket.grantRead(application(stack, 'Reader'), 'reports/*');
    bucket.grantReadWrite(application(stack, 'Writer'));
    bucket.grants.put(application(stack, 'Uploader'));
    bucket.grantOnKey(application(stack, 'Decrypter'), 'kms:Decrypt');
  },
  'grants with DSSE-KMS, and on a bucket with a name': ({ stack }) => {
    const bucket = new EncryptedBucket(stack, 'Data', { bucketName: 'the-data', defaultEncryption: DefaultEncryption.dsseKms() });
    bucket.grantReadWrite(application(stack));
  },
  'grants to roles of other stacks, Regions and accounts': (places) => {
    const owner = places.at('Owner', HOME);
    const bucket = new EncryptedBucket(owner, 'Data');
    bucket.grantRead(application(places.at('Beside', HOME)));
    bucket.grantRead(application(places.at('Abroad', ABROAD)));
    bucket.grantReadWrite(application(places.at('Partner', PARTNER), 'Application', 'partners-application'));
  },
  'grants to other accounts': ({ stack }) => {
    const bucket = new EncryptedBucket(stack, 'Data');
    bucket.grantCrossAccountRead(CrossAccountGrantee.account(PARTNER_ACCOUNT), 'outbox/*');
    bucket.grantCrossAccountWrite(CrossAccountGrantee.account(PARTNER_ACCOUNT), 'inbox/*');
    bucket.grantCrossAccountRead(CrossAccountGrantee.role(`arn:aws:iam::${PARTNER_ACCOUNT}:role/path/app-1`));
    bucket.grantCrossAccountRead(CrossAccountGrantee.role(`arn:aws:iam::${PARTNER_ACCOUNT}:role/path/app1`));
    bucket.grantCrossAccountRead(CrossAccountGrantee.rolesMatching(`arn:aws:iam::${PARTNER_ACCOUNT}:role/readers/*`));
  },
  'grants to an organization': ({ stack }) => {
    const bucket = new EncryptedBucket(stack, 'Data', { bucketName: 'the-data' });
    bucket.grantCrossAccountRead(CrossAccountGrantee.organization('o-a1b2c3d4e5'));
    bucket.grantCrossAccountWrite(CrossAccountGrantee.organizationalUnit('o-a1b2c3d4e5/r-ab12/ou-ab12-11111111'), 'inbox/*');
  },
  'grants to what is no role': ({ stack }) => {
    const bucket = new EncryptedBucket(stack, 'Data', { bucketName: 'the-data' });
    bucket.grantRead(new iam.OrganizationPrincipal('o-a1b2c3d4e5'));
    bucket.grantRead(new iam.AccountPrincipal(PARTNER_ACCOUNT));
    bucket.grantPut(new iam.ServicePrincipal('transcribe.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': stack.account } } }));
    bucket.grantReadWrite(new iam.ArnPrincipal(`arn:aws:iam::${PARTNER_ACCOUNT}:role/path/app-1`));
  },
  'what another account allows its roles': (places) => {
    const stack = places.at('Partner', PARTNER);
    const role = application(stack, 'Application', 'partners-application');
    const shared = { bucketArn: 'arn:aws:s3:::shared', keyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab' };
    CrossAccountAccess.read({ ...shared, objectKeyPattern: 'outbox/*' }).grantTo(role);
    CrossAccountAccess.write({ ...shared, objectKeyPattern: 'inbox/*' }).grantTo(role);
  },
  'snapshots that Amazon RDS exports': ({ stack }) => {
    const bucket = new EncryptedBucket(stack, 'Exports');
    const role = new iam.Role(stack, 'Export', { assumedBy: new iam.ServicePrincipal('export.rds.amazonaws.com') });
    bucket.grantSnapshotExport(role, { starter: application(stack), objectKeyPattern: 'exports/*' });
  },
  'CloudFront': origin(undefined, undefined),
  'CloudFront, of which the distribution is known': origin('the-site', 'E2EXAMPLE12345'),
  'CloudFront that writes': ({ stack }) => {
    const { READ, READ_VERSIONED, WRITE, DELETE } = cloudfront.AccessLevel;
    const originAccessLevels = [READ, READ_VERSIONED, WRITE, DELETE];
    const bucket = new EncryptedBucket(stack, 'Site', { defaultEncryption: DefaultEncryption.sseS3() });
    new cloudfront.Distribution(stack, 'Distribution', { defaultBehavior: { origin: new EncryptedBucketOrigin(bucket, { originAccessLevels }) } });
    const other = new EncryptedBucket(stack, 'Other');
    new cloudfront.Distribution(stack, 'Second', { defaultBehavior: { origin: new EncryptedBucketOrigin(other, { originAccessLevels }) } });
  },
  'events to queues and topics': ({ stack }) => {
    const bucket = new EncryptedBucket(stack, 'Data');
    bucket.addObjectCreatedNotification(new QueueDestination(new sqs.Queue(stack, 'Queue', { encryption: sqs.QueueEncryption.KMS })), { prefix: 'a/' });
    bucket.addObjectCreatedNotification(new TopicDestination(new sns.Topic(stack, 'Topic', { masterKey: new kms.Key(stack, 'TopicKey') })), { prefix: 'b/' });
  },
  'inventories of other buckets': ({ stack }) => {
    const reports = new EncryptedBucket(stack, 'Reports');
    const listed = new EncryptedBucket(stack, 'Listed');
    listed.addInventory({ destination: { bucket: reports, prefix: 'inventory' }, frequency: s3.InventoryFrequency.DAILY });
  },
  'EncryptionKey confined to buckets that services use': ({ stack }) => {
    const key = new EncryptionKey(stack, 'Key', { encryptionContexts: [EncryptionContext.ofBucket('arn:aws:s3:::reports')] });
    const reports = new EncryptedBucket(stack, 'Reports', { bucketName: 'reports', defaultEncryption: DefaultEncryption.sseKms({ key }) });
    reports.acceptLogsFrom(LogSource.config());
    const destination = { bucket: reports, prefix: 'inventory' };
    new EncryptedBucket(stack, 'Listed').addInventory({ destination, frequency: s3.InventoryFrequency.DAILY });
    new cloudfront.Distribution(stack, 'Distribution', { defaultBehavior: { origin: new EncryptedBucketOrigin(reports) } });
  },
  'client-side encryption': ({ stack }) => {
    const key = new EncryptionKey(stack, 'Key');
    key.grantClientSideEncryption(application(stack));
    key.grantClientSideEncryption(application(stack, 'Reader'), { access: ClientSideEncryptionAccess.READ, encryptionContext: { department: 'finance' } });
  },
};
