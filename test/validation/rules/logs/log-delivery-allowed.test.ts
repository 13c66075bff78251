import { logDeliveryAllowed as rule } from '../../../../src/validation/rules/logs/log-delivery-allowed';
import { bucket, CONDITIONS, findings, IF, judged, merging, PARAMETERS, when } from '../support';
import {
  ACCOUNT, allow, arn, channel, check, classicLoadBalancer, cluster, DENY_HTTP, distribution, ENVIRONMENT, flowLog, inventory, loadBalancer,
  logging, objects, policy, resolver, trail, vended, waf,
} from './support';

const LOGGING = 'logging.s3.amazonaws.com';
const ELB = 'logdelivery.elasticloadbalancing.amazonaws.com';
const DELIVERY = 'delivery.logs.amazonaws.com';
const sub = (text: string) => ({ 'Fn::Sub': text });
const ACCOUNT_ID = { Ref: 'AWS::AccountId' };
const ACL = { 's3:x-amz-acl': 'bucket-owner-full-control' };
const OF_ACCOUNT = { 'aws:SourceAccount': ACCOUNT_ID };
const vendedStatements = (keys: string) => {
  const source = { ArnLike: { 'aws:SourceArn': sub('arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:*') } };
  return [
    allow(DELIVERY, 's3:PutObject', { 'Fn::Join': ['', [arn(), '/', sub(keys)]] }, { StringEquals: { ...ACL, ...OF_ACCOUNT }, ...source }),
    allow(DELIVERY, 's3:GetBucketAcl', arn(), { StringEquals: OF_ACCOUNT, ...source }),
  ];
};
const TRAIL_ARN = sub('arn:${AWS::Partition}:cloudtrail:${AWS::Region}:${AWS::AccountId}:trail/trail');
const trailStatements = (prefix = '') => [
  allow('cloudtrail.amazonaws.com', 's3:GetBucketAcl', arn(), { StringEquals: { 'aws:SourceArn': TRAIL_ARN } }),
  allow('cloudtrail.amazonaws.com', 's3:PutObject', { 'Fn::Join': ['', [arn(), `/${prefix}AWSLogs/`, ACCOUNT_ID, '/*']] },
    { StringEquals: { ...ACL, 'aws:SourceArn': TRAIL_ARN } }),
];
const CONFIG = [
  allow('config.amazonaws.com', 's3:GetBucketAcl', arn(), { StringEquals: { 'AWS:SourceAccount': ACCOUNT_ID } }),
  allow('config.amazonaws.com', 's3:PutObject', { 'Fn::Join': ['', [arn(), '/AWSLogs/', ACCOUNT_ID, '/Config/*']] },
    { StringEquals: { ...ACL, 'AWS:SourceAccount': ACCOUNT_ID } }),
];
const recorder = (RoleARN: unknown) => ({ Type: 'AWS::Config::ConfigurationRecorder', Properties: { RoleARN } });
const role = (Action: unknown, more: object = {}, ...statements: object[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    Policies: [{ PolicyName: 'Deliver', PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }, ...statements] } }],
    ...more,
  },
});
const MANAGED = { ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWS_ConfigRole'] };
const DELIVERS = ['s3:PutObject', 's3:GetBucketAcl'];
const recorded = (Role: object, more: object = {}) =>
  ({ Source: channel(), Logs: bucket(), Recorder: recorder({ 'Fn::GetAtt': ['Role', 'Arn'] }), Role, ...more });

/** In a Region that is known. */
const inRegion = (Resources: { readonly [id: string]: object }, environment: object = ENVIRONMENT) =>
  judged(rule, [{ name: 'Stack', json: { Parameters: PARAMETERS, Conditions: CONDITIONS, Resources }, environment }]);

describe('compliant', () => {
  test.each<[string, object, readonly unknown[]]>([
    ['S3 server access logs', logging(), [allow(LOGGING)]],
    ['S3 server access logs, besides a deny of plain HTTP', logging(), [DENY_HTTP, allow(LOGGING)]],
    ['S3 server access logs, for a prefix and a source', logging({ LogFilePrefix: 'source/' }), [allow(LOGGING, 's3:PutObject', objects('source/*'), {
      StringEquals: OF_ACCOUNT, ArnLike: { 'aws:SourceArn': arn('Source') },
    })]],
    ['S3 server access logs, besides a deny of other keys', logging({ LogFilePrefix: 'logs/' }), [
      allow(LOGGING), { ...DENY_HTTP, Resource: objects('private/*'), Condition: undefined },
    ]],
    ['S3 server access logs, partitioned', logging({ LogFilePrefix: 'source/', TargetObjectKeyFormat: { PartitionedPrefix: {} } }), [
      allow(LOGGING, 's3:PutObject', { 'Fn::Join': ['', [arn(), '/source/', ACCOUNT_ID, '/*']] }),
    ]],
    ['S3 server access logs, under a prefix from a parameter', logging({ LogFilePrefix: { Ref: 'Parameter' } }), [
      allow(LOGGING, 's3:PutObject', { 'Fn::Join': ['', [arn(), '/', { Ref: 'Parameter' }, '*']] }),
    ]],
    ['S3 server access logs, for an organization', logging(), [allow(LOGGING, 's3:PutObject', objects(), { StringEquals: { 'aws:SourceOrgID': 'o-ours' } })]],
    ['an application load balancer', loadBalancer(), [
      allow(ELB, 's3:PutObject', { 'Fn::Join': ['', [arn(), '/AWSLogs/', ACCOUNT_ID, '/*']] }, {
        ArnLike: { 'aws:SourceArn': sub('arn:${AWS::Partition}:elasticloadbalancing:${AWS::Region}:${AWS::AccountId}:loadbalancer/*') },
      }),
    ]],
    ['an application load balancer on Outposts', loadBalancer(), [allow('logdelivery.elb.amazonaws.com', 's3:PutObject', objects(), { StringEquals: ACL })]],
    ['a classic load balancer with a prefix', classicLoadBalancer({ S3BucketPrefix: 'classic' }), [allow(ELB, 's3:PutObject', objects('classic/*'))]],
    ['a network load balancer', loadBalancer('network', 'net'), vendedStatements('net/AWSLogs/${AWS::AccountId}/*')],
    ['CloudTrail', trail({ TrailName: 'trail' }), trailStatements()],
    ['CloudTrail with a prefix', trail({ TrailName: 'trail', S3KeyPrefix: 'audit' }), trailStatements('audit/')],
    ['AWS Config', channel(), CONFIG],
    ['flow logs', flowLog(), vendedStatements('AWSLogs/${AWS::AccountId}/*')],
    ['flow logs, Hive-compatible', flowLog({ DestinationOptions: { HiveCompatiblePartitions: true } }), vendedStatements('AWSLogs/aws-account-id=${AWS::AccountId}/*')],
    ['flow logs in a folder', flowLog({ LogDestination: sub('${Logs.Arn}/flow/') }), vendedStatements('flow/AWSLogs/${AWS::AccountId}/*')],
    ['WAF', waf(), vendedStatements('AWSLogs/${AWS::AccountId}/*')],
    ['Route 53 Resolver', resolver(sub('${Logs.Arn}/dns')), vendedStatements('dns/AWSLogs/${AWS::AccountId}/*')],
    ['CloudWatch Logs', vended(), vendedStatements('AWSLogs/${AWS::AccountId}/*')],
    ['CloudWatch Logs in a folder', vended(sub('${Logs.Arn}/folder')), vendedStatements('folder/*')],
    ['S3 Inventory with a prefix', inventory({ Prefix: 'inventory' }), [allow('s3.amazonaws.com', 's3:PutObject', objects('inventory*'))]],
    ['S3 Inventory', inventory(), [allow('s3.amazonaws.com', 's3:PutObject', objects(), {
      ArnLike: { 'aws:SourceArn': arn('Source') }, StringEquals: { ...ACL, ...OF_ACCOUNT },
    })]],
    ['Amazon Redshift', cluster({ S3KeyPrefix: 'audit' }), [allow('redshift.amazonaws.com', ['s3:PutObject', 's3:GetBucketAcl'], [arn(), objects()])]],
  ])('%s', (_, Source, statements) => {
    expect(check(rule, { Source, Logs: bucket(), Policy: policy(...statements) })).toEqual([]);
  });

  test.each<[string, string, string]>([
    ['the account of Elastic Load Balancing in the Region', 'eu-west-1', 'arn:aws:iam::156460612806:root'],
    ['that account by its number', 'eu-west-1', '156460612806'],
    ['that account in China', 'cn-north-1', 'arn:aws-cn:iam::638102146993:root'],
  ])('a load balancer and %s', (_, region, AWS) => {
    const Resources = { Source: loadBalancer(), Logs: bucket(), Policy: policy({ ...allow(ELB), Principal: { AWS } }) };
    expect(inRegion(Resources, { account: ACCOUNT, region })).toEqual([]);
  });

  test('two statements that divide the keys', () => {
    const [dashed, all] = ['arn:aws:s3:::logs/20*-01-*', 'arn:aws:s3:::logs/*-01-*'];
    const statements = [allow(LOGGING, 's3:PutObject', dashed), { ...allow(LOGGING), Resource: undefined, NotResource: all }];
    expect(inRegion({ Source: logging(), Logs: bucket({ BucketName: 'logs' }), Policy: policy(...statements) })).toEqual([]);
    expect(inRegion({ Source: logging(), Logs: bucket({ BucketName: 'logs' }), Policy: policy(statements[0]) })).toMatchObject([{ status: 'violation' }]);
  });

  test('Amazon Redshift in a Region that is to be opted into', () => {
    const statement = allow('redshift.ap-east-1.amazonaws.com', ['s3:PutObject', 's3:GetBucketAcl'], [arn(), objects()]);
    expect(inRegion({ Source: cluster(), Logs: bucket(), Policy: policy(statement) }, { account: ACCOUNT, region: 'ap-east-1' })).toEqual([]);
  });

  test.each<[string, object]>([
    ['where ACLs are enabled', { AccessControl: 'LogDeliveryWrite', OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] } }],
    ['where nothing turns ACLs off', { AccessControl: 'LogDeliveryWrite' }],
  ])('an ACL that lets S3 write server access logs, %s', (_, properties) => {
    expect(check(rule, { Source: logging(), Logs: bucket(properties) })).toEqual([]);
    expect(check(rule, { Source: logging(), Logs: bucket(properties), Policy: policy(DENY_HTTP) })).toEqual([]);
  });

  test.each(['BucketOwnerPreferred', 'ObjectWriter'])('CloudFront, and ACLs by %s', (ObjectOwnership) => {
    expect(check(rule, { Source: distribution(), Logs: bucket({ OwnershipControls: { Rules: [{ ObjectOwnership }] } }) })).toEqual([]);
  });

  test.each([['flow logs', flowLog()], ['WAF', waf()], ['Route 53 Resolver', resolver()], ['CloudWatch Logs', vended()]])(
    'no policy for %s: AWS writes it', (_, Source) => {
      expect(check(rule, { Source, Logs: bucket() })).toEqual([]);
    },
  );

  test('AWS Config with a role that may write', () => {
    expect(check(rule, recorded(role(DELIVERS)))).toEqual([]);
  });

  test.each<[string, object, object]>([
    ['a managed policy', MANAGED, {}],
    ['a managed policy from a parameter', { ManagedPolicyArns: [{ Ref: 'Parameter' }] }, {}],
    ['a list of managed policies from a parameter', { ManagedPolicyArns: { Ref: 'Parameter' } }, {}],
    ['a managed policy of the app', { ManagedPolicyArns: [{ Ref: 'Managed' }] }, {
      Managed: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'config:*', Resource: '*' }] } } },
    }],
    ['policies that a module may attach', {}, { Access: { Type: 'Our::Config::Role::MODULE' } }],
  ])('AWS Config with a role that may write, whatever %s says', (_, more, others) => {
    const Policy = policy(DENY_HTTP);
    expect(check(rule, recorded(role(DELIVERS, more), { Policy, ...others }))).toEqual([]);
  });

  test('a policy under the condition of its source', () => {
    expect(check(rule, { Source: { ...logging(), Condition: 'Condition' }, Logs: bucket(), Policy: { ...policy(allow(LOGGING)), Condition: 'Condition' } })).toEqual([]);
  });

  test('a log bucket in another stack, which lets every source in', () => {
    const Resources = { Logs: bucket(), Policy: policy(allow(LOGGING)) };
    const Outputs = { Name: { Value: { Ref: 'Logs' }, Export: { Name: 'LogsName' } } };
    expect(findings(rule, { Resources: { Source: logging({ DestinationBucketName: { 'Fn::ImportValue': 'LogsName' } }) } }, { Resources, Outputs } as never)).toEqual([]);
  });
});

