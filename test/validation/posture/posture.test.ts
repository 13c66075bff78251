import { Principal } from '../../../src/policy-evaluation';
import { App, type TemplateSource, textKey } from '../../../src/template';
import { outsideIdentities, Posture, takesSseS3OnlyLogs } from '../../../src/validation/posture';
import { bucket, CONDITIONS, encrypted, IF, PARAMETERS } from '../rules/support';

const NEVER = { Never: { 'Fn::Equals': ['a', 'b'] } };
const HERE = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const IMPORT = { 'Fn::ImportValue': 'value' };
const NOTHING = { Ref: 'AWS::NoValue' };

function postureOf(...templates: object[]): Posture {
  return Posture.of(App.of(templates.map((Resources, i): TemplateSource => (
    { name: `Stack${i}`, json: { Parameters: { ...PARAMETERS, Choice: { Type: 'String', Default: 'theirs' } }, Conditions: { ...CONDITIONS, ...NEVER }, Resources }, environment: HERE }
  ))));
}

const policy = (Bucket: unknown, more: object = {}) => ({ Type: 'AWS::S3::BucketPolicy', Properties: { Bucket, PolicyDocument: { Version: '2012-10-17', Statement: [] } }, ...more });

describe('a general purpose bucket', () => {
  /** The buckets with their policies, or why there may be one that is not seen; those elsewhere by their names. */
  const found = (...templates: object[]) => {
    const { buckets, bucketsElsewhere } = postureOf(...templates);
    return {
      ...Object.fromEntries(buckets.map(({ resource, policies, unseenPolicies }) => (
        [resource.logicalId, [...policies.map((one) => one.resource.logicalId), ...unseenPolicies === undefined ? [] : [unseenPolicies]]]
      ))),
      elsewhere: bucketsElsewhere.map(({ nameElsewhere, policies }) => `${nameElsewhere}: ${policies.map((one) => one.resource.logicalId).join()}`),
    };
  };
  const UNKNOWN = ['it is not known to which bucket the policy Policy belongs'];

  test.each<[string, unknown, string[], string[]]>([
    ['its reference', { Ref: 'Bucket' }, ['Policy'], []],
    ['its name', 'mine', ['Policy'], []],
    ['a name that is made of it', { 'Fn::Sub': '${Bucket}' }, ['Policy'], []],
    ['the name of another bucket', 'theirs', [], ['theirs: Policy']],
    ['the reference of what is no bucket', { Ref: 'Other' }, [], [expect.stringMatching(/: Policy$/) as never]],
    ['an import', IMPORT, UNKNOWN, [expect.stringMatching(/: Policy$/) as never]],
    ['nothing', NOTHING, UNKNOWN, []],
    ['one of two names elsewhere', IF('theirs', 'others'), UNKNOWN, []],
  ])('has a policy that names it by %s', (_, name, policies, elsewhere) => {
    expect(found({ Bucket: bucket({ BucketName: 'mine' }), Other: { Type: 'AWS::SNS::Topic' }, Policy: policy(name) })).toEqual({ Bucket: policies, elsewhere });
  });

  test('elsewhere has a name that only something else of the app has', () => {
    const resources = (Other: object) => ({ Bucket: bucket({ BucketName: 'mine' }), Other, Policy: policy({ Ref: 'Choice' }) });
    expect(found(resources({ Type: 'AWS::IAM::Role', Properties: { RoleName: 'theirs' } })).elsewhere).toEqual([expect.stringMatching(/: Policy$/)]);
    expect(found(resources(bucket({ BucketName: 'theirs' }))).elsewhere).toEqual([]);
  });

  test('the first policy of which it is not known whose it is, is named, where a bucket has none', () => {
    expect(found({ One: bucket(), Two: bucket(), First: policy(NOTHING), Second: policy(NOTHING), Own: policy({ Ref: 'Two' }) }, { Far: bucket() })).toEqual({
      One: ['it is not known to which bucket the policy First belongs'], Two: ['Own'], Far: [], elsewhere: [],
    });
  });

  test('that is never made is none, and so is such a policy', () => {
    expect(found({ Bucket: bucket({}), Never: { ...bucket(), Condition: 'Never' }, Policy: policy({ Ref: 'Bucket' }, { Condition: 'Never' }) })).toEqual({ Bucket: [], elsewhere: [] });
    expect(found({ Bucket: { ...bucket(), Condition: 'Condition' }, Policy: policy({ Ref: 'Bucket' }, { Condition: 'Condition' }) })).toEqual({ Bucket: ['Policy'], elsewhere: [] });
  });

  test('elsewhere is any whose policy is there, where the app has no buckets', () => {
    expect(found({ A: policy('theirs'), B: policy(IF('a', 'b')), C: policy(NOTHING) }).elsewhere).toEqual(['theirs: A', 'undefined: B', 'undefined: C']);
    const [known, open] = postureOf({ A: policy('theirs'), C: policy(NOTHING) }).bucketsElsewhere;
    expect([String(known.arn), String(open.arn)]).toEqual(['arn:aws:s3:::theirs', 'arn:aws:s3:::${C.Bucket}']);
    expect(known.keys.length + open.keys.length).toBe(0);
    const others = postureOf({ A: policy(NOTHING), B: policy(NOTHING) }).bucketsElsewhere.map(({ arn }) => textKey(arn));
    expect(new Set(others).size).toBe(2);
  });

  test('is counted beside those of other kinds', () => {
    const { allBuckets } = postureOf({ Bucket: bucket(), Tables: { Type: 'AWS::S3Tables::TableBucket' }, Topic: { Type: 'AWS::SNS::Topic' } });
    expect(allBuckets.map(({ resource }) => resource.logicalId)).toEqual(['Bucket', 'Tables']);
  });

  test('holds the objects whose ARNs begin with its own and a slash', () => {
    const [one] = postureOf({ Bucket: bucket({ BucketName: 'mine' }) }).buckets;
    expect(['arn:aws:s3:::mine/a', 'arn:aws:s3:::mine/*', 'arn:aws:s3:::mine', 'arn:aws:s3:::mine-too/a', 'arn:aws:s3:::theirs/a', '*'].map((arn) => one.holds(arn)))
      .toEqual([true, true, false, false, false, false]);
  });

  test('has its own key where the default encryption refers to one of the template', () => {
    const own = (KMSMasterKeyID: unknown) => postureOf({
      Bucket: encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID } }),
      Key: { Type: 'AWS::KMS::Key' },
      Topic: { Type: 'AWS::SNS::Topic' },
    }).buckets[0].ownKey?.logicalId;
    expect([{ Ref: 'Key' }, { 'Fn::GetAtt': ['Key', 'Arn'] }, { Ref: 'Topic' }, 'key', undefined].map(own)).toEqual(['Key', 'Key', undefined, undefined, undefined]);
  });
});

