import { App, aws_iam as iam, aws_kms as kms, CfnParameter, Stack } from 'aws-cdk-lib';
import { DefaultEncryption, EncryptedBucket, LogBucket } from '../../src';
import { type ContextKeys, Principal } from '../../src/policy-evaluation';
import { ACCOUNT, REGION } from '../support/concrete';
import { type Caller, Deployment, mayUseKey, type Operation, OPERATION_NAMES, succeeds, type Target } from '../support/deployment';
import { ALLOWED_EVERYTHING, policyOf } from '../support/requests';
import { aStack } from '../support/stacks';

const HOME = { account: ACCOUNT, region: REGION };
const PARTNER = '444455556666';
const STRANGER = '777788889999';
const ORGANIZATION = 'o-a1b2c3d4e5';
const UNIT = `${ORGANIZATION}/r-ab12/ou-ab12-11111111`;
const OWN_ARN = `arn:aws:iam::${ACCOUNT}:role/grantee`;
const PARTNER_ARN = `arn:aws:iam::${PARTNER}:role/team/Reader`;
const OTHER_BUCKET = 'arn:aws:s3:::another-bucket-of-the-key';

const MEMBER: ContextKeys = { 'aws:PrincipalOrgID': ORGANIZATION, 'aws:PrincipalOrgPaths': [`${UNIT}/`] };
const role = (arn: string, rights: boolean, context: ContextKeys = {}): Caller =>
  ({ principal: Principal.role(arn), policies: rights ? [ALLOWED_EVERYTHING] : [], context });
const service = (context: ContextKeys, name = 'transcribe.amazonaws.com'): Caller => ({ principal: Principal.service(name), context });

/** Everybody who asks. Roles of the own account, whom IAM allows everything, need no grant. */
const CALLERS: { [name: string]: Caller } = {
  'own grantee': role(OWN_ARN, false, MEMBER),
  'own role': role(`arn:aws:iam::${ACCOUNT}:role/other`, false, MEMBER),
  'own user': { principal: Principal.user(`arn:aws:iam::${ACCOUNT}:user/grantee`), policies: [], context: MEMBER },
  'partner without rights': role(PARTNER_ARN, false, MEMBER),
  'partner': role(PARTNER_ARN, true, MEMBER),
  'partner outside of the organization': role(PARTNER_ARN, true),
  'another role of the partner': role(`${PARTNER_ARN}2`, true, MEMBER),
  'stranger': role(`arn:aws:iam::${STRANGER}:role/team/Reader`, true, { 'aws:PrincipalOrgID': 'o-zzzzzzzzzz', 'aws:PrincipalOrgPaths': ['o-zzzzzzzzzz/r-ab12/'] }),
  'service for the own account': service({
    'aws:SourceAccount': ACCOUNT, 'aws:SourceArn': `arn:aws:transcribe:${REGION}:${ACCOUNT}:job/1`, 'aws:SourceOrgID': ORGANIZATION, 'aws:SourceOrgPaths': [`${UNIT}/`],
  }),
  'service for a stranger': service({
    'aws:SourceAccount': STRANGER, 'aws:SourceArn': `arn:aws:transcribe:${REGION}:${STRANGER}:job/1`, 'aws:SourceOrgID': 'o-zzzzzzzzzz', 'aws:SourceOrgPaths': ['o-zzzzzzzzzz/r-ab12/'],
  }),
  'service for nobody': service({}),
  'another service': service({ 'aws:SourceAccount': ACCOUNT, 'aws:SourceArn': `arn:aws:transcribe:${REGION}:${ACCOUNT}:job/1`, 'aws:SourceOrgID': ORGANIZATION }, 'glue.amazonaws.com'),
  'anonymous': { principal: Principal.anonymous() },
};

type Grant = (bucket: EncryptedBucket, to: iam.IGrantable) => unknown;
const GRANTS: [string, Grant, Operation[]][] = [
  ['grantRead', (bucket, to) => bucket.grantRead(to), ['GET', 'HEAD']],
  ['grantPut', (bucket, to) => bucket.grantPut(to), ['PUT', 'multipart upload', 'COPY into']],
  ['grantReadWrite', (bucket, to) => bucket.grantReadWrite(to), OPERATION_NAMES],
];
const KEYS: [string, (stack: Stack) => DefaultEncryption][] = [
  ['a key of its own', () => DefaultEncryption.sseKms()],
  // The widest policy that a key has: CDK's own, which leaves everything to IAM.
  ['a given key', (stack) => DefaultEncryption.dsseKms({ key: new kms.Key(stack, 'Given') })],
];
const BUCKET_NAMES: [string, string | undefined][] = [['a named bucket', 'a-bucket-of-mine'], ['an unnamed bucket', undefined]];