describe('violating', () => {
  test.each([
    ['S3 server access logs', logging(), LOGGING, 'S3 server access logs'],
    ['S3 server access logs to the bucket itself', bucket({ LoggingConfiguration: { LogFilePrefix: 'own' } }), LOGGING, 'S3 server access logs'],
    ['an application load balancer', loadBalancer(), ELB, 'Application Load Balancer logs'],
    ['a classic load balancer', classicLoadBalancer(), ELB, 'Classic Load Balancer logs'],
    ['a network load balancer', loadBalancer('network'), DELIVERY, 'Network Load Balancer logs'],
    ['CloudTrail', trail(), 'cloudtrail.amazonaws.com', 'CloudTrail logs'],
    ['S3 Inventory', inventory(), 's3.amazonaws.com', 'S3 Inventory reports'],
    ['Amazon Redshift', cluster(), 'redshift.amazonaws.com', 'Amazon Redshift audit logs'],
  ])('no policy for %s', (_, Source, service, logs) => {
    const itself = 'LoggingConfiguration' in Source.Properties && 'LogFilePrefix' in (Source.Properties.LoggingConfiguration as object);
    expect(check(rule, itself ? { Source } : { Source, Logs: bucket() })).toEqual([{
      on: itself ? 'Source' : 'Logs',
      status: 'violation',
      severity: 'error',
      property: 'Properties',
      message: `The bucket has no policy that allows ${service} to write ${logs} of Source.`,
    }]);
  });

  test.each<[string, object, readonly unknown[], string]>([
    ['another service', logging(), [allow('s3.amazonaws.com')], 'S3 server access logs'],
    ['another action', logging(), [allow(LOGGING, 's3:GetObject')], 'S3 server access logs'],
    ['another prefix', logging({ LogFilePrefix: 'source/' }), [allow(LOGGING, 's3:PutObject', objects('other/*'))], 'S3 server access logs'],
    ['a folder that the prefix does not lead to', logging({ LogFilePrefix: 'source' }), [allow(LOGGING, 's3:PutObject', objects('source/*'))], 'S3 server access logs'],
    ['the bucket, not its objects', logging(), [allow(LOGGING, 's3:PutObject', arn())], 'S3 server access logs'],
    ['another account', logging(), [allow(LOGGING, 's3:PutObject', objects(), { StringEquals: { 'aws:SourceAccount': '444455556666' } })], 'S3 server access logs'],
    ['no prefix where there is one', loadBalancer('application', 'web'), [allow(ELB, 's3:PutObject', objects('AWSLogs/*'))], 'Application Load Balancer logs'],
    ['the account of Elastic Load Balancing in another Region', loadBalancer(), [{ ...allow(ELB), Principal: { AWS: '127311923021' } }], 'Application Load Balancer logs'],
    ['writing but not reading the ACL', trail({ TrailName: 'trail' }), trailStatements().slice(1), 'CloudTrail logs'],
    ['another trail', trail({ TrailName: 'another' }), trailStatements(), 'CloudTrail logs'],
    ['nothing', trail(), [DENY_HTTP], 'CloudTrail logs'],
  ])('a policy that allows %s', (_, Source, statements, logs) => {
    expect(inRegion({ Source, Logs: bucket(), Policy: policy(...statements) })).toMatchObject([{
      on: 'Policy',
      status: 'violation',
      severity: 'error',
      property: 'Properties.PolicyDocument',
      message: expect.stringMatching(new RegExp(`^The policy of Logs does not allow \\S+ to write ${logs} of Source\\.`)),
    }]);
  });

  const IN_LOGS = logging({ LogFilePrefix: 'logs/' });
  test.each<[string, object, readonly unknown[], string]>([
    ['some of the keys', IN_LOGS, [allow(LOGGING, 's3:PutObject', objects('logs/*-01-*'))], 'It does not allow s3:PutObject of object logs/20…-…-…-…-…-…-. '
      + 'Statement 1 allows it on other resources only.'],
    ['the logs of one year', loadBalancer(), [allow(ELB, 's3:PutObject', objects(`AWSLogs/${ACCOUNT}/elasticloadbalancing/eu-west-1/2026/*`))],
      `It does not allow s3:PutObject of object AWSLogs/${ACCOUNT}/elasticloadbalancing/eu-west-1/20…/…/…/. Statement 1 allows it on other resources only.`],
    ['all keys but for those that it denies', IN_LOGS, [allow(LOGGING), { ...DENY_HTTP, Sid: 'Old', Resource: objects('*/2025*'), Condition: undefined }],
      'Statement Old denies s3:PutObject of object logs/2025-…-…-…-…-…-.'],
    ['another account', logging(), [allow(LOGGING, 's3:PutObject', objects(), { StringEquals: { 'aws:SourceAccount': '444455556666' } })],
      `Statement 1 would allow it, but for its condition on aws:SourceAccount: it names 444455556666, and the request has ${ACCOUNT}.`],
    ['another folder', IN_LOGS, [allow(LOGGING, 's3:PutObject', objects('log/*'))], 'Statement 1 allows it on other resources only.'],
    ['the ACL only', trail({ TrailName: 'trail' }), [{ ...allow('cloudtrail.amazonaws.com', 's3:GetBucketAcl', arn()), Sid: 'Check' }], ''],
  ])('says what a policy lacks that allows %s', (_, Source, statements, why) => {
    const [finding, ...others] = inRegion({ Source, Logs: bucket({ BucketName: 'logs' }), Policy: policy(...statements) });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ status: 'violation', message: expect.stringMatching(/^The policy of Logs (?:does not allow|denies) .* of Source\./) });
    expect(finding.message.replace(/^.*? of Source\. ?/, '')).toBe(why);
  });

  const DENY = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [arn(), objects()] };
  test.each<[string, object]>([
    ['whoever is not in the organization', { ...DENY, Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-ours' } } }],
    ['other addresses', { ...DENY, Condition: { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } }],
    ['uploads that specify no encryption', { ...DENY, Action: 's3:PutObject', Condition: { Null: { 's3:x-amz-server-side-encryption': 'true' } } }],
    ['all but a role', { ...DENY, Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } } }],
  ])('a policy that denies %s', (_, statement) => {
    expect(check(rule, { Source: logging(), Logs: bucket(), Policy: policy(allow(LOGGING), statement) })).toMatchObject([{
      on: 'Policy',
      status: 'violation',
      severity: 'error',
      message: `The policy of Logs denies ${LOGGING} permission to write S3 server access logs of Source. `
        + 'Statement 2 denies s3:PutObject.',
    }]);
  });

  test('an ACL where ACLs are turned off', () => {
    const Logs = bucket({ AccessControl: 'LogDeliveryWrite', OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } });
    expect(check(rule, { Source: logging(), Logs })).toMatchObject([{ on: 'Logs', status: 'violation', severity: 'error' }]);
  });

  test.each<[string, unknown, string?]>([
    ['CloudFront', 'BucketOwnerEnforced'],
    ['CloudFront, in one branch of a condition', IF('BucketOwnerEnforced', 'ObjectWriter'), 'Condition is true'],
  ])('%s, and ACLs that are turned off', (_, ObjectOwnership, words = '') => {
    expect(check(rule, { Source: distribution(), Logs: bucket({ OwnershipControls: { Rules: [{ ObjectOwnership }] } }) })).toEqual([{
      on: 'Logs',
      status: 'violation',
      severity: 'error',
      property: 'Properties.OwnershipControls.Rules.0.ObjectOwnership',
      message: `The bucket has no ACLs (BucketOwnerEnforced), without which CloudFront standard logs (legacy) of Source cannot be delivered.${when(words)}`,
    }]);
  });

  test('a policy that is made under a condition', () => {
    expect(check(rule, { Source: logging(), Logs: bucket(), Policy: { ...policy(allow(LOGGING)), Condition: 'Condition' } })).toMatchObject([{
      on: 'Logs',
      status: 'violation',
      severity: 'error',
      message: `The bucket has no policy that allows ${LOGGING} to write S3 server access logs of Source. This applies if Condition is false.`,
    }]);
  });

  test('a policy to which AWS adds what is missing, until it is deployed again', () => {
    expect(check(rule, { Source: flowLog(), Logs: bucket(), Policy: policy(DENY_HTTP) })).toEqual([{
      on: 'Policy',
      status: 'violation',
      severity: 'warning',
      property: 'Properties.PolicyDocument',
      message: `The policy of Logs does not allow ${DELIVERY} to write VPC flow logs of Source: statements that AWS adds are lost when the policy is deployed again.`,
    }]);
  });

  test('a policy to which AWS cannot add what is missing', () => {
    const { Principal, ...rest } = DENY_HTTP;
    expect(check(rule, { Source: flowLog(), Logs: bucket(), Policy: policy({ ...rest, NotPrincipal: { AWS: ACCOUNT } }) })).toMatchObject([{
      on: 'Policy', status: 'violation', severity: 'error',
    }]);
    const { Action, ...others } = DENY_HTTP;
    expect(check(rule, { Source: flowLog(), Logs: bucket(), Policy: policy({ ...others, NotAction: 's3:GetObject' }) })).toMatchObject([{
      on: 'Policy', status: 'violation', severity: 'error',
    }]);
  });

  test.each([[ENVIRONMENT, {}], [{}, ENVIRONMENT]])('not, if nothing says that a bucket is in another account: %j and %j', (here, there) => {
    expect(judged(rule, [
      { name: 'Here', json: { Resources: { Source: flowLog({ LogDestination: 'arn:aws:s3:::logs' }) } }, environment: here },
      { name: 'There', json: { Resources: { Logs: bucket({ BucketName: 'logs' }) } }, environment: there },
    ])).toEqual([]);
  });

  test('a bucket in another account, to whose policy AWS adds nothing', () => {
    expect(judged(rule, [
      { name: 'Here', json: { Resources: { Source: flowLog({ LogDestination: 'arn:aws:s3:::logs' }) } }, environment: ENVIRONMENT },
      { name: 'There', json: { Resources: { Logs: bucket({ BucketName: 'logs' }) } }, environment: { ...ENVIRONMENT, account: '444455556666' } },
    ])).toMatchObject([{ on: 'Logs', status: 'violation', severity: 'error' }]);
  });

  test('AWS Config with its service-linked role', () => {
    const Recorder = recorder(sub('arn:aws:iam::${AWS::AccountId}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig'));
    expect(check(rule, { Source: channel(), Logs: bucket(), Recorder })).toMatchObject([{ on: 'Logs', status: 'violation', severity: 'error' }]);
  });

  test('AWS Config with a role that is denied to write, whatever a managed policy says', () => {
    const Role = role(DELIVERS, MANAGED, { Effect: 'Deny', Action: 's3:PutObject', Resource: '*' });
    expect(check(rule, recorded(Role))).toMatchObject([{ on: 'Logs', status: 'violation', severity: 'error' }]);
  });

  test('AWS Config with a role that may write, which the bucket policy denies', () => {
    const Policy = policy({ Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: objects() });
    expect(check(rule, recorded(role(DELIVERS, MANAGED), { Policy }))).toMatchObject([{ on: 'Policy', status: 'violation', severity: 'error' }]);
  });

  test.each<[string, { [id: string]: object }]>([
    ['a loop', { 'Fn::ForEach::Queues': ['Name', ['A', 'B'], { '${Name}Queue': { Type: 'AWS::SQS::Queue' } }] }],
    ['a resource of no AWS type', { Access: { Type: 'Custom::LogBucketPolicyReader' } }],
  ])('no policy, besides %s that makes none', (_, more) => {
    expect(check(rule, { Source: logging(), Logs: bucket(), ...more })).toMatchObject([{ on: 'Logs', status: 'violation', severity: 'error' }]);
  });

  test.each<[string, { [id: string]: object }, string, string, string]>([
    ['no policy', {}, 'Logs', 'Properties.OwnershipControls.Rules.0.ObjectOwnership',
      `The bucket has no policy that allows ${LOGGING} to write S3 server access logs of Source, and its ACL, which would allow it, is disabled (BucketOwnerEnforced).`],
    ['a policy about something else', { Policy: policy(DENY_HTTP) }, 'Policy', 'Properties.PolicyDocument',
      `The policy of Logs does not allow ${LOGGING} to write S3 server access logs of Source, and the ACL of Logs, which would allow it, is disabled (BucketOwnerEnforced).`],
  ])('an ACL that is turned off, and %s', (_, more, on, property, message) => {
    const Logs = bucket({ AccessControl: 'LogDeliveryWrite', OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } });
    expect(check(rule, { Source: logging(), Logs, ...more })).toEqual([{ on, status: 'violation', severity: 'error', property, message }]);
  });

  test.each<[string, object]>([
    ['another ACL, which would not either', { AccessControl: 'Private', OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } }],
    ['no ACL', { OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } }],
  ])('%s is not mentioned', (_, properties) => {
    expect(check(rule, { Source: logging(), Logs: bucket(properties) })).toMatchObject([{
      message: `The bucket has no policy that allows ${LOGGING} to write S3 server access logs of Source.`,
    }]);
  });

  test('a policy that takes the log bucket for the source', () => {
    const statement = allow(LOGGING, 's3:PutObject', objects(), { StringEquals: OF_ACCOUNT, ArnLike: { 'aws:SourceArn': arn() } });
    expect(check(rule, { Source: logging(), Logs: bucket(), Policy: policy(statement) })).toMatchObject([{
      on: 'Policy',
      status: 'violation',
      severity: 'error',
      message: `The policy of Logs does not allow ${LOGGING} to write S3 server access logs of Source. Statement 1 would allow it, but for its condition on `
        + 'aws:SourceArn: it names the ARN of Logs, and the request has the ARN of Source.',
    }]);
  });

  test('one finding for several sources', () => {
    expect(check(rule, { A: logging(), B: logging(), C: logging(), Logs: bucket() })).toMatchObject([{
      message: `The bucket has no policy that allows ${LOGGING} to write S3 server access logs of A, B and C.`,
    }]);
  });
});

