import { aws_iam as iam, aws_kms as kms, RemovalPolicy, type aws_s3express as s3express, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { DefaultEncryption, DirectoryBucketEncryption, DirectoryBucketZone, EncryptedDirectoryBucket, type EncryptedDirectoryBucketProps, EncryptedTableBucket, EncryptionKey } from '../../src';
import type { ContextKeys } from '../../src/policy-evaluation';
import { ACCOUNT, REGION } from '../support/concrete';
import { HOME, KindDeployment, OTHER_ACCOUNT, roleIn, stackElsewhere, STRANGER } from '../support/kinds';
import { ALLOWED_EVERYTHING } from '../support/requests';
import { aStack, theResource } from '../support/stacks';

const ZONE = DirectoryBucketZone.availabilityZone('euw1-az1');
const NAME = 'data--euw1-az1--x-s3';
const IMPORTED_KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const OTHER_KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/99999999-12ab-34cd-56ef-1234567890ab`;
const ALL = { principal: STRANGER, policies: [ALLOWED_EVERYTHING] };

function built(props: Partial<EncryptedDirectoryBucketProps> = {}, stack = aStack(HOME)) {
  const bucket = new EncryptedDirectoryBucket(stack, 'Bucket', { zone: ZONE, ...props });
  return { stack, bucket, deployed: () => new KindDeployment(stack, 'S3Express') };
}

const asking = (algorithm?: string, keyArn?: string): ContextKeys => ({
  ...algorithm === undefined ? {} : { 's3express:x-amz-server-side-encryption': algorithm },
  ...keyArn === undefined ? {} : { 's3express:x-amz-server-side-encryption-aws-kms-key-id': keyArn },
});

describe('default encryption', () => {
  test('is SSE-KMS with a key of its own, and always an S3 Bucket Key', () => {
    const { deployed } = built();
    expect(deployed().bucket.properties).toEqual({
      LocationName: 'euw1-az1',
      DataRedundancy: 'SingleAvailabilityZone',
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{
          BucketKeyEnabled: true,
          ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: deployed().the('AWS::KMS::Key').arn },
        }],
      },
    });
    expect(deployed().the('AWS::KMS::Key').resource.Properties).toMatchObject({ EnableKeyRotation: true, Description: 'Encrypts Stack/Bucket' });
  });

  test('can be SSE-S3, without a key and without a policy', () => {
    const { bucket, deployed } = built({ encryption: DirectoryBucketEncryption.sseS3() });
    expect(deployed().bucket).toMatchObject({
      policy: undefined,
      properties: { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] } },
    });
    expect(bucket.encryptionKey).toBeUndefined();
    expect(deployed().all('AWS::KMS::Key')).toEqual([]);
  });

  test('can be SSE-KMS with an imported key, by its ARN', () => {
    const stack = aStack(HOME);
    const key = kms.Key.fromKeyArn(stack, 'Key', IMPORTED_KEY);
    const { deployed } = built({ encryption: DirectoryBucketEncryption.sseKms({ key }) }, stack);
    expect(JSON.stringify(deployed().bucket.properties)).toContain(IMPORTED_KEY);
    // AWS documents no service that uses the key in its own name.
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });

  test('of a Local Zone', () => {
    const { deployed } = built({ zone: DirectoryBucketZone.localZone('usw2-lax1-az1'), bucketName: 'data--usw2-lax1-az1--x-s3' });
    expect(deployed().bucket.properties).toMatchObject({ LocationName: 'usw2-lax1-az1', DataRedundancy: 'SingleLocalZone', BucketName: 'data--usw2-lax1-az1--x-s3' });
  });
});

describe('sessions', () => {
  // With SSE-KMS, the table of what CreateSession may ask for. S3 itself refuses other keys too.
  test.each<[string, boolean, ContextKeys]>([
    ['no encryption', true, {}],
    ['SSE-KMS', true, asking('aws:kms')],
    ['SSE-KMS with the key', true, asking('aws:kms', IMPORTED_KEY)],
    ['the key alone', true, asking(undefined, IMPORTED_KEY)],
    ['SSE-S3', false, asking('AES256')],
    ['another key', false, asking('aws:kms', OTHER_KEY)],
    ['the key by its ID, which may be that of another account', false, asking('aws:kms', '99999999-12ab-34cd-56ef-1234567890ab')],
    ['DSSE-KMS', false, asking('aws:kms:dsse', IMPORTED_KEY)],
  ])('that ask for %s: accepted %s', (_, accepted, context) => {
    const stack = aStack(HOME);
    const encryption = DirectoryBucketEncryption.sseKms({ key: kms.Key.fromKeyArn(stack, 'Key', IMPORTED_KEY) });
    const deployment = built({ encryption }, stack).deployed();
    expect(deployment.allows(ALL, 's3express:CreateSession', deployment.bucket.arn, context)).toBe(accepted);
    // Policies of directory buckets are about this bucket only.
    expect(deployment.denies('s3express:CreateSession', `${deployment.bucket.arn}2`, context)).toBe(false);
  });

  test('of any encryption are accepted if nothing is enforced', () => {
    expect(built({ enforceEncryption: false }).deployed().bucket.policy).toBeUndefined();
  });
});

describe('plain HTTP', () => {
  const plain = { 'aws:SecureTransport': 'false' };

  test('is left to the service, which refuses it', () => {
    const deployment = built().deployed();
    expect(deployment.denies('s3express:CreateSession', deployment.bucket.arn, plain)).toBe(false);
  });

  test.each(['s3express:CreateSession', 's3express:GetBucketPolicy', 's3express:DeleteBucket'])('is denied for audits: %s', (action) => {
    const deployment = built({ denyInsecureTransport: true, bucketName: NAME }).deployed();
    expect(deployment.denies(action, deployment.bucket.arn, plain)).toBe(true);
    expect(deployment.denies(action, deployment.bucket.arn)).toBe(false);
  });
});

describe('grants', () => {
  type GrantTo = (bucket: EncryptedDirectoryBucket, grantee: iam.IGrantable) => iam.Grant;
  const GRANTS: [string, GrantTo, boolean][] = [
    ['grantRead', (bucket, grantee) => bucket.grantRead(grantee), false],
    ['grantReadWrite', (bucket, grantee) => bucket.grantReadWrite(grantee), true],
  ];
  const mode = (value: string) => ({ 's3express:SessionMode': value });

  describe.each(GRANTS)('%s', (_, grantTo, writes) => {
    test.each([undefined, NAME])('to a role of the account; bucket name %s', (bucketName) => {
      const { stack, bucket, deployed } = built({ bucketName });
      expect(grantTo(bucket, roleIn(stack)).success).toBe(true);
      const deployment = deployed();
      const caller = deployment.identity('grantee');
      expect(deployment.allows(caller, 's3express:CreateSession', deployment.bucket.arn, mode('ReadOnly'))).toBe(true);
      expect(deployment.allows(caller, 's3express:CreateSession', deployment.bucket.arn, mode('ReadWrite'))).toBe(writes);
      expect(deployment.allows(caller, 's3express:CreateSession', `${deployment.bucket.arn}2`, mode('ReadOnly'))).toBe(false);
      expect(deployment.allows(caller, 's3express:DeleteBucket', deployment.bucket.arn)).toBe(false);
      expect(['Decrypt', 'GenerateDataKey', 'Encrypt', 'CreateGrant'].filter((action) => deployment.mayUse(caller, action))).toEqual(['Decrypt', 'GenerateDataKey']);
      expect(deployment.mayUse({ principal: STRANGER }, 'Decrypt')).toBe(false);
    });

    test.each<[string, (stack: Stack) => iam.IGrantable]>([
      ['a role of another account', (stack) => roleIn(stackElsewhere(stack))],
      ['the account', () => new iam.AccountPrincipal(OTHER_ACCOUNT)],
    ])('to %s', (_who, granteeIn) => {
      const { stack, bucket, deployed } = built();
      const elsewhere = granteeIn(stack);
      grantTo(bucket, elsewhere);
      if (!('node' in elsewhere)) { roleIn(stackElsewhere(stack)); }
      const deployment = deployed();
      const { principal, policies } = deployment.identity('grantee');
      const caller = { principal, policies: 'node' in elsewhere ? policies : [ALLOWED_EVERYTHING] };
      expect(deployment.allows(caller, 's3express:CreateSession', deployment.bucket.arn, mode('ReadOnly'))).toBe(true);
      expect(deployment.allows(caller, 's3express:CreateSession', deployment.bucket.arn, mode('ReadWrite'))).toBe(writes);
      expect(['Decrypt', 'GenerateDataKey', 'CreateGrant'].filter((action) => deployment.mayUse(caller, action))).toEqual(['Decrypt', 'GenerateDataKey']);
    });
  });

  test('of a bucket with SSE-S3 are about the bucket alone', () => {
    const { stack, bucket, deployed } = built({ encryption: DirectoryBucketEncryption.sseS3() });
    bucket.grantRead(roleIn(stack));
    expect(JSON.stringify(deployed().the('AWS::IAM::Policy').resource)).not.toContain('kms:');
  });

  test('with an imported key of another account, a warning says what its policy needs', () => {
    const stack = aStack(HOME);
    const key = kms.Key.fromKeyArn(stack, 'Key', IMPORTED_KEY.replace(ACCOUNT, OTHER_ACCOUNT));
    const { bucket } = built({ encryption: DirectoryBucketEncryption.sseKms({ key }) }, stack);
    bucket.grantRead(roleIn(stack));
    Annotations.fromStack(stack).hasWarning('/Stack/Bucket', Match.stringLikeRegexp(`must include this statement: .*"kms:CallerAccount":"${ACCOUNT}".*cdk-s3-encryption:keyPolicyNotChanged`));
  });

  test.each<[string, (stack: Stack) => iam.IGrantable, string]>([
    ['a service', () => new iam.ServicePrincipal('glue.amazonaws.com'),
      'Stack/Bucket: cannot grant access to Service ["glue.amazonaws.com"]: AWS documents access to a directory bucket only for roles, users and accounts. Fix: grant access to the role that the service assumes; '],
    ['everyone', () => new iam.AnyPrincipal(), 'Stack/Bucket: cannot grant access to ["*"]: a wildcard matches everyone'],
    ['everyone, written shortly', () => new iam.StarPrincipal(), 'Stack/Bucket: cannot grant access to ["*"]: a wildcard matches everyone'],
    ['an organization', () => new iam.OrganizationPrincipal('o-a1b2c3d4e5'), 'a wildcard matches everyone'],
    ['roles by a pattern', () => new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:role/*`), 'Fix: grant access to a role, a user, or an account with an iam.AccountPrincipal.'],
    ['a federated identity', () => new iam.FederatedPrincipal('cognito-identity.amazonaws.com'), 'cannot grant access to Federated ["cognito-identity.amazonaws.com"]'],
  ])('to %s cause an error', (_, granteeIn, error) => {
    const { stack, bucket } = built();
    expect(() => bucket.grantRead(granteeIn(stack))).toThrow(error);
  });
});