type MakePrincipal = (stack: Stack) => iam.IGrantable;

function granted(grant: Grant, principal: MakePrincipal, bucketName?: string, encryption = KEYS[0][1]) {
  const stack = aStack(HOME);
  const bucket = new EncryptedBucket(stack, 'Bucket', { bucketName, defaultEncryption: encryption(stack) });
  grant(bucket, principal(stack));
  return new Deployment(stack.node.root as App);
}

/** Everybody who asks, with the policies that the app gives to roles and users of these names. */
function callersOf(deployment: Deployment): [string, Caller][] {
  const givenTo = (kind: 'Roles' | 'Users', name: string) => deployment.all('AWS::IAM::Policy').map(({ resource }) => resource.Properties!)
    .filter((policy) => [policy[kind]].flat().includes(name)).map(({ PolicyDocument }) => policyOf(PolicyDocument));
  return Object.entries({
    ...CALLERS,
    'own grantee': { ...CALLERS['own grantee'], policies: givenTo('Roles', 'grantee') },
    'own user': { ...CALLERS['own user'], policies: givenTo('Users', 'grantee') },
  });
}

/** Who may do something with the bucket, and exactly what. */
function allowed(deployment: Deployment): { [caller: string]: Operation[] } {
  const target = deployment.target();
  return Object.fromEntries(callersOf(deployment)
    .map(([name, caller]) => [name, OPERATION_NAMES.filter((operation) => succeeds(operation, 'folder/object', caller, target))] as const)
    .filter(([, operations]) => operations.length > 0));
}

/** Who may use the key outside of what the bucket needs, and for what. */
function astray(deployment: Deployment): { [caller: string]: string[] } {
  const target = deployment.target();
  const throughS3 = { 'kms:ViaService': `s3.${REGION}.amazonaws.com` };
  const of = (arn: string) => ({ 'kms:EncryptionContext:aws:s3:arn': arn });
  const WAYS: [string, ContextKeys][] = [
    ['itself', {}],
    ['for another bucket', { ...throughS3, ...of(OTHER_BUCKET) }],
    ['in another Region', { 'kms:ViaService': 's3.us-east-1.amazonaws.com', ...of(target.bucketArn) }],
    ['through another service', { 'kms:ViaService': `sqs.${REGION}.amazonaws.com` }],
  ];
  const waysOf = (name: string, caller: Caller) =>
    WAYS.filter(([, context]) => USES.some((action) => mayUse(action, context, name, caller, target))).map(([way]) => way);
  return Object.fromEntries(callersOf(deployment).map(([name, caller]) => [name, waysOf(name, caller)] as const)
    .filter(([, ways]) => ways.length > 0));
}

const USES = ['Decrypt', 'GenerateDataKey', 'Encrypt', 'ReEncryptFrom', 'CreateGrant', 'DescribeKey', 'PutKeyPolicy'];

/** AWS services call AWS KMS in their own name: not through S3, with the context of the object all the same. */
function mayUse(action: string, context: ContextKeys, name: string, caller: Caller, target: Target): boolean {
  const { 'kms:ViaService': via, ...others } = context;
  if (/service/.test(name)) { return via !== undefined && others['kms:EncryptionContext:aws:s3:arn'] === OTHER_BUCKET && mayUseKey(action, others, caller, target); }
  return mayUseKey(action, context, caller, target);
}

interface Outcome {
  /** Who is allowed what the grant says, and nothing else. */
  readonly allows?: string[];
  /** Who may use the key for other buckets too, where the bucket has no literal name, for the key's policy cannot tell. */
  readonly otherBuckets?: string[];
  /** The message, where the grant is refused. */
  readonly refused?: RegExp;
  /** The same, where the bucket has no literal name. */
  readonly refusedUnnamed?: RegExp;
}

const OWN_UNNAMED = /^Stack\/Bucket: cannot grant use of key .*the bucket has no literal name.* Fix: pass the role or user itself, for example iam\.Role\.fromRoleArn\(\).*set bucketName\.$/;
const EVERYONE = /^Stack\/Bucket: cannot grant access to everyone \(value: \*.*\)\. Fix: .*CloudFront with an EncryptedBucketOrigin.*grantCrossAccountRead\(\).*CrossAccountGrantee/;
const NO_SOURCE = /^Stack\/Bucket: cannot grant access to service transcribe\.amazonaws\.com for every account.* Fix: .*with a condition of the iam\.ServicePrincipal: for example, StringEquals on aws:SourceAccount/;
const SESSION = /^Stack\/Bucket: cannot grant access to arn:aws:sts::.*sessions by the ARN of their role\. Fix: pass the ARN of the role: arn:aws:iam::ACCOUNT:role\/NAME\.$/;
const WILDCARD = /^Stack\/Bucket: cannot grant access to .*a principal can't have wildcards\. Fix: .*CrossAccountGrantee\.rolesMatching\(\)/;
const FEDERATED = /^Stack\/Bucket: cannot grant access to .*federated identities call Amazon S3 as the role that they assume\. Fix: grant access to that role\.$/;
const VARIABLE = /^Stack\/Bucket: cannot grant access to .*a policy variable has a different value in each request\. Fix: pass the literal ARN of the role or user\.$/;
const NOBODY_KNOWN = /^Stack\/Bucket: cannot grant access to .*it isn't the ARN of a role or user\. Fix: pass an ARN of the form/;
const CANONICAL = /^Stack\/Bucket: cannot grant use of key .*can't name canonical users or origin access identities\. Fix: serve the bucket with an EncryptedBucketOrigin/;