describe('a key', () => {
  const resources = {
    Key: { Type: 'AWS::KMS::Key' },
    Replica: { Type: 'AWS::KMS::ReplicaKey', Properties: { PrimaryKeyArn: 'arn' } },
    Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/mine', TargetKeyId: { Ref: 'Key' } } },
    Astray: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/theirs', TargetKeyId: 'theirs' } },
    Never: { Type: 'AWS::KMS::Key', Condition: 'Never' },
    Topic: { Type: 'AWS::SNS::Topic' },
  };
  const posture = postureOf(resources);

  test('is one of a template that is made, or a replica', () => {
    expect(posture.keys.map(({ resource, isReplica }) => [resource.logicalId, isReplica])).toEqual([['Key', false], ['Replica', true]]);
  });

  test.each([['Key', 'Key'], ['Replica', 'Replica'], ['Alias', 'Key'], ['Astray', undefined], ['Never', undefined], ['Topic', undefined]])('to which %s leads', (id, expected) => {
    const resource = [...posture.app.resources()].find(({ logicalId }) => logicalId === id);
    expect(posture.keyOf(resource)?.resource.logicalId).toBe(expected);
  });

  test('without a policy answers as AWS KMS would with the default policy, which nobody can tell here', () => {
    const [key] = posture.keys;
    expect([key.policyDocument, key.unseenPolicy, key.doubt]).toEqual([undefined, undefined, expect.any(String)]);
    expect(key.policyInForce).toBe(key.policy);
  });

  test('with a policy that may be changed allows perhaps more, and says why', () => {
    const KeyPolicy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*' }] };
    const Changer = { Type: 'Custom::Changer', Properties: { ServiceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:f', Key: { Ref: 'Key' } } };
    const { keys: [changed] } = postureOf({ Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy } }, Changer });
    const { keys: [kept] } = postureOf({ Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy } } });
    const asks = (action: string) => [changed.policy, changed.policyInForce, changed.inForce(changed.policy), kept.policyInForce]
      .map((one) => one.allows({ principal: Principal.role('arn:aws:iam::111122223333:role/r'), action, resource: changed.arn, context: {} }));
    expect(asks('kms:Decrypt')).toEqual(['yes', 'yes', 'yes', 'yes']);
    expect(asks('kms:Encrypt')).toEqual(['no', 'unknown', 'unknown', 'no']);
    expect([changed.doubt, kept.doubt]).toEqual(['Changer may change the key policy at deployment', 'it depends on what is known at deployment only']);
    expect(postureOf({ Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: IMPORT } } }).keys[0].doubt).toMatch(/no stack at hand provides value/);
  });
});