describe('keys', () => {
  const withKey = (keyIn: (stack: Stack) => kms.IKey) => () => {
    const stack = aStack(HOME);
    built({ encryption: DirectoryBucketEncryption.sseKms({ key: keyIn(stack) }) }, stack);
  };

  test.each<[string, (stack: Stack) => kms.IKey, string]>([
    ['an alias', (stack) => kms.Alias.fromAliasName(stack, 'Key', 'alias/data'),
      'Stack/Bucket: cannot encrypt with key alias/data: aliases aren\'t supported for a directory bucket. Fix: pass the key itself, '],
    ['the AWS managed key', (stack) => kms.Alias.fromAliasName(stack, 'Key', 'alias/aws/s3'),
      'Stack/Bucket: cannot encrypt with key alias/aws/s3: AWS managed keys aren\'t supported for a directory bucket. Fix: pass a customer managed key, or use sseS3().'],
    ['an alias of the app', (stack) => new kms.Alias(stack, 'Alias', { aliasName: 'alias/mine', targetKey: new kms.Key(stack, 'Key') }), 'aliases aren\'t supported'],
    ['a key of another Region', (stack) => kms.Key.fromKeyArn(stack, 'Key', IMPORTED_KEY.replace(REGION, 'us-east-1')), 'a bucket in eu-west-1 can only be encrypted with a key in eu-west-1'],
    ['an asymmetric key', (stack) => new kms.Key(stack, 'Key', { keySpec: kms.KeySpec.RSA_2048 }), 'S3 encrypts with symmetric keys only'],
    ['a disabled key', (stack) => new kms.Key(stack, 'Key', { enabled: false }), 'S3 can neither write nor read objects while their key is disabled'],
    ['an EncryptionKey', (stack) => new EncryptionKey(stack, 'Key'),
      'Stack/Bucket: cannot encrypt with key Stack/Key: its policy allows use through Amazon S3 for general purpose buckets only, '],
    ['the key of a table bucket', (stack) => new EncryptedTableBucket(stack, 'Tables', { tableBucketName: 'lake' }).encryptionKey!,
      'Stack/Bucket: cannot encrypt with key Stack/Tables/Key: its policy allows use only for the purpose for which it was created, and AWS documents no condition that '
      + 'restricts use to a directory bucket. Fix: leave the key out, '],
  ])('%s causes an error', (_, keyIn, error) => {
    expect(withKey(keyIn)).toThrow(error);
  });

  test('of the app keep their policy, which leaves them to IAM', () => {
    const policyOf = (isUsed: boolean) => {
      const stack = aStack(HOME);
      const key = new kms.Key(stack, 'Key');
      if (isUsed) { built({ encryption: DirectoryBucketEncryption.sseKms({ key }) }, stack); }
      return theResource(stack, 'AWS::KMS::Key').KeyPolicy as object;
    };
    expect(policyOf(true)).toEqual(policyOf(false));
  });

  test('of another directory bucket can be shared', () => {
    const stack = aStack(HOME);
    const { encryptionKey: key } = new EncryptedDirectoryBucket(stack, 'First', { zone: ZONE });
    new EncryptedDirectoryBucket(stack, 'Second', { zone: ZONE, encryption: DirectoryBucketEncryption.sseKms({ key }) }).grantReadWrite(roleIn(stack));
    const deployment = new KindDeployment(stack, 'S3Express');
    expect(deployment.mayUse(deployment.identity('grantee'), 'GenerateDataKey')).toBe(true);
  });

  test('of its own can be used by principals of the account that IAM allows, and administered by nobody who uses it', () => {
    const deployment = built().deployed();
    expect(deployment.mayUse(ALL, 'GenerateDataKey')).toBe(true);
    expect(deployment.mayUse(ALL, 'PutKeyPolicy')).toBe(true);
    expect(deployment.mayUse(ALL, 'CreateGrant')).toBe(false);
  });
});

