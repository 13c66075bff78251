import { Aws, aws_iam as iam, aws_s3 as s3, CfnParameter, type Stack } from 'aws-cdk-lib';
import { byAccount, GranteeKind, inKeyPolicy, isOriginAccessIdentity, namedPrincipals } from '../../src/policy/named-principals';
import { principalWith } from '../../src/policy/private/principal-with';
import { aStack } from '../support/stacks';

const ACCOUNT = '111122223333';
const OTHER = '444455556666';
const ROLE = `arn:aws:iam::${OTHER}:role/team/Reader`;
const OWN = `arn:aws:iam::${ACCOUNT}:role/Reader`;
const ROOT = (account: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::${account}:root`]] });
const NAMED_BY_ACCOUNT = { AWS: [ROOT(OTHER)] };
const EVERYONE = { AWS: ['*'] };
const NOT_OWN = { StringNotEquals: { 'aws:PrincipalAccount': ACCOUNT } };
const ORGANIZATION = { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } };
const UNIT = 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*';

type Make = (stack: Stack) => iam.IGrantable;

function setUp(env: { account?: string; region?: string } = { account: ACCOUNT, region: 'eu-west-1' }) {
  const stack = aStack(env);
  return { stack, bucket: new s3.Bucket(stack, 'Bucket') };
}

/** How policies name what a principal stands for. */
function namings(make: Make) {
  const { stack, bucket } = setUp();
  return namedPrincipals(bucket, make(stack)).map(({ principal, kind, isForeign }) => {
    const { principalJson, conditions } = principal.policyFragment;
    return [GranteeKind[kind], isForeign, stack.resolve(principalJson), stack.resolve(conditions)] as unknown[];
  });
}

const arn = (text: string): Make => () => new iam.ArnPrincipal(text);
const anyone = (conditions: object): Make => () => new iam.PrincipalWithConditions(new iam.AnyPrincipal(), conditions as iam.Conditions);
class Several extends iam.PrincipalBase {
  readonly policyFragment: iam.PrincipalPolicyFragment;

  constructor(principalJson: { [kind: string]: string[] }) {
    super();
    this.policyFragment = new iam.PrincipalPolicyFragment(principalJson);
  }

  dedupeString(): string | undefined {
    return undefined;
  }
}
const service = (conditions: object): Make => () => new iam.ServicePrincipal('glue.amazonaws.com', { conditions: conditions as iam.Conditions });

describe('policies name', () => {
  test.each<[string, Make, unknown[][]]>([
    ['a role of the other account', arn(ROLE), [['ARN', true, NAMED_BY_ACCOUNT, { ArnEquals: { 'aws:PrincipalArn': ROLE } }]]],
    ['a user of the other account', arn(ROLE.replace('role', 'user')), [['ARN', true, NAMED_BY_ACCOUNT, { ArnEquals: { 'aws:PrincipalArn': ROLE.replace('role', 'user') } }]]],
    ['a role of the own account', arn(OWN), [['ARN', false, { AWS: [OWN] }, {}]]],
    ['a federated user', arn(`arn:aws:sts::${ACCOUNT}:federated-user/me`), [['ARN', false, { AWS: [`arn:aws:sts::${ACCOUNT}:federated-user/me`] }, {}]]],
    ['an origin access identity', arn('arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1'), [
      ['ARN', true, { AWS: ['arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1'] }, {}],
    ]],
    ['an account by its principal', () => new iam.AccountPrincipal(OTHER), [['ACCOUNT', true, NAMED_BY_ACCOUNT, {}]]],
    ['the own account', () => new iam.AccountPrincipal(ACCOUNT), [['ACCOUNT', false, { AWS: [ROOT(ACCOUNT)] }, {}]]],
    ['an account by its ARN', arn(`arn:aws:iam::${OTHER}:root`), [['ACCOUNT', true, { AWS: [`arn:aws:iam::${OTHER}:root`] }, {}]]],
    ['an account by its id', arn(OTHER), [['ACCOUNT', true, { AWS: [OTHER] }, {}]]],
    ['a canonical user', () => new iam.CanonicalUserPrincipal('abc'), [['CANONICAL_USER', false, { CanonicalUser: ['abc'] }, {}]]],
    ['an imported role of the other account', (stack) => iam.Role.fromRoleArn(stack, 'Role', ROLE), [['IDENTITY', true, NAMED_BY_ACCOUNT, { ArnEquals: { 'aws:PrincipalArn': ROLE } }]]],
    ['an imported role of the own account', (stack) => iam.Role.fromRoleArn(stack, 'Role', OWN), [['IDENTITY', false, { AWS: [OWN] }, {}]]],
    ['a role of the stack', (stack) => new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() }), [['IDENTITY', false, { AWS: [{ 'Fn::GetAtt': [expect.any(String), 'Arn'] }] }, {}]]],
    ['everyone of an organization', anyone(ORGANIZATION), [['OTHER_ACCOUNTS', true, EVERYONE, { ...ORGANIZATION, ...NOT_OWN }]]],
    ['everyone of an organization, by its principal', () => new iam.OrganizationPrincipal('o-a1b2c3d4e5'), [['OTHER_ACCOUNTS', true, EVERYONE, { ...ORGANIZATION, ...NOT_OWN }]]],
    ['everyone, as `*` is written', () => new iam.PrincipalWithConditions(new iam.StarPrincipal(), ORGANIZATION), [
      ['OTHER_ACCOUNTS', true, { LiteralString: ['*'] }, { ...ORGANIZATION, ...NOT_OWN }],
    ]],
    ['everyone of an organizational unit', anyone({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': UNIT } }), [
      ['OTHER_ACCOUNTS', true, EVERYONE, { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': UNIT }, ...ORGANIZATION, ...NOT_OWN }],
    ]],
    ['everyone of units of two organizations', anyone({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': [UNIT, 'o-zzzzzzzzzz/*', UNIT] }, 'StringEquals': { 'aws:PrincipalTag/a': 'b' } }), [
      ['OTHER_ACCOUNTS', true, EVERYONE, {
        'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': [UNIT, 'o-zzzzzzzzzz/*', UNIT] },
        'StringEquals': { 'aws:PrincipalTag/a': 'b', 'aws:PrincipalOrgID': ['o-a1b2c3d4e5', 'o-zzzzzzzzzz'] },
        ...NOT_OWN,
      }],
    ]],
    ['everyone of a unit and of an organization', anyone({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': UNIT }, 'StringEquals': { 'aws:PrincipalOrgID': 'o-b' } }), [
      ['OTHER_ACCOUNTS', true, EVERYONE, { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': UNIT }, 'StringEquals': { 'aws:PrincipalOrgID': 'o-b' }, ...NOT_OWN }],
    ]],
    ['everyone of an account', anyone({ StringEquals: { 'aws:PrincipalAccount': [OTHER, ACCOUNT] } }), [
      ['OTHER_ACCOUNTS', true, EVERYONE, { StringEquals: { 'aws:PrincipalAccount': [OTHER, ACCOUNT] }, ...NOT_OWN }],
    ]],
    ['everyone but some', anyone({ ...ORGANIZATION, StringNotEquals: { 'aws:PrincipalAccount': OTHER, 'aws:PrincipalTag/a': 'b' } }), [
      ['OTHER_ACCOUNTS', true, EVERYONE, { ...ORGANIZATION, StringNotEquals: { 'aws:PrincipalAccount': [OTHER, ACCOUNT], 'aws:PrincipalTag/a': 'b' } }],
    ]],
    ['everyone but some, of whom the own account is one', anyone({ ...ORGANIZATION, StringNotEquals: { 'aws:PrincipalAccount': [ACCOUNT, OTHER] } }), [
      ['OTHER_ACCOUNTS', true, EVERYONE, { ...ORGANIZATION, StringNotEquals: { 'aws:PrincipalAccount': [ACCOUNT, OTHER] } }],
    ]],
    ['both parts of two', () => new iam.CompositePrincipal(new iam.ArnPrincipal(OWN), new iam.AccountPrincipal(OTHER)), [
      ['ARN', false, { AWS: [OWN] }, {}], ['ACCOUNT', true, NAMED_BY_ACCOUNT, {}],
    ]],
    ['what has session tags', () => new iam.SessionTagsPrincipal(new iam.ArnPrincipal(OWN)), [['ARN', false, { AWS: [OWN] }, {}]]],
    ['what has conditions', () => new iam.PrincipalWithConditions(new iam.ArnPrincipal(OWN), { StringEquals: { 'aws:PrincipalTag/a': 'b' } }), [
      ['ARN', false, { AWS: [OWN] }, { StringEquals: { 'aws:PrincipalTag/a': 'b' } }],
    ]],
    ['a role of the other account that has conditions', () => new iam.PrincipalWithConditions(new iam.ArnPrincipal(ROLE), { StringEquals: { 'aws:PrincipalTag/a': 'b' } }), [
      ['ARN', true, NAMED_BY_ACCOUNT, { StringEquals: { 'aws:PrincipalTag/a': 'b' }, ArnEquals: { 'aws:PrincipalArn': ROLE } }],
    ]],
  ])('%s', (_, make, expected) => {
    expect(namings(make)).toEqual(expected);
  });

  test.each<[string, object]>([
    ['its account', { StringEquals: { 'aws:SourceAccount': ACCOUNT } }],
    ['several accounts', { StringEquals: { 'aws:SourceAccount': [ACCOUNT, OTHER] } }],
    ['a resource', { ArnLike: { 'aws:SourceArn': `arn:aws:glue:*:${ACCOUNT}:*` } }],
    ['an organization', { StringEquals: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } }],
    ['organizational units', { 'ForAnyValue:StringLike': { 'aws:SourceOrgPaths': UNIT } }],
  ])('a service with %s', (_, conditions) => {
    expect(namings(service(conditions))).toMatchObject([['SERVICE', true, { Service: ['glue.amazonaws.com'] }, conditions]]);
  });
});

describe('refused is', () => {
  const SERVICE = 'cannot grant access to service glue.amazonaws.com for every account that uses it. Fix: state for which account or resource the service acts';
  const ALL = 'cannot grant access to everyone (value: *';

  test.each<[string, Make, string]>([
    ['everyone', () => new iam.AnyPrincipal(), `${ALL}). Fix: to serve content publicly, use CloudFront with an EncryptedBucketOrigin. To share with other accounts, use grantCrossAccountRead()`],
    ['everyone of organizations that a pattern names', anyone({ StringLike: { 'aws:PrincipalOrgID': 'o-*' } }), `${ALL} with conditions StringLike). Fix: `],
    ['everyone of any unit', anyone({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-*/r-*' }, 'Bool': { a: 'true' } }), `${ALL} with conditions ForAnyValue:StringLike, Bool). Fix: `],
    ['everyone but one account', anyone({ StringNotEquals: { 'aws:PrincipalAccount': OTHER } }), `${ALL} with conditions StringNotEquals). Fix: `],
    ['everyone of the own account', anyone({ StringEquals: { 'aws:PrincipalAccount': ACCOUNT } }),
      `cannot grant access to everyone in account ${ACCOUNT}, which owns the bucket: roles and users without any IAM permission would be included. Fix: grant access to the roles and users themselves.`],
    ['everyone of the own account, where others are listed', anyone({ StringEquals: { 'aws:PrincipalAccount': [OTHER, ACCOUNT] }, StringLike: { 'aws:PrincipalAccount': [ACCOUNT] } }),
      `cannot grant access to everyone in account ${OTHER}, ${ACCOUNT}, ${ACCOUNT}, which owns the bucket`],
    ['a service without a source', service({}), SERVICE],
    ['a service with any account', service({ StringLike: { 'aws:SourceAccount': '*' } }), SERVICE],
    ['a service with resources of anybody', service({ ArnLike: { 'aws:SourceArn': 'arn:aws:glue:*:*:*' } }), SERVICE],
    ['a service with any unit', service({ 'ForAnyValue:StringLike': { 'aws:SourceOrgPaths': '*' } }), SERVICE],
    ['a service with any organization', service({ StringLike: { 'aws:SourceOrgID': 'o-*' } }), SERVICE],
    ['several names at once', () => new Several({ AWS: [OWN, ROLE] }), `cannot grant access to {"AWS":["${OWN}","${ROLE}"]}: it contains several principals. Fix: grant access to each of them.`],
    ['several kinds at once', () => new Several({ AWS: [OWN], CanonicalUser: ['a'] }), 'it contains several principals'],
    ['nobody', () => new Several({ AWS: [] }), 'it contains several principals'],
    ['an identity provider', () => new iam.FederatedPrincipal('cognito-identity.amazonaws.com', {}),
      'federated identities call Amazon S3 as the role that they assume. Fix: grant access to that role.'],
    ['a session', arn(`arn:aws:sts::${OTHER}:assumed-role/Reader/me`), 'policies identify sessions by the ARN of their role. Fix: pass the ARN of the role: arn:aws:iam::ACCOUNT:role/NAME.'],
    ['a pattern', arn(`arn:aws:iam::${OTHER}:role/*`), 'a principal can\'t have wildcards. Fix: use grantCrossAccountRead() or grantCrossAccountWrite() with CrossAccountGrantee.rolesMatching() for roles of another account, or pass each role.'],
    ['a pattern of one character', arn(`arn:aws:iam::${OTHER}:role/Reade?`), 'a principal can\'t have wildcards'],
    ['a policy variable', arn(`arn:aws:iam::${OTHER}:role/\${aws:username}`), 'a policy variable has a different value in each request. Fix: pass the literal ARN of the role or user.'],
    ['a policy', arn(`arn:aws:iam::${OTHER}:policy/p`), 'it isn\'t the ARN of a role or user. Fix: pass an ARN of the form arn:aws:iam::ACCOUNT:role/NAME.'],
    ['a role without a name', arn(`arn:aws:iam::${OTHER}:role/`), 'it isn\'t the ARN of a role or user'],
    ['a role of no account', arn('arn:aws:iam::1234:role/Reader'), 'it isn\'t the ARN of a role or user'],
    ['no ARN', arn('Reader'), 'it isn\'t the ARN of a role or user'],
    ['an account of too few digits', () => new iam.AccountPrincipal('1234'), 'it isn\'t an account. Fix: pass the 12 digits of an account ID.'],
    ['a role of a service in the other account', arn(`arn:aws:iam::${OTHER}:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForGuardDuty`), 'iam.ServicePrincipal for guardduty.amazonaws.com'],
  ])('%s', (_, make, message) => {
    const { stack, bucket } = setUp();
    expect(() => namedPrincipals(bucket, make(stack))).toThrow(/^Stack\/Bucket: cannot grant access to /);
    expect(() => namedPrincipals(bucket, make(stack))).toThrow(message);
  });

  test.each<[string, string]>([
    ['cloudfront.amazonaws.com', 'serve the bucket with an EncryptedBucketOrigin, or state'],
    ['logging.s3.amazonaws.com', 'use acceptLogsFrom(), or state'],
    ['delivery.logs.amazonaws.com', 'use acceptLogsFrom(), or state'],
    ['logdelivery.elasticloadbalancing.amazonaws.com', 'use acceptLogsFrom(), or state'],
    ['cloudtrail.amazonaws.com', 'use acceptLogsFrom(), or state'],
    ['config.amazonaws.com', 'use acceptLogsFrom(), or state'],
    ['redshift.amazonaws.com', 'use acceptLogsFrom(), or state'],
    ['guardduty.amazonaws.com', 'use acceptLogsFrom(), or state'],
    ['storage-lens.s3.amazonaws.com', 'use acceptLogsFrom(), or state'],
    ['s3.amazonaws.com', 'use addInventory() or acceptLogsFrom(LogSource.s3Inventory()), or state'],
    ['my-config.amazonaws.com', 'Fix: state'],
    ['appconfig.amazonaws.com', 'Fix: state'],
  ])('%s without a source, and there is something better', (name, fix) => {
    expect(() => namedPrincipals(setUp().bucket, new iam.ServicePrincipal(name))).toThrow(fix);
  });
});

test('where the account is not known, a role is of none of the others', () => {
  const { stack, bucket } = setUp({});
  const named = (one: iam.IGrantable) => namedPrincipals(bucket, one)
    .map(({ kind, isForeign, principal }) => [GranteeKind[kind], isForeign, stack.resolve(principal.policyFragment.principalJson)] as unknown[]);
  expect(named(new iam.ArnPrincipal(ROLE))).toEqual([['ARN', false, { AWS: [ROLE] }]]);
  expect(named(iam.Role.fromRoleArn(stack, 'Role', ROLE))).toEqual([['IDENTITY', false, NAMED_BY_ACCOUNT]]);
  const own = `arn:aws:iam::${Aws.ACCOUNT_ID}:role/Reader`;
  expect(named(new iam.ArnPrincipal(own))).toEqual([['ARN', false, { AWS: [stack.resolve(own)] }]]);
  expect(named(new iam.ArnPrincipal(new CfnParameter(stack, 'Arn').valueAsString))).toEqual([['ARN', false, { AWS: [{ Ref: 'Arn' }] }]]);
  expect(named(new iam.ArnPrincipal(`arn:aws:iam::${new CfnParameter(stack, 'Account').valueAsString}:root`))).toMatchObject([['ACCOUNT', false, {}]]);
  expect(named(new iam.AccountPrincipal(new CfnParameter(stack, 'Id').valueAsString))).toMatchObject([['ACCOUNT', false, {}]]);
});

describe('a role by its account', () => {
  test('is named so once', () => {
    const { bucket, stack } = setUp();
    const first = byAccount(bucket, new iam.ArnPrincipal(ROLE));
    expect(byAccount(bucket, first)).toBe(first);
    expect(first.principalAccount).toBe(OTHER);
    expect(stack.resolve(first.policyFragment.conditions)).toEqual({ ArnEquals: { 'aws:PrincipalArn': ROLE } });
  });

  test('of an ARN of which the account is a part that is known at deployment only', () => {
    const { bucket, stack } = setUp();
    const account = new CfnParameter(stack, 'Account').valueAsString;
    expect(byAccount(bucket, new iam.ArnPrincipal(`arn:${Aws.PARTITION}:iam::${account}:role/Reader`)).principalAccount).toBe(account);
    for (const text of [account, `arn:aws:iam::1${account}:role/Reader`]) {
      const principal = new iam.ArnPrincipal(text);
      expect(byAccount(bucket, principal)).toBe(principal);
    }
  });

  test('is asked for once, and named as before', () => {
    const { bucket } = setUp();
    const [first] = namedPrincipals(bucket, new iam.ArnPrincipal(ROLE));
    expect(namedPrincipals(bucket, first.principal)).toEqual([first]);
  });
});

describe('in the policy of a key', () => {
  const conditions = {
    StringEquals: { 's3:prefix': 'a', 'aws:PrincipalTag/a': 'b', 'aws:SourceVpce': 'vpce-1', 'aws:SourceVpc': 'vpc-1' },
    IpAddress: { 'aws:SourceIp': '10.0.0.0/8', 'AWS:VPCSOURCEIP': '10.0.0.0/8' },
    Bool: { 'aws:SecureTransport': 'true', 'aws:MultiFactorAuthPresent': 'true' },
    ArnLike: { 'aws:SourceVpcArn': 'arn:aws:ec2:*:*:vpc/*', 'aws:SourceArn': 'arn:aws:glue:*:111122223333:*' },
    StringLike: { 'aws:SourceIpx': 'a' },
  };
  const HELD = {
    StringEquals: { 'aws:PrincipalTag/a': 'b' },
    Bool: { 'aws:MultiFactorAuthPresent': 'true' },
    ArnLike: { 'aws:SourceArn': 'arn:aws:glue:*:111122223333:*' },
    StringLike: { 'aws:SourceIpx': 'a' },
  };

  test('conditions are left out that S3 cannot meet when it calls AWS KMS', () => {
    const { bucket } = setUp();
    const principal = new iam.PrincipalWithConditions(new iam.ArnPrincipal(OWN), conditions);
    const { policyFragment } = inKeyPolicy(bucket, principal);
    expect([policyFragment.principalJson, policyFragment.conditions]).toEqual([{ AWS: [OWN] }, HELD]);
  });

  test('and in what its own policy is given for a key, but not for a bucket', () => {
    const { bucket, stack } = setUp();
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
    const [{ principal }] = namedPrincipals(bucket, new iam.PrincipalWithConditions(role, conditions));
    const given = (...actions: string[]) => {
      const statement = new iam.PolicyStatement({ actions, resources: ['*'] });
      expect(principal.addToPrincipalPolicy(statement).statementAdded).toBe(true);
      return statement.conditions as unknown;
    };
    expect(given('kms:Decrypt', 'kms:Encrypt')).toEqual(HELD);
    expect(given('s3:GetObject')).toEqual(conditions);
    expect(given('kms:Decrypt', 's3:GetObject')).toEqual(conditions);
    expect(given()).toEqual(conditions);
    expect(String(principal)).toBe(String(role));
    expect(principalWith(principal)!.dedupeString()).toBe(`Stack/Bucket:${JSON.stringify(principal.policyFragment)}`);
    expect(principalWith(role)).toBeUndefined();
  });
});

test.each<[iam.IPrincipal, boolean]>([
  [new iam.ArnPrincipal('arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1'), true],
  [new iam.ArnPrincipal(OWN), false],
  [new iam.ServicePrincipal('cloudfront.amazonaws.com'), false],
])('%s is an origin access identity: %s', (principal, expected) => {
  expect(isOriginAccessIdentity(principal)).toBe(expected);
});