describe('a role', () => {
  const PUT = { Effect: 'Allow', Action: 's3:PutObject', Resource: '*' };
  const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
  const role = (properties: object) => postureOf({ Role: { Type: 'AWS::IAM::Role', Properties: properties } }).identities[0];
  const asks = (properties: object) => {
    const one = role(properties);
    const request = { principal: Principal.role(one.arn), action: 's3:PutObject', resource: 'arn:aws:s3:::b/o', context: {} };
    return [one.allows(request), one.denies(request)];
  };
  const inline = (...documents: unknown[]) => ({ Policies: documents.map((PolicyDocument) => ({ PolicyName: 'p', PolicyDocument })) });

  test.each<[string, object, string[]]>([
    ['without policies', {}, ['no', 'no']],
    ['with one that allows', inline(document(PUT)), ['yes', 'no']],
    ['with two, one of which allows', inline(document({ ...PUT, Action: 's3:GetObject' }), document(PUT)), ['yes', 'no']],
    ['with one that allows, and one that denies', inline(document(PUT), document({ ...PUT, Effect: 'Deny' })), ['yes', 'yes']],
    ['with a managed policy that is not in the app', { ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] }, ['unknown', 'no']],
    ['with managed policies that are not known', { ManagedPolicyArns: IMPORT }, ['unknown', 'no']],
    ['with no managed policy', { ManagedPolicyArns: [] }, ['no', 'no']],
    ['with a policy that is not known', inline(IMPORT), ['unknown', 'no']],
    ['with a policy without a document', { Policies: [{ PolicyName: 'p' }] }, ['unknown', 'no']],
    ['with policies that are not known', { Policies: IMPORT }, ['unknown', 'no']],
    ['with a policy without statements', inline(document()), ['no', 'no']],
    ['with a policy of which a statement is not known', inline(document({ ...PUT, Effect: 'Deny' }, IMPORT)), ['unknown', 'yes']],
  ])('%s', (_, properties, answers) => {
    expect(asks(properties)).toEqual(answers);
  });

  test('says where its policies stand', () => {
    expect(role(inline(document(PUT), document())).sources.map(({ path }) => path)).toEqual([['Policies', 0, 'PolicyDocument'], ['Policies', 1, 'PolicyDocument']]);
    expect(role({ Policies: IMPORT }).documentsInApp).toHaveLength(1);
    expect(role({ Policies: [{ PolicyName: 'p' }] }).policiesInApp.flatMap(({ problems }) => problems).join()).toContain('the policy has no document');
    expect(role({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] }).policies.flatMap(({ problems }) => problems).join())
      .toContain('what its managed policies allow is not in the app');
    expect(role({ Policies: [] }).policiesInApp).toEqual([]);
  });

  test('is found by its name and its ARN, and so is a user; a user can be in groups', () => {
    const posture = postureOf({
      Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'mine' } },
      User: { Type: 'AWS::IAM::User', Properties: { UserName: 'mine', Groups: ['g'] } },
      Alone: { Type: 'AWS::IAM::User' },
      Never: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'never' }, Condition: 'Never' },
    });
    const names = ['mine', 'arn:aws:iam::111122223333:role/mine', 'arn:aws:iam::111122223333:user/mine', 'never'];
    const [from] = posture.app.resources();
    expect(names.map((name) => posture.roleAt(name, from)?.resource.logicalId)).toEqual(['Role', 'Role', undefined, undefined]);
    expect(names.map((name) => posture.userAt(name, from)?.resource.logicalId)).toEqual(['User', undefined, 'User', undefined]);
    expect([posture.userAt('mine', from)?.hasGroups, posture.identities.map(({ resource }) => resource.logicalId)]).toEqual([true, ['Role', 'User', 'Alone']]);
    expect(posture.identities.map((one) => 'hasGroups' in one && one.hasGroups)).toEqual([false, true, false]);
  });
});