describe('what is wrong', () => {
  const wrong = (props: object) => () => new EncryptedDirectoryBucket(aStack(HOME), 'Bucket', { zone: ZONE, ...props } as never);

  test.each<[string, object, string]>([
    ['a name without a suffix', { bucketName: 'data' }, 'Stack/Bucket: bucketName cannot be "data". Fix: pass 3 to 63 lowercase letters, digits and hyphens '],
    ['a name with the suffix of another Zone', { bucketName: 'data--euw1-az2--x-s3' },
      'Stack/Bucket: bucketName cannot be "data--euw1-az2--x-s3": its suffix is that of Zone euw1-az2, but the bucket is in Zone euw1-az1. Fix: pass a name that ends with --euw1-az1--x-s3, '],
    ['a reserved prefix', { bucketName: 'amzn-s3-demo-x--euw1-az1--x-s3' }, 'bucketName cannot be "amzn-s3-demo-x--euw1-az1--x-s3"'],
    ['a name that is too long', { bucketName: `${'a'.repeat(48)}--euw1-az1--x-s3` }, 'bucketName cannot be'],
    ['upper case', { bucketName: 'Data--euw1-az1--x-s3' }, 'bucketName cannot be'],
    ['no Zone', { zone: undefined }, 'Stack/Bucket: zone cannot be left out. Fix: pass a DirectoryBucketZone, for example DirectoryBucketZone.availabilityZone().'],
    ['the encryption of a general purpose bucket', { encryption: DefaultEncryption.dsseKms() },
      'Stack/Bucket: encryption cannot be an object (DefaultEncryption). Fix: use DirectoryBucketEncryption.sseKms() or DirectoryBucketEncryption.sseS3().'],
  ])('%s causes an error', (_, props, error) => {
    expect(wrong(props)).toThrow(error);
  });

  test.each(['data--euw1-az1--x-s3', `${'a'.repeat(47)}--euw1-az1--x-s3`, '1--b--euw1-az1--x-s3'])('%s is a name', (bucketName) => {
    expect(wrong({ bucketName })).not.toThrow();
  });

  test.each(['eu-west-1a', 'EUW1-AZ1', '', 'az'])('%s is no ID of a Zone', (zoneId) => {
    expect(() => DirectoryBucketZone.availabilityZone(zoneId)).toThrow(`DirectoryBucketZone.availabilityZone: zoneId cannot be ${JSON.stringify(zoneId)}. Fix: pass the ID of a Zone, for example euw1-az1, and not its name`);
    expect(() => DirectoryBucketZone.localZone(zoneId)).toThrow('DirectoryBucketZone.localZone: zoneId cannot be');
  });

  test('the ID of the other kind of Zone causes an error that names its method', () => {
    expect(() => DirectoryBucketZone.availabilityZone('usw2-lax1-az1'))
      .toThrow('DirectoryBucketZone.availabilityZone: zoneId cannot be "usw2-lax1-az1". Fix: use DirectoryBucketZone.localZone(): this is the ID of a Local Zone.');
    expect(() => DirectoryBucketZone.localZone('euw1-az1'))
      .toThrow('DirectoryBucketZone.localZone: zoneId cannot be "euw1-az1". Fix: use DirectoryBucketZone.availabilityZone(): this is the ID of an Availability Zone.');
  });

  test('what is known at deployment only is accepted', () => {
    const zone = DirectoryBucketZone.availabilityZone(Stack.of(aStack()).region);
    expect(() => built({ zone, bucketName: NAME })).not.toThrow();
  });
});