describe('cannot tell', () => {
  test.each<[string, object, { [id: string]: object }, string]>([
    ['an account from a parameter', logging(), {
      Policy: policy(allow(LOGGING, 's3:PutObject', objects(), { StringEquals: { 'aws:SourceAccount': { Ref: 'Parameter' } } })),
    }, 'what its policy compares with is known at deployment only'],
    ['a condition that AWS does not document for the service', logging(), { Policy: policy(allow(LOGGING, 's3:PutObject', objects(), { StringEquals: ACL })) }, 'what its policy compares with'],
    ['a policy that may not be made', logging(), { Policy: { ...policy(allow(LOGGING)), Condition: 'Condition' } }, 'the policy Policy is created under the condition Condition'],
    ['a policy from elsewhere', logging(), {
      Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Logs' }, PolicyDocument: { 'Fn::Transform': { Name: 'Macro' } } } },
    }, 'in its policy, '],
    ['a policy that may be another bucket\'s', logging(), {
      Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Parameter' }, PolicyDocument: {} } },
    }, 'it is not known to which bucket the policy Policy belongs'],
    ['AWS Config with a role that is not in the app', channel(), {}, 'the policy does not allow config.amazonaws.com to write, and it is not known'],
    ['AWS Config with a role of which only a managed policy may let it write', channel(), {
      Recorder: recorder({ 'Fn::GetAtt': ['Role', 'Arn'] }), Role: role('s3:GetBucketAcl', MANAGED),
    }, 'the policy does not allow config.amazonaws.com to write, and it is not known'],
    ['a module of the stack, which may make the policy', logging(), { Access: { Type: 'Our::S3::LogBucketPolicy::MODULE' } }, 'Access may make a policy'],
    ['a module of a packaging tool', logging(), { Access: { Type: { 'Fn::Rain::Module': 'bucket-policy.yaml' } } }, 'Access may make a policy'],
    ['a loop that makes bucket policies', logging(), {
      'Fn::ForEach::Policies': ['Name', ['Logs'], { '${Name}Policy': { ...policy(allow(LOGGING)), Properties: { Bucket: { Ref: 'Name' } } } }],
    }, 'Fn::ForEach::Policies may make a policy'],
    ['a macro among the resources', logging(), { 'Fn::Transform': { Name: 'Macro' } }, 'Fn::Transform may make a policy'],
    ['logs that a parameter turns on', loadBalancer('application', undefined, { Ref: 'Parameter' }), {}, 'it is not known whether they are enabled'],
  ])('%s', (_, Source, more, reason) => {
    expect(merging(() => check(rule, { Source, Logs: bucket(), ...more }))).toMatchObject([{
      status: 'unknown', severity: 'warning', message: expect.stringContaining(` to Logs: ${reason}`),
    }]);
  });

  test('an ACL that lets S3 write server access logs, and a policy that may deny it', () => {
    const Logs = bucket({ AccessControl: 'LogDeliveryWrite' });
    const Policy = policy({ ...DENY_HTTP, Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'Parameter' } } } });
    expect(check(rule, { Source: logging(), Logs, Policy })).toMatchObject([{
      on: 'Policy', status: 'unknown', message: expect.stringContaining('its ACL may allow it, and it is not known whether the policy denies it'),
    }]);
  });

  test('an ACL from a parameter', () => {
    const Logs = bucket({ AccessControl: { Ref: 'Parameter' } });
    expect(check(rule, { Source: logging(), Logs, Policy: policy(DENY_HTTP) })).toMatchObject([{
      on: 'Policy', status: 'unknown', message: expect.stringContaining('it is not known whether its ACL does'),
    }]);
  });

  test('CloudFront, and a bucket that does not say whether it has ACLs', () => {
    expect(check(rule, { Source: distribution(), Logs: bucket() })).toMatchObject([{ on: 'Logs', status: 'unknown', severity: 'warning' }]);
  });
});

test.each<[string, object]>([
  ['no logs', bucket()],
  ['a bucket elsewhere', logging({ DestinationBucketName: 'elsewhere' })],
  ['a bucket from a parameter', logging({ DestinationBucketName: { Ref: 'Parameter' } })],
  ['logs that are turned off', loadBalancer('application', undefined, 'false')],
  ['logs that go to CloudWatch', cluster({ LogDestinationType: 'cloudwatch' })],
])('not applicable: %s', (_, Source) => {
  expect(check(rule, { Source, Logs: bucket() })).toEqual([]);
});