const any = (conditions: iam.Conditions) => () => new iam.AnyPrincipal().withConditions(conditions);
const transcribe = (conditions: iam.Conditions) => () => new iam.ServicePrincipal('transcribe.amazonaws.com', { conditions });
const aRole = (stack: Stack) => new iam.Role(stack, 'Role', { roleName: 'grantee', assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
const FOR_OWN: Outcome = { allows: ['service for the own account'], otherBuckets: ['service for the own account'] };
const ONE_OF_PARTNER: Outcome = { allows: ['partner', 'partner outside of the organization'], otherBuckets: ['partner', 'partner outside of the organization'] };
const ALL_OF_PARTNER = [...ONE_OF_PARTNER.allows!, 'another role of the partner'];
const PARTNER_ACCOUNT: Outcome = { allows: ALL_OF_PARTNER, otherBuckets: ALL_OF_PARTNER };
const MEMBERS: Outcome = { allows: ['partner', 'another role of the partner'], otherBuckets: ['partner', 'another role of the partner'] };
const ITSELF: Outcome = { allows: ['own grantee'] };

const GRANTEES: [string, MakePrincipal, Outcome][] = [
  // Roles and users of the account
  ['Role', aRole, ITSELF],
  ['Role with session tags', (stack) => new iam.SessionTagsPrincipal(aRole(stack)), ITSELF],
  ['Role with conditions', (stack) => new iam.PrincipalWithConditions(aRole(stack), { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } }), ITSELF],
  ['Role with conditions that do not hold', (stack) => new iam.PrincipalWithConditions(aRole(stack), { StringEquals: { 'aws:PrincipalOrgID': 'o-zzzzzzzzzz' } }), {}],
  ['Role.fromRoleArn', (stack) => iam.Role.fromRoleArn(stack, 'Role', OWN_ARN), ITSELF],
  ['Role.fromRoleName', (stack) => iam.Role.fromRoleName(stack, 'Role', 'grantee'), ITSELF],
  ['Role.fromRoleArn, immutable', (stack) => iam.Role.fromRoleArn(stack, 'Role', OWN_ARN, { mutable: false }), {}],
  ['Role.fromRoleArn, immutable, granted by resources', (stack) => iam.Role.fromRoleArn(stack, 'Role', OWN_ARN, { mutable: false, addGrantsToResources: true }),
    { ...ITSELF, refusedUnnamed: OWN_UNNAMED }],
  ['LazyRole', (stack) => new iam.LazyRole(stack, 'Role', { roleName: 'grantee', assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }), ITSELF],
  ['User', (stack) => new iam.User(stack, 'User', { userName: 'grantee' }), { allows: ['own user'] }],
  ['User.fromUserArn', (stack) => iam.User.fromUserArn(stack, 'User', `arn:aws:iam::${ACCOUNT}:user/grantee`), { allows: ['own user'] }],
  ['Policy of a role', (stack) => new iam.Policy(stack, 'Policy', { roles: [aRole(stack)] }), ITSELF],
  ['ManagedPolicy', (stack) => new iam.ManagedPolicy(stack, 'Policy'), {}],
  ['Group', (stack) => new iam.Group(stack, 'Group'), {}],

  // ARNs of the account, which only the policies of bucket and key can name
  ['ArnPrincipal of a role', () => new iam.ArnPrincipal(OWN_ARN), { ...ITSELF, refusedUnnamed: OWN_UNNAMED }],
  ['ArnPrincipal of a user', () => new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:user/grantee`), { allows: ['own user'], refusedUnnamed: OWN_UNNAMED }],
  ['ArnPrincipal with conditions', () => new iam.ArnPrincipal(OWN_ARN).withConditions({ StringEquals: { 'aws:PrincipalOrgID': 'o-zzzzzzzzzz' } }), { refusedUnnamed: OWN_UNNAMED }],
  ['ArnPrincipal by reference', (stack) => new iam.ArnPrincipal(aRole(stack).roleArn), { ...ITSELF, refusedUnnamed: OWN_UNNAMED }],
  ['ArnPrincipal with references', (stack) => new iam.ArnPrincipal(`arn:${stack.partition}:iam::${stack.account}:role/grantee`), { ...ITSELF, refusedUnnamed: OWN_UNNAMED }],
  ['ArnPrincipal of a session', () => new iam.ArnPrincipal(`arn:aws:sts::${ACCOUNT}:assumed-role/grantee/session`), { refused: SESSION }],
  ['ArnPrincipal with a wildcard', () => new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:role/*`), { refused: WILDCARD }],
  ['ArnPrincipal of a group', () => new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:group/grantees`), { refused: NOBODY_KNOWN }],
  ['ArnPrincipal of a unique id', () => new iam.ArnPrincipal('AROAEXAMPLE1234567890'), { refused: NOBODY_KNOWN }],

  // Other accounts, and what is in them
  ['Role.fromRoleArn of a partner', (stack) => iam.Role.fromRoleArn(stack, 'Role', PARTNER_ARN), ONE_OF_PARTNER],
  ['ArnPrincipal of a partner', () => new iam.ArnPrincipal(PARTNER_ARN), ONE_OF_PARTNER],
  ['ArnPrincipal of a partner, with conditions', () => new iam.ArnPrincipal(PARTNER_ARN).withConditions({ StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } }),
    { allows: ['partner'], otherBuckets: ['partner'] }],
  ['ArnPrincipal of a partner, within an organization', () => new iam.ArnPrincipal(PARTNER_ARN).inOrganization(ORGANIZATION), { allows: ['partner'], otherBuckets: ['partner'] }],
  ['ArnPrincipal of a partner\'s session', () => new iam.ArnPrincipal(`arn:aws:sts::${PARTNER}:assumed-role/Reader/session`), { refused: SESSION }],
  ['ArnPrincipal of a partner\'s roles', () => new iam.ArnPrincipal(`arn:aws:iam::${PARTNER}:role/team/*`), { refused: WILDCARD }],
  ['ArnPrincipal of an account', () => new iam.ArnPrincipal(`arn:aws:iam::${PARTNER}:root`), PARTNER_ACCOUNT],
  ['ArnPrincipal of an account id', () => new iam.ArnPrincipal(PARTNER), PARTNER_ACCOUNT],
  ['AccountPrincipal', () => new iam.AccountPrincipal(PARTNER), PARTNER_ACCOUNT],
  ['AccountPrincipal within an organization', () => new iam.AccountPrincipal(PARTNER).inOrganization(ORGANIZATION), MEMBERS],
  ['AccountPrincipal of the own account', () => new iam.AccountPrincipal(ACCOUNT), {}],
  ['AccountRootPrincipal', () => new iam.AccountRootPrincipal(), {}],
  ['AccountPrincipal of every account', () => new iam.AccountPrincipal('*'), { refused: /cannot grant access to .*it isn't an account\. Fix: pass the 12 digits/ }],

  // Organizations and everyone
  ['OrganizationPrincipal', () => new iam.OrganizationPrincipal(ORGANIZATION), MEMBERS],
  ['OrganizationPrincipal with conditions', () => new iam.OrganizationPrincipal(ORGANIZATION).withConditions({ StringNotEquals: { 'aws:PrincipalAccount': PARTNER } }), {}],
  ['AnyPrincipal of an organization', any({ StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } }), MEMBERS],
  ['AnyPrincipal of a unit', any({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': `${UNIT}/*` } }), MEMBERS],
  ['AnyPrincipal of an account', any({ StringEquals: { 'aws:PrincipalAccount': PARTNER } }), PARTNER_ACCOUNT],
  ['AnyPrincipal of accounts, the own among them', any({ StringEquals: { 'aws:PrincipalAccount': [ACCOUNT, PARTNER] } }), PARTNER_ACCOUNT],
  ['StarPrincipal of an organization', () => new iam.StarPrincipal().withConditions({ StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } }), MEMBERS],
  ['AnyPrincipal of the own account', any({ StringEquals: { 'aws:PrincipalAccount': ACCOUNT } }), { refused: /everyone in account 111122223333, which owns the bucket.* Fix: / }],
  ['AnyPrincipal', () => new iam.AnyPrincipal(), { refused: EVERYONE }],
  ['ArnPrincipal of everyone', () => new iam.ArnPrincipal('*'), { refused: EVERYONE }],
  ['StarPrincipal', () => new iam.StarPrincipal(), { refused: EVERYONE }],
  ['AnyPrincipal from an address', any({ IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } }), { refused: EVERYONE }],
  ['AnyPrincipal of any organization', any({ StringLike: { 'aws:PrincipalOrgID': 'o-*' } }), { refused: EVERYONE }],
  ['AnyPrincipal of no other organization', any({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-zzzzzzzzzz' } }), { refused: EVERYONE }],
  ['AnyPrincipal of an organization, if any', any({ StringEqualsIfExists: { 'aws:PrincipalOrgID': ORGANIZATION } }), { refused: EVERYONE }],
  ['AnyPrincipal of units, if any', any({ 'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': `${UNIT}/*` } }), { refused: EVERYONE }],
  ['AnyPrincipal of any unit', any({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': '*/ou-ab12-11111111/*' } }), { refused: EVERYONE }],

  // Services
  ['ServicePrincipal for an account', transcribe({ StringEquals: { 'aws:SourceAccount': ACCOUNT } }), FOR_OWN],
  ['ServicePrincipal for a resource', transcribe({ ArnLike: { 'aws:SourceArn': `arn:aws:transcribe:*:${ACCOUNT}:*` } }), FOR_OWN],
  ['ServicePrincipal for an organization', transcribe({ StringEquals: { 'aws:SourceOrgID': ORGANIZATION } }), FOR_OWN],
  ['ServicePrincipal for a unit', transcribe({ 'ForAnyValue:StringLike': { 'aws:SourceOrgPaths': `${UNIT}/*` } }), FOR_OWN],
  ['ServicePrincipal with conditions', () => new iam.ServicePrincipal('transcribe.amazonaws.com').withConditions({ StringEquals: { 'aws:SourceAccount': ACCOUNT } }), FOR_OWN],
  ['ServicePrincipal', transcribe({}), { refused: NO_SOURCE }],
  ['ServicePrincipal for anybody\'s resource', transcribe({ ArnLike: { 'aws:SourceArn': 'arn:aws:transcribe:*:*:*' } }), { refused: NO_SOURCE }],
  ['ServicePrincipal for any resource', transcribe({ ArnLike: { 'aws:SourceArn': '*' } }), { refused: NO_SOURCE }],
  ['ServicePrincipal for any bucket', transcribe({ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } }), { refused: NO_SOURCE }],
  ['ServicePrincipal for any account', transcribe({ StringLike: { 'aws:SourceAccount': '*' } }), { refused: NO_SOURCE }],
  ['ServicePrincipal for an account, if any', transcribe({ StringEqualsIfExists: { 'aws:SourceAccount': ACCOUNT } }), { refused: NO_SOURCE }],
  ['ServicePrincipal from an address', transcribe({ IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } }), { refused: NO_SOURCE }],

  // Several at once
  ['CompositePrincipal of accounts', () => new iam.CompositePrincipal(new iam.AccountPrincipal(PARTNER), new iam.AccountPrincipal('555566667777')), PARTNER_ACCOUNT],
  ['CompositePrincipal of role and partner', (stack) => new iam.CompositePrincipal(aRole(stack), new iam.ArnPrincipal(PARTNER_ARN)),
    { allows: ['own grantee', ...ONE_OF_PARTNER.allows!], otherBuckets: ONE_OF_PARTNER.otherBuckets }],
  ['CompositePrincipal of an organization and a service', () => new iam.CompositePrincipal(new iam.OrganizationPrincipal(ORGANIZATION), transcribe({ StringEquals: { 'aws:SourceAccount': ACCOUNT } })()),
    { allows: [...MEMBERS.allows!, ...FOR_OWN.allows!], otherBuckets: [...MEMBERS.otherBuckets!, ...FOR_OWN.otherBuckets!] }],
  ['CompositePrincipal with conditions', () => new iam.CompositePrincipal(new iam.AccountPrincipal(PARTNER)).withConditions({ StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } }), MEMBERS],
  ['CompositePrincipal with a service', () => new iam.CompositePrincipal(new iam.AccountPrincipal(PARTNER), new iam.ServicePrincipal('transcribe.amazonaws.com')), { refused: NO_SOURCE }],
  ['CompositePrincipal with everyone', () => new iam.CompositePrincipal(new iam.AccountPrincipal(PARTNER), new iam.AnyPrincipal()), { refused: EVERYONE }],

  // Whoever has a tag that is also the name of a role
  ['ArnPrincipal with a policy variable, of the account', () => new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:role/\${aws:PrincipalTag/team}`), { refused: VARIABLE }],
  ['ArnPrincipal with a policy variable, of another account', () => new iam.ArnPrincipal(`arn:aws:iam::${PARTNER}:role/\${aws:PrincipalTag/team}`), { refused: VARIABLE }],

  // Who has no name in these policies
  ['FederatedPrincipal', () => new iam.FederatedPrincipal('cognito-identity.amazonaws.com', {}), { refused: FEDERATED }],
  ['WebIdentityPrincipal', () => new iam.WebIdentityPrincipal('accounts.google.com'), { refused: FEDERATED }],
  ['OpenIdConnectPrincipal', (stack) => new iam.OpenIdConnectPrincipal(new iam.OidcProviderNative(stack, 'Provider', { url: 'https://example.com' })), { refused: FEDERATED }],
  ['SamlPrincipal', (stack) => new iam.SamlPrincipal(iam.SamlProvider.fromSamlProviderArn(stack, 'Provider', `arn:aws:iam::${ACCOUNT}:saml-provider/p`), {}), { refused: FEDERATED }],
  ['SamlConsolePrincipal', (stack) => new iam.SamlConsolePrincipal(iam.SamlProvider.fromSamlProviderArn(stack, 'Provider', `arn:aws:iam::${ACCOUNT}:saml-provider/p`)), { refused: FEDERATED }],
  ['UnknownPrincipal', (stack) => new iam.UnknownPrincipal({ resource: stack }), { refused: /^Cannot get policy fragment of Stack, resource imported without a role/ }],
  ['CanonicalUserPrincipal', () => new iam.CanonicalUserPrincipal('0123456789abcdef'), { refused: CANONICAL }],
  ['origin access identity', () => new iam.ArnPrincipal('arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1EXAMPLE'), { refused: CANONICAL }],
];

const inOrder = (operations: Operation[]) => OPERATION_NAMES.filter((name) => operations.includes(name));

describe.each(GRANTEES)('%s', (_, principal, outcome) => {
  describe.each(BUCKET_NAMES)('on %s', (_name, bucketName) => {
    const refused = outcome.refused ?? (bucketName === undefined ? outcome.refusedUnnamed : undefined);

    describe.each(KEYS)('with %s', (_key, encryption) => {
      test.each(GRANTS)('%s', (_grant, grant, operations) => {
        if (refused) {
          expect(() => granted(grant, principal, bucketName, encryption)).toThrow(refused);
          return;
        }
        const deployment = granted(grant, principal, bucketName, encryption);
        const { allows = [], otherBuckets = [] } = outcome;
        expect(allowed(deployment)).toEqual(Object.fromEntries(allows.map((name) => [name, inOrder(operations)])));
        const others = bucketName === undefined ? otherBuckets : [];
        expect(astray(deployment)).toEqual(Object.fromEntries(others.map((name) => [name, ['for another bucket']])));
      });
    });
  });
});

test('every kind of principal that the CDK has is in the table', () => {
  const kinds = Object.entries(iam)
    .filter(([name, kind]) => typeof kind === 'function' && (kind.prototype instanceof iam.PrincipalBase || /Role$|User$|Group$|Policy$|Principal$/.test(name)))
    .filter(([name]) => !/^(?:Cfn|Import|PrincipalBase|ComparablePrincipal|Anyone$)/.test(name)).map(([name]) => name);
  const tried = new Set(GRANTEES.map(([, principal]) => principal(aStack(HOME)).constructor.name.replace(/2$/, '')));
  expect(kinds.filter((name) => !tried.has(name))).toEqual([]);
});

describe('conditions of a principal', () => {
  const THROUGH_ENDPOINT = { 'aws:SourceVpce': 'vpce-1' };
  const KMS_THROUGH_S3 = { 'kms:ViaService': `s3.${REGION}.amazonaws.com` };

  test.each<[string, MakePrincipal, Caller]>([
    ['role', (stack) => new iam.PrincipalWithConditions(aRole(stack), { StringEquals: THROUGH_ENDPOINT }), CALLERS['own grantee']],
    ['account', () => new iam.AccountPrincipal(PARTNER).withConditions({ StringEquals: THROUGH_ENDPOINT }), CALLERS.partner],
  ])('of a %s that no request of S3 to AWS KMS could meet hold in S3 only', (_, principal, caller) => {
    const deployment = granted((bucket, to) => bucket.grantRead(to), principal);
    const [, reader] = callersOf(deployment).find(([, { principal: asked }]) => asked === caller.principal)!;
    const target = deployment.target();
    const inS3 = (context: ContextKeys) => succeeds('GET', 'object', { ...reader, context: { ...reader.context, ...context } }, { ...target, keyArn: undefined });
    expect([inS3({}), inS3(THROUGH_ENDPOINT)]).toEqual([false, true]);
    expect(mayUseKey('Decrypt', { ...KMS_THROUGH_S3, 'kms:EncryptionContext:aws:s3:arn': target.bucketArn }, reader, target)).toBe(true);
  });

  test('are held against those of the grant: one of two would get lost', () => {
    const principal = (arn: string) => () => new iam.ArnPrincipal(PARTNER_ARN).withConditions({ ArnEquals: { 'aws:PrincipalArn': arn } });
    expect(() => granted((bucket, to) => bucket.grantRead(to), principal(`${PARTNER_ARN}2`)))
      .toThrow(/^Stack\/Bucket: the condition ArnEquals aws:PrincipalArn of the grantee .* is also set by the grant .*\. Fix: remove aws:PrincipalArn/);
    expect(() => granted((bucket, to) => bucket.grantRead(to), principal(PARTNER_ARN))).not.toThrow();
  });

  test('of another operator on the same key stay beside those of the grant', () => {
    const deployment = granted((bucket, to) => bucket.grantRead(to),
      () => new iam.ArnPrincipal(PARTNER_ARN).withConditions({ ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:111122223333:t' } }));
    expect(allowed(deployment)).toEqual({});
  });
});

describe('where the account of the stack is not known', () => {
  const agnostic = (principal: MakePrincipal, bucketName?: string) => {
    const stack = aStack();
    new EncryptedBucket(stack, 'Bucket', { bucketName }).grantRead(principal(stack));
    return new Deployment(stack.node.root as App);
  };

  test.each<[string, MakePrincipal, string[]]>([
    ['a role', aRole, ['own grantee']],
    ['a role that is imported', (stack) => iam.Role.fromRoleArn(stack, 'Role', OWN_ARN), ['own grantee']],
    ['a role of a partner that is imported', (stack) => iam.Role.fromRoleArn(stack, 'Role', PARTNER_ARN), ['partner', 'partner outside of the organization']],
    ['an organization', () => new iam.OrganizationPrincipal(ORGANIZATION), MEMBERS.allows!],
    ['a service', (stack) => new iam.ServicePrincipal('transcribe.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': stack.account } } }), FOR_OWN.allows!],
  ])('%s', (_, principal, allows) => {
    for (const bucketName of [undefined, 'a-bucket-of-mine']) {
      const deployment = agnostic(principal, bucketName);
      expect(Object.keys(allowed(deployment))).toEqual(allows);
      // Nobody without permission of their own account may use the key for another bucket.
      expect(Object.keys(astray(deployment)).filter((name) => /^own/.test(name))).toEqual([]);
    }
  });

  test('an ARN, of whatever account, is held to the bucket by its name', () => {
    expect(Object.keys(allowed(agnostic(() => new iam.ArnPrincipal(OWN_ARN), 'a-bucket-of-mine')))).toEqual(['own grantee']);
    expect(() => agnostic(() => new iam.ArnPrincipal(OWN_ARN))).toThrow(OWN_UNNAMED);
  });

  test('accounts and organizations may be parameters', () => {
    const stack = aStack();
    const bucket = new EncryptedBucket(stack, 'Bucket', { bucketName: 'a-bucket-of-mine' });
    const parameter = (id: string) => new CfnParameter(stack, id).valueAsString;
    for (const principal of [
      new iam.AccountPrincipal(parameter('Account')),
      new iam.OrganizationPrincipal(parameter('Organization')),
      new iam.AnyPrincipal().withConditions({ StringEquals: { 'aws:PrincipalAccount': parameter('Other') } }),
      new iam.ServicePrincipal('transcribe.amazonaws.com', { conditions: { ArnLike: { 'aws:SourceArn': parameter('Source') } } }),
      new iam.ArnPrincipal(parameter('Role')),
      iam.Role.fromRoleArn(stack, 'ImportedRole', parameter('Imported')),
    ]) { expect(bucket.grantRead(principal).success).toBe(true); }
  });
});

describe('a bucket without a customer managed key', () => {
  const reading = (encryption: DefaultEncryption, principal: MakePrincipal) =>
    granted((bucket, to) => bucket.grantRead(to), principal, undefined, () => encryption);

  test.each<[string, MakePrincipal]>([
    ['CanonicalUserPrincipal', () => new iam.CanonicalUserPrincipal('0123456789abcdef')],
    ['origin access identity', () => new iam.ArnPrincipal('arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1EXAMPLE')],
  ])('grants access to a %s if it encrypts with SSE-S3', (_, principal) => {
    const deployment = reading(DefaultEncryption.sseS3(), principal);
    expect(JSON.stringify(deployment.all('AWS::S3::BucketPolicy'))).toMatch(/"CanonicalUser":"0123456789abcdef"|"AWS":"arn:aws:iam::cloudfront:user/);
    expect(() => reading(DefaultEncryption.sseKmsAwsManaged(), principal)).toThrow(/cannot use the AWS managed key aws\/s3.* Fix: /);
  });

  test.each<[string, MakePrincipal, Outcome]>([
    ['ArnPrincipal', () => new iam.ArnPrincipal(OWN_ARN), ITSELF],
    ['OrganizationPrincipal', () => new iam.OrganizationPrincipal(ORGANIZATION), MEMBERS],
    ['ServicePrincipal', transcribe({ StringEquals: { 'aws:SourceAccount': ACCOUNT } }), FOR_OWN],
  ])('grants access to an %s if it encrypts with SSE-S3, and to those of its account with aws/s3', (_, principal, { allows = [] }) => {
    expect(allowed(reading(DefaultEncryption.sseS3(), principal))).toEqual(Object.fromEntries(allows.map((name) => [name, ['GET', 'HEAD']])));
    if (allows.includes('own grantee')) { return; }
    expect(() => reading(DefaultEncryption.sseKmsAwsManaged(), principal)).toThrow(/^Stack\/Bucket: .*cannot use the AWS managed key aws\/s3.* Fix: /);
  });
});

describe('other methods', () => {
  const bucketIn = (stack = aStack(HOME)) => new EncryptedBucket(stack, 'Bucket');

  test('grantPublicAccess is refused, with what does it right', () => {
    expect(() => bucketIn().grantPublicAccess()).toThrow(EVERYONE);
    expect(() => bucketIn().grants.publicAccess('public/*', 's3:GetObject')).toThrow(EVERYONE);
    expect(() => new LogBucket(aStack(HOME), 'Bucket').grantPublicAccess()).toThrow(EVERYONE);
  });

  test.each<[string, Grant]>([
    ['grantOnKey', (bucket, to) => bucket.grantOnKey(to, 'kms:Decrypt')],
    ['grantWrite', (bucket, to) => bucket.grantWrite(to)],
    ['grantDelete', (bucket, to) => bucket.grantDelete(to)],
    ['grantPutAcl', (bucket, to) => bucket.grantPutAcl(to)],
    ['grantReplicationPermission', (bucket, to) => bucket.grantReplicationPermission(to, { destinations: [{ bucket }] })],
    ['grants.actionsOnObjectKeys', (bucket, to) => bucket.grants.actionsOnObjectKeys(to, '*', 's3:GetObjectAcl')],
    ['grants.actionsOnBucketAndObjectKeys', (bucket, to) => bucket.grants.actionsOnBucketAndObjectKeys(to, '*', 's3:GetObjectAcl')],
    ['grantSnapshotExport', (bucket, to) => bucket.grantSnapshotExport(to, { starter: to })],
  ])('%s refuses everyone, services for everyone, and sessions', (_, grant) => {
    expect(() => grant(bucketIn(), new iam.AnyPrincipal())).toThrow(EVERYONE);
    expect(() => grant(bucketIn(), new iam.ServicePrincipal('transcribe.amazonaws.com'))).toThrow(NO_SOURCE);
    expect(() => grant(bucketIn(), new iam.ArnPrincipal(`arn:aws:sts::${PARTNER}:assumed-role/Reader/session`))).toThrow(SESSION);
  });

  test.each([
    ['cloudfront.amazonaws.com', /EncryptedBucketOrigin/],
    ['delivery.logs.amazonaws.com', /acceptLogsFrom\(\)/],
    ['cloudtrail.amazonaws.com', /acceptLogsFrom\(\)/],
    ['s3.amazonaws.com', /addInventory\(\)/],
  ])('the error about service %s names what does it right', (name, fix) => {
    expect(() => bucketIn().grantPut(new iam.ServicePrincipal(name))).toThrow(fix);
  });

  test('who starts snapshot exports needs a policy of their own, in the account', () => {
    const starting = (principal: MakePrincipal) => {
      const stack = aStack(HOME);
      bucketIn(stack).grantSnapshotExport(iam.Role.fromRoleName(stack, 'Exporter', 'exporter'), { starter: principal(stack) });
    };
    for (const principal of [() => new iam.ArnPrincipal(OWN_ARN), (stack: Stack) => iam.Role.fromRoleArn(stack, 'Starter', PARTNER_ARN)]) {
      expect(() => starting(principal)).toThrow(/^Stack\/Bucket: .* cannot start snapshot exports: .*\. Fix: pass a role or user of the account/);
    }
  });

  test('a LogBucket confines and refuses as well', () => {
    const stack = aStack(HOME);
    const logs = new LogBucket(stack, 'Bucket');
    logs.grantRead(new iam.OrganizationPrincipal(ORGANIZATION));
    expect(allowed(new Deployment(stack.node.root as App))).toEqual(Object.fromEntries(MEMBERS.allows!.map((name) => [name, ['GET', 'HEAD']])));
    expect(() => logs.grantPut(new iam.ServicePrincipal('transcribe.amazonaws.com'))).toThrow(NO_SOURCE);
    expect(() => logs.grantRead(new iam.AnyPrincipal())).toThrow(EVERYONE);
  });
});
