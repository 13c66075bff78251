import { App, aws_cloudfront as cloudfront, aws_iam as iam, aws_kms as kms, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import {
  CrossAccountAccess, CrossAccountGrantee, DefaultEncryption, EncryptedBucket, type EncryptedBucketProps, EncryptedBucketOrigin, EncryptionKey,
  LogSource, UploadEncryption,
} from '../../src';
import { type ContextKeys, Principal } from '../../src/policy-evaluation';
import { ACCOUNT, REGION } from '../support/concrete';
import { type Caller, Deployment, mayUseKey, type Operation, OPERATION_NAMES, succeeds, type Target } from '../support/deployment';
import { ALLOWED_EVERYTHING, naming, policyOf } from '../support/requests';
import { aStack } from '../support/stacks';
import { strictFindings } from '../support/strict';

const HOME = { account: ACCOUNT, region: REGION };
const PARTNER = '444455556666';
const FORMER = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const CONTEXT = { department: 'finance' };

const accepting = (...acceptedKeys: kms.IKey[]): EncryptedBucketProps => ({ uploadEncryption: UploadEncryption.bucketDefault({ acceptedKeys }) });
const aRole = (stack: Stack, id: string) => new iam.Role(stack, id, { roleName: id, assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });

/** The bucket as a request meets it that is about an object under one of the keys of the app. */
function under(deployment: Deployment, part: string): Target {
  const key = deployment.the('AWS::KMS::Key', part);
  return { ...deployment.target(), keyArn: key.arn, keyPolicy: policyOf(key.resource.Properties!.KeyPolicy) };
}

describe('a key for each prefix', () => {
  function records() {
    const stack = aStack(HOME);
    const [payroll, contracts] = ['Payroll', 'Contracts'].map((id) => new EncryptionKey(stack, id));
    const bucket = new EncryptedBucket(stack, 'Records', accepting(payroll, contracts));
    bucket.grantReadWrite(aRole(stack, 'clerk'), 'payroll/*');
    bucket.grantRead(aRole(stack, 'auditor'));
    bucket.grantPut(aRole(stack, 'inbox'));
    return new Deployment(stack.node.root as App);
  }

  test.each<[string, string, Operation[]]>([
    ['clerk', 'payroll/2026', OPERATION_NAMES],
    ['clerk', 'contracts/1', []],
    ['auditor', 'payroll/2026', ['GET', 'HEAD']],
    ['auditor', 'contracts/1', ['GET', 'HEAD']],
    ['inbox', 'payroll/2026', ['PUT', 'multipart upload', 'COPY into']],
  ])('the role %s with %s under any of the keys', (role, objectKey, expected) => {
    const deployment = records();
    for (const key of ['payroll', 'contracts', 'records']) {
      const target = under(deployment, key);
      const { principal, policies } = deployment.identity(role);
      const caller: Caller = { principal, policies, context: naming('aws:kms', target.keyArn) };
      expect(OPERATION_NAMES.filter((operation) => succeeds(operation, objectKey, caller, target))).toEqual(expected);
      expect(OPERATION_NAMES.filter((operation) => succeeds(operation, objectKey, caller, target, { bucketKey: false }))).toEqual(expected);
      expect(mayUseKey('Decrypt', { 'kms:EncryptionContext:aws:s3:arn': target.bucketArn }, caller, target)).toBe(false);
    }
  });

  test('a reader gets no key to encrypt with', () => {
    const deployment = records();
    const context = { 'kms:ViaService': `s3.${REGION}.amazonaws.com`, 'kms:EncryptionContext:aws:s3:arn': deployment.target().bucketArn };
    const may = (role: string) => mayUseKey('GenerateDataKey', context, deployment.identity(role), under(deployment, 'payroll'));
    expect([may('auditor'), may('inbox')]).toEqual([false, true]);
  });

  test('the policies of keys name no bucket', () => {
    for (const { resource } of records().all('AWS::KMS::Key')) { expect(JSON.stringify(resource)).not.toContain('arn:aws:s3:::'); }
  });
});

describe('a key that demands encryption context', () => {
  function ledgers(bucketName?: string) {
    const stack = aStack(HOME);
    const finance = new EncryptionKey(stack, 'Finance', { requiredEncryptionContext: CONTEXT });
    const bucket = new EncryptedBucket(stack, 'Ledgers', { bucketName, ...accepting(finance) });
    bucket.grantReadWrite(aRole(stack, 'clerk'));
    bucket.grantCrossAccountWrite(CrossAccountGrantee.account(PARTNER));
    bucket.acceptLogsFrom(LogSource.config());
    new cloudfront.Distribution(stack, 'Distribution', { defaultBehavior: { origin: new EncryptedBucketOrigin(bucket) } });
    const reports = new EncryptedBucket(stack, 'Source', { bucketName: 'the-source' });
    reports.addInventory({ destination: { bucket } });
    bucket.grantSnapshotExport(aRole(stack, 'exports'), { starter: aRole(stack, 'starter') });
    return new Deployment(stack.node.root as App);
  }

  const pairs: ContextKeys = { 'kms:EncryptionContext:department': 'finance' };
  const viaS3: ContextKeys = { 'kms:ViaService': `s3.${REGION}.amazonaws.com` };
  const partner: Caller = { principal: Principal.role(`arn:aws:iam::${PARTNER}:role/clerk`), policies: [ALLOWED_EVERYTHING], context: viaS3 };

  test.each([undefined, 'the-ledgers'])('is used with its context only, for objects without an S3 Bucket Key (bucketName: %s)', (bucketName) => {
    const deployment = ledgers(bucketName);
    const key = deployment.the('AWS::KMS::Key', 'finance');
    const bucketArn = deployment.the('AWS::S3::Bucket', 'ledgers').arn;
    const target = { ...deployment.target('ledgers'), keyArn: key.arn, keyPolicy: policyOf(key.resource.Properties!.KeyPolicy) };
    const distribution = deployment.the('AWS::CloudFront::Distribution').arn.replace(/^.*\//, '');
    const edge: Caller = {
      principal: Principal.service('cloudfront.amazonaws.com'), context: { 'aws:SourceArn': `arn:aws:cloudfront::${ACCOUNT}:distribution/${distribution}` },
    };
    const clerk: Caller = { ...deployment.identity('clerk'), context: viaS3 };
    const may = (caller: Caller, action: string, arn: string, more: ContextKeys = {}) =>
      mayUseKey(action, { 'kms:EncryptionContext:aws:s3:arn': arn, ...more }, caller, target);
    for (const [caller, action] of [[clerk, 'GenerateDataKey'], [clerk, 'Decrypt'], [partner, 'GenerateDataKey'], [edge, 'Decrypt']] as const) {
      expect(may(caller, action, `${bucketArn}/object`, pairs)).toBe(true);
      expect(may(caller, action, `${bucketArn}/object`)).toBe(false);
      expect(may(caller, action, bucketArn, pairs)).toBe(false);
    }
    if (bucketName !== undefined) { expect(may(partner, 'GenerateDataKey', 'arn:aws:s3:::another/object', pairs)).toBe(false); }
  });

  test('is left out where nobody gives context', () => {
    const deployment = ledgers();
    const policy = JSON.stringify(deployment.the('AWS::KMS::Key', 'finance').resource.Properties!.KeyPolicy);
    for (const text of ['config.amazonaws.com', '"s3.amazonaws.com"', 'kms:CreateGrant']) { expect(policy).not.toContain(text); }
    const own = JSON.stringify(deployment.the('AWS::KMS::Key', 'ledgers').resource.Properties!.KeyPolicy);
    for (const text of ['config.amazonaws.com', '"s3.amazonaws.com"', 'kms:CreateGrant']) { expect(own).toContain(text); }
  });
});

describe('an imported key', () => {
  function imported(use: (bucket: EncryptedBucket, stack: Stack) => void) {
    const stack = aStack(HOME);
    const bucket = new EncryptedBucket(stack, 'Bucket', accepting(kms.Key.fromKeyArn(stack, 'Former', FORMER)));
    use(bucket, stack);
    return Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ entry }) => String(entry.data));
  }

  test.each<[string, (bucket: EncryptedBucket, stack: Stack) => void, string[]]>([
    ['CloudFront', (bucket, stack) => {
      new cloudfront.Distribution(stack, 'Distribution', { defaultBehavior: { origin: new EncryptedBucketOrigin(bucket) } });
    }, ['"Action":"kms:Decrypt"', '"Service":"cloudfront.amazonaws.com"']],
    ['another account', (bucket) => bucket.grantCrossAccountRead(CrossAccountGrantee.account(PARTNER)), ['"Action":"kms:Decrypt"', PARTNER]],
    ['a role of another account', (bucket, stack) => {
      bucket.grantRead(iam.Role.fromRoleArn(stack, 'Theirs', `arn:aws:iam::${PARTNER}:role/reader`));
    }, ['"Action":"kms:Decrypt"', `arn:aws:iam::${PARTNER}:role/reader`]],
    ['a log source', (bucket) => bucket.acceptLogsFrom(LogSource.config()), [
      'AWS Config history and snapshots that are encrypted with it are not delivered unless it has this statement: ', '"Service":"config.amazonaws.com"',
    ]],
    ['snapshot exports', (bucket, stack) => { bucket.grantSnapshotExport(aRole(stack, 'exports'), { starter: aRole(stack, 'starter') }); }, ['kms:CreateGrant']],
  ])('gets a warning with the statement that it needs: %s', (_, use, expected) => {
    const warnings = imported(use);
    expect(warnings).toHaveLength(1);
    for (const text of ['Former', ...expected]) { expect(warnings[0]).toContain(text); }
  });

  test('leaves roles of the account to IAM', () => {
    expect(imported((bucket, stack) => { bucket.grantReadWrite(aRole(stack, 'writer')); })).toEqual([]);
  });

  test('is named once, however often it is passed', () => {
    const stack = aStack(HOME);
    const [one, same] = ['One', 'Same'].map((id) => kms.Key.fromKeyArn(stack, id, FORMER));
    new EncryptedBucket(stack, 'Bucket', { defaultEncryption: DefaultEncryption.sseKms({ key: one }), ...accepting(same) }).grantRead(aRole(stack, 'reader'));
    const [policy] = new Deployment(stack.node.root as App).all('AWS::IAM::Policy');
    const { Statement: statements } = policy.resource.Properties!.PolicyDocument as any;
    expect(statements.find(({ Action }: { Action: unknown }) => Action === 'kms:Decrypt').Resource).toBe(FORMER);
  });
});