test.each([undefined, NAME])('the ARN is a reference for its users; bucket name %s', (bucketName) => {
  const { stack, bucket } = built({ bucketName });
  expect(stack.resolve(bucket.bucketArn)).toEqual({ 'Fn::GetAtt': ['Bucket83908E77', 'Arn'] });
});

describe('what stays', () => {
  const attributes = (props: Partial<EncryptedDirectoryBucketProps>) => {
    const template = Template.fromStack(built(props).stack).toJSON() as { Resources: { [id: string]: { [attribute: string]: string } } };
    return Object.fromEntries(Object.values(template.Resources).map(({ Type, DeletionPolicy, UpdateReplacePolicy }) => [Type.replace(/.*:/, ''), [DeletionPolicy, UpdateReplacePolicy]]));
  };
  const KEY = ['Retain', 'Retain'];

  test.each<[string, Partial<EncryptedDirectoryBucketProps>, object]>([
    ['by default', {}, { DirectoryBucket: ['Retain', 'Retain'], BucketPolicy: ['RetainExceptOnCreate', 'Retain'], Key: KEY }],
    ['with a name', { bucketName: NAME }, { DirectoryBucket: ['RetainExceptOnCreate', 'Retain'], BucketPolicy: ['RetainExceptOnCreate', 'Retain'], Key: KEY }],
    ['if it is chosen otherwise', { removalPolicy: RemovalPolicy.DESTROY }, { DirectoryBucket: ['Delete', 'Delete'], BucketPolicy: ['Delete', 'Delete'], Key: KEY }],
  ])('%s', (_, props, expected) => {
    expect(attributes(props)).toEqual(expected);
  });

  test('logical ids never change', () => {
    expect(Object.keys(Template.fromStack(built().stack).toJSON().Resources as object).sort()).toEqual(['Bucket83908E77', 'BucketKey7E4AEAB8', 'BucketPolicyE734B3B0']);
  });
});

test('statements can be added, and the L1 be reached', () => {
  const { stack, bucket, deployed } = built({ encryption: DirectoryBucketEncryption.sseS3() });
  const statement = new iam.PolicyStatement({ actions: ['s3express:CreateSession'], resources: [bucket.bucketArn], principals: [new iam.AccountPrincipal(OTHER_ACCOUNT)] });
  const { policyDependable } = bucket.addToResourcePolicy(statement);
  expect(policyDependable).toBe(bucket.node.findChild('Policy'));
  expect(deployed().all('AWS::S3Express::BucketPolicy')).toHaveLength(1);
  expect((bucket.node.defaultChild as s3express.CfnDirectoryBucket).locationName).toBe('euw1-az1');
  expect(stack.resolve(bucket.bucketName)).toEqual({ Ref: 'Bucket83908E77' });
});