describe('a role or user that is not made in the app', () => {
  const attached = (Type: string, properties: object, more: object = {}) =>
    ({ Type, Properties: { PolicyDocument: { Statement: [] }, ...properties }, ...more });
  const outside = (resources: object) => outsideIdentities(postureOf(resources)).map(({ arn, isRole, sources }) => {
    const places = sources.map(({ resource, path }) => [resource.logicalId, ...path].join('.'));
    return `${isRole ? 'role' : 'user'} ${String(arn)}: ${places.join()}`;
  });
  const ROLE = 'role arn:aws:iam::111122223333:role/theirs: ';

  test.each<[string, object, string[]]>([
    ['by a policy', { P: attached('AWS::IAM::Policy', { Roles: ['theirs'] }) }, [`${ROLE}P.PolicyDocument`]],
    ['by a managed policy', { P: attached('AWS::IAM::ManagedPolicy', { Roles: ['theirs'] }) }, [`${ROLE}P.PolicyDocument`]],
    ['by a policy of a role', { P: attached('AWS::IAM::RolePolicy', { RoleName: 'theirs' }) }, [`${ROLE}P.PolicyDocument`]],
    ['by a policy of a user', { P: attached('AWS::IAM::UserPolicy', { UserName: 'theirs' }) }, ['user arn:aws:iam::111122223333:user/theirs: P.PolicyDocument']],
    ['by two policies', { P: attached('AWS::IAM::Policy', { Roles: ['theirs'] }), Q: attached('AWS::IAM::RolePolicy', { RoleName: 'theirs' }) }, [`${ROLE}P.PolicyDocument,Q.PolicyDocument`]],
    ['by one policy for both', { P: attached('AWS::IAM::Policy', { Roles: ['theirs'], Users: ['theirs'] }) }, [`${ROLE}P.PolicyDocument`, 'user arn:aws:iam::111122223333:user/theirs: P.PolicyDocument']],
    ['by a name that is known at deployment', { P: attached('AWS::IAM::Policy', { Roles: [{ Ref: 'Parameter' }] }) }, ['role arn:aws:iam::111122223333:role/${Parameter}: P.PolicyDocument']],
    ['but not by what cannot be read', { P: attached('AWS::IAM::Policy', { Roles: [{ 'Fn::Transform': { Name: 'Macro' } }] }) }, []],
    ['but not by the name of one that is', { P: attached('AWS::IAM::Policy', { Roles: ['mine'] }), Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'mine' } } }, []],
    ['but not by a policy that is never made', { P: attached('AWS::IAM::Policy', { Roles: ['theirs'] }, { Condition: 'Never' }) }, []],
  ])('is named %s', (_, resources, expected) => {
    expect(outside(resources)).toEqual(expected);
  });
});