describe('what another account allows its own roles', () => {
  const KEYS = { bucketArn: 'arn:aws:s3:::the-data', keyArn: FORMER };

  test('names the accepted keys', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack', { env: HOME });
    const bucket = new EncryptedBucket(stack, 'Bucket', accepting(new EncryptionKey(stack, 'Next')));
    const access = bucket.grantCrossAccountRead(CrossAccountGrantee.account(PARTNER));
    const statements = stack.resolve(access.requiredIdentityPolicy()).Statement as { Action: unknown; Resource: unknown[] }[];
    expect(statements.find(({ Action }) => Action === 'kms:Decrypt')!.Resource).toHaveLength(2);
    // The rule that asks for the key of default encryption names the accepted one.
    expect(strictFindings(stack).filter((finding) => !finding.startsWith('UploadEncryptionEnforced'))).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['an alias', { ...KEYS, acceptedKeyArns: [`arn:aws:kms:${REGION}:${ACCOUNT}:alias/next`] }, 'acceptedKeyArns cannot be "arn:aws:kms:eu-west-1:111122223333:alias/next". Fix: '],
    ['a wildcard', { ...KEYS, acceptedKeyArns: [`arn:aws:kms:${REGION}:${ACCOUNT}:key/*`] }, 'Fix: pass the full ARN of the key'],
    ['no key of the bucket', { bucketArn: KEYS.bucketArn, region: REGION, acceptedKeyArns: [FORMER] }, 'without keyArn. Fix: '],
  ])('refuses %s', (_, props, message) => {
    expect(() => CrossAccountAccess.read(props as typeof KEYS)).toThrow(message);
  });
});