describe('a bucket takes what is only written with SSE-S3', () => {
  const takes = (properties: object, statement?: object, more: object = {}) => {
    const Policy = { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Logs' }, PolicyDocument: { Statement: [statement] } } };
    const posture = postureOf({ Logs: bucket(properties), ...statement === undefined ? {} : { Policy }, ...more });
    return takesSseS3OnlyLogs(posture, posture.buckets[0]);
  };
  const allow = (who: unknown, Effect = 'Allow') => ({ Effect, Principal: who, Action: 's3:PutObject', Resource: '*' });
  const logging = (Type: string, properties: object) => ({ Source: { Type, Properties: properties } });

  test.each<[string, boolean]>([
    ['nothing', takes({})],
    ['the ACL for private buckets', takes({ AccessControl: 'Private' })],
    ['flow logs', takes({}, undefined, logging('AWS::EC2::FlowLog', { LogDestinationType: 's3', LogDestination: { 'Fn::GetAtt': ['Logs', 'Arn'] } }))],
    ['a statement for a service that can use keys', takes({}, allow({ Service: 'cloudtrail.amazonaws.com' }))],
    ['a statement for all services of Redshift but that', takes({}, allow({ Service: 'redshift-data.amazonaws.com' }))],
    ['a statement for S3 Batch Operations, which acts with a role', takes({}, allow({ Service: 'batchoperations.s3.amazonaws.com' }))],
    ['a statement that denies', takes({}, allow({ Service: 'logging.s3.amazonaws.com' }, 'Deny'))],
    ['a statement for another account', takes({}, allow({ AWS: '111122223333' }))],
    ['a statement for a role of the account of Elastic Load Balancing', takes({}, allow({ AWS: 'arn:aws:iam::156460612806:role/r' }))],
    ['a statement for a number that has that account in it', takes({}, allow({ AWS: '1564606128060' }))],
    ['a statement for everybody', takes({}, allow('*'))],
    ['a statement for what is known at deployment', takes({}, allow({ AWS: { Ref: 'Parameter' } }))],
  ])('not because of %s', (_, answer) => {
    expect(answer).toBe(false);
  });

  test.each<[string, boolean]>([
    ['the ACL for log delivery', takes({ AccessControl: 'LogDeliveryWrite' })],
    ['server access logs', takes({}, undefined, logging('AWS::S3::Bucket', { LoggingConfiguration: { DestinationBucketName: { Ref: 'Logs' } } }))],
    ['reports of S3 Batch Operations', takes({}, undefined, logging('Custom::AWS', { Create: { action: 'createJob', parameters: { Report: { Bucket: { 'Fn::GetAtt': ['Logs', 'Arn'] } } } } }))],
    ['a statement for server access logs', takes({}, allow({ Service: 'logging.s3.amazonaws.com' }))],
    ['a statement for several services', takes({}, allow({ Service: ['cloudtrail.amazonaws.com', 'logging.s3.amazonaws.com'] }))],
    ['a statement for Redshift of a Region', takes({}, allow({ Service: 'redshift.ap-east-1.amazonaws.com' }))],
    ['a statement for load balancers on Outposts', takes({}, allow({ Service: 'logdelivery.elb.amazonaws.com' }))],
    ['a statement for the account of Elastic Load Balancing', takes({}, allow({ AWS: '156460612806' }))],
    ['a statement for that account by its ARN', takes({}, allow({ AWS: 'arn:aws:iam::156460612806:root' }))],
    ['a statement for that account in the partition of the stack', takes({}, allow({ AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::156460612806:root' } }))],
    ['a statement for that account that is a number', takes({}, allow({ AWS: 156460612806 }))],
  ])('because of %s', (_, answer) => {
    expect(answer).toBe(true);
  });
});
