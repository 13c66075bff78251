import * as fc from 'fast-check';
import { texts } from './texts';

type Json = { readonly [name: string]: unknown };

const PARAMETERS = ['P0', 'P1', 'P2', 'P3', 'Nothing'];
const CONDITIONS = ['C0', 'C1', 'C2', 'C3', 'Nothing'];
const RESOURCES = ['Bucket', 'Other', 'Key', 'Alias', 'Role', 'Policy', 'Nothing'];
const ATTRIBUTES = ['Arn', 'RegionalDomainName', 'KeyId', 'Outputs.Name', ''];
const LEVELS = ['dev', 'prod', 'x', ''];

/** Values of a template: literals, and functions that refer to parameters, mappings, conditions and each other. */
function values(longest: number): fc.Arbitrary<unknown> {
  const text = texts(longest);
  const names = fc.constantFrom(...PARAMETERS, ...RESOURCES, 'AWS::Region', 'AWS::AccountId', 'AWS::Partition', 'AWS::NoValue', 'AWS::StackName', 'AWS::Nonsense');
  const references = fc.oneof(names.map((name) => `\${${name}}`), fc.constantFrom('${Bucket.Arn}', '${V}', '${!V}'));
  const withReferences = fc.array(fc.oneof(text, references), { maxLength: 5 }).map((parts) => parts.join('-'));
  const withVariables = fc.constantFrom('${V}/${W}', '${V}${V}', '${AWS::Region}${V}');
  const others = fc.constantFrom('Fn::Base64', 'Fn::Cidr', 'Fn::GetAZs', 'Fn::Transform', 'Fn::ToJsonString', 'Fn::Length', 'Fn::Unknown');
  return fc.letrec<{ value: unknown; list: unknown[] }>((tie) => {
    const value = tie('value');
    const list = tie('list');
    const fn = (name: string, argument: fc.Arbitrary<unknown>) => argument.map((given): unknown => ({ [name]: given }));
    return {
      list: fc.array(value, { maxLength: 4 }),
      value: fc.oneof({ depthSize: 'small', withCrossShrink: true },
        { weight: 4, arbitrary: text as fc.Arbitrary<unknown> },
        { weight: 1, arbitrary: fc.constantFrom<unknown>(true, false, null, 0, -1, 1.5, 1e308, [], {}) },
        { weight: 4, arbitrary: fn('Ref', names) },
        { weight: 2, arbitrary: fn('Fn::GetAtt', fc.oneof(fc.tuple(fc.constantFrom(...RESOURCES), fc.constantFrom(...ATTRIBUTES)), fc.constantFrom('Bucket.Arn', 'Key', ''))) },
        { weight: 2, arbitrary: fn('Fn::Sub', fc.oneof(withReferences, fc.tuple(withVariables, fc.record({ V: value, W: value })))) },
        { weight: 2, arbitrary: fn('Fn::Join', fc.tuple(text, fc.oneof(list, value))) },
        { weight: 3, arbitrary: fn('Fn::If', fc.tuple(fc.constantFrom(...CONDITIONS), value, value)) },
        { weight: 1, arbitrary: fn('Fn::Select', fc.tuple(fc.oneof(fc.integer({ min: -2, max: 5 }), value), fc.oneof(list, value))) },
        { weight: 1, arbitrary: fn('Fn::Split', fc.tuple(text, value)) },
        { weight: 1, arbitrary: fn('Fn::FindInMap', fc.tuple(fc.constantFrom('M', 'Nothing'), fc.oneof(value, fc.constantFrom(...LEVELS)), fc.oneof(value, fc.constantFrom(...LEVELS)))) },
        { weight: 1, arbitrary: fn('Fn::ImportValue', fc.oneof(fc.constantFrom('export-0', 'export-1'), value)) },
        { weight: 1, arbitrary: others.chain((name) => fn(name, fc.oneof(value, list))) },
        { weight: 1, arbitrary: list },
        { weight: 1, arbitrary: fc.dictionary(fc.oneof(fc.constantFrom('Status', 'Key', '__proto__'), fc.string({ maxLength: 5 })), value, { maxKeys: 3 }) },
      ),
    };
  }).value;
}

function conditions(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.letrec<{ condition: unknown }>((tie) => ({
    condition: fc.oneof({ depthSize: 'small' },
      fc.tuple(value, value).map((sides): unknown => ({ 'Fn::Equals': sides })),
      fc.constantFrom(...CONDITIONS).map((name): unknown => ({ Condition: name })),
      fc.tuple(tie('condition')).map((one): unknown => ({ 'Fn::Not': one })),
      fc.array(tie('condition'), { maxLength: 4 }).map((all): unknown => ({ 'Fn::And': all })),
      fc.array(tie('condition'), { maxLength: 4 }).map((all): unknown => ({ 'Fn::Or': all })),
      { weight: 1, arbitrary: value },
    ),
  })).condition;
}

/**
 * Policy documents: some as people write them, some with anything at any place.
 *
 * @param longest How long a text can be
 * @param repeated How often statements can be repeated
 */
export function documents(value: fc.Arbitrary<unknown>, longest: number, repeated = 3): fc.Arbitrary<unknown> {
  const text = texts(longest);
  const oneOrMore = (one: fc.Arbitrary<unknown>) => fc.oneof(one, fc.array(one, { maxLength: 4 }), value);
  const arn = fc.constantFrom<unknown>('*', 'arn:aws:s3:::b', 'arn:aws:s3:::b/*', 'arn:*:s3:::b/${aws:username}/*', { 'Fn::GetAtt': ['Bucket', 'Arn'] }, { 'Fn::Sub': '${Bucket.Arn}/*' });
  const principal = fc.oneof(fc.constantFrom<unknown>('*', { AWS: '*' }, { AWS: 'arn:aws:iam::111122223333:root' }, { Service: 's3.amazonaws.com' }), value,
    fc.dictionary(fc.constantFrom('AWS', 'Service', 'Federated', 'CanonicalUser', 'x'), oneOrMore(text), { maxKeys: 2 }));
  const operator = fc.tuple(fc.constantFrom('', 'ForAnyValue:', 'ForAllValues:', 'x:'), fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'StringEqualsIgnoreCase',
    'NumericLessThan', 'NumericNotEquals', 'DateGreaterThan', 'Bool', 'Null', 'IpAddress', 'NotIpAddress', 'ArnLike', 'ArnNotEquals', 'BinaryEquals', 'Nonsense'), fc.constantFrom('', 'IfExists'))
    .map((parts) => parts.join(''));
  const key = fc.oneof(fc.constantFrom('aws:SecureTransport', 's3:TlsVersion', 'aws:PrincipalArn', 'aws:SourceIp', 'aws:PrincipalTag/a', 's3:x-amz-server-side-encryption', 'kms:ViaService', 'aws:CurrentTime', 's3:prefix'), text);
  const condition = fc.oneof(fc.dictionary(operator, fc.oneof(fc.dictionary(key, oneOrMore(text), { maxKeys: 3 }), value), { maxKeys: 3 }), value);
  const either = (name: string, plain: fc.Arbitrary<unknown>, negated: fc.Arbitrary<unknown>) => fc.oneof(
    { weight: 6, arbitrary: plain.map((given): object => ({ [name]: given })) },
    { weight: 2, arbitrary: negated.map((given): object => ({ [`Not${name}`]: given })) },
    // IAM refuses both, and neither.
    { weight: 1, arbitrary: fc.tuple(plain, negated).map(([one, other]): object => ({ [name]: one, [`Not${name}`]: other })) },
    { weight: 1, arbitrary: fc.constant<object>({}) },
  );
  const statement = fc.tuple(
    fc.record({ Sid: value, Effect: fc.oneof({ weight: 8, arbitrary: fc.constantFrom<unknown>('Allow', 'Deny') }, { weight: 1, arbitrary: value }), Condition: condition }, { requiredKeys: ['Effect'] }),
    either('Principal', principal, principal),
    either('Action', oneOrMore(fc.constantFrom<unknown>('*', 's3:*', 's3:GetObject', 's3:Put*', 'kms:Decrypt', 's3:?*?')), oneOrMore(fc.constantFrom<unknown>('s3:GetObject', 'ec2:*'))),
    either('Resource', oneOrMore(arn), oneOrMore(arn)),
  ).map((parts): unknown => Object.assign({}, ...parts));
  const many = fc.tuple(fc.array(statement, { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: repeated }))
    .map(([some, times]): unknown => Array<unknown[]>(times).fill(some).flat());
  const statements = fc.oneof(
    { weight: 6, arbitrary: fc.array(statement, { minLength: 1, maxLength: 5 }) as fc.Arbitrary<unknown> },
    { weight: 1, arbitrary: statement },
    { weight: 1, arbitrary: many },
  );
  return fc.oneof({ weight: 12, arbitrary: fc.record({ Version: fc.constantFrom('2012-10-17', '2008-10-17'), Statement: statements }) as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: value });
}

/** Two templates of an app, which refer to each other. */
export function templates(longest: number): fc.Arbitrary<readonly [Json, Json]> {
  const value = values(longest);
  const policy = documents(value, longest);
  const orAnything = (...usual: unknown[]) => fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: value });
  const parameter = fc.record({
    Type: fc.constantFrom('String', 'Number', 'CommaDelimitedList', 'AWS::SSM::Parameter::Value<String>'),
    Default: texts(20),
    AllowedValues: fc.array(texts(20), { maxLength: 5 }),
  }, { requiredKeys: ['Type'] });
  const record = (properties: { [name: string]: fc.Arbitrary<unknown> }): fc.Arbitrary<unknown> => fc.record(properties, { requiredKeys: [] });
  const resource = (type: string, properties: { [name: string]: fc.Arbitrary<unknown> }) => fc.record({
    Type: fc.oneof({ weight: 9, arbitrary: fc.constant<unknown>(type) }, { weight: 1, arbitrary: value }),
    Properties: fc.oneof({ weight: 9, arbitrary: record(properties) }, { weight: 1, arbitrary: value }),
    Condition: fc.constantFrom(...CONDITIONS),
    DeletionPolicy: orAnything('Retain', 'Delete', 'RetainExceptOnCreate'),
  }, { requiredKeys: ['Type', 'Properties'] });
  const someOf = (properties: { [name: string]: fc.Arbitrary<unknown> }) =>
    fc.oneof({ weight: 3, arbitrary: record(properties) }, { weight: 1, arbitrary: value });
  const byDefault = someOf({
    SSEAlgorithm: orAnything('aws:kms', 'AES256', 'aws:kms:dsse'),
    KMSMasterKeyID: orAnything({ Ref: 'Key' }, { 'Fn::GetAtt': ['Key', 'Arn'] }),
  });
  const bucket = resource('AWS::S3::Bucket', {
    BucketName: value,
    BucketEncryption: someOf({
      ServerSideEncryptionConfiguration: fc.array(someOf({ ServerSideEncryptionByDefault: byDefault, BucketKeyEnabled: value }), { maxLength: 2 }),
    }),
    VersioningConfiguration: value,
    ObjectLockEnabled: value,
    LoggingConfiguration: someOf({ DestinationBucketName: orAnything({ Ref: 'Other' }), LogFilePrefix: value }),
    ReplicationConfiguration: someOf({
      Role: value,
      Rules: fc.array(someOf({ Status: orAnything('Enabled'), Destination: someOf({ Bucket: orAnything({ 'Fn::GetAtt': ['Other', 'Arn'] }) }), Filter: value }), { maxLength: 2 }),
    }),
  });
  const byLevel = (inner: fc.Arbitrary<unknown>) => fc.dictionary(fc.constantFrom(...LEVELS), inner, { maxKeys: 3 });
  const one = fc.record({
    Parameters: fc.dictionary(fc.constantFrom(...PARAMETERS.slice(0, -1)), parameter, { maxKeys: 4 }),
    Mappings: fc.record({ M: byLevel(fc.oneof(byLevel(value), value)) }),
    Conditions: fc.dictionary(fc.constantFrom(...CONDITIONS.slice(0, -1)), conditions(value), { maxKeys: 4 }),
    Resources: fc.record({
      Bucket: bucket,
      Other: bucket,
      Key: resource('AWS::KMS::Key', { KeyPolicy: policy, EnableKeyRotation: value, KeySpec: value }),
      Alias: resource('AWS::KMS::Alias', { AliasName: value, TargetKeyId: value }),
      Role: resource('AWS::IAM::Role', {
        RoleName: value,
        AssumeRolePolicyDocument: policy,
        Policies: fc.array(someOf({ PolicyName: value, PolicyDocument: policy }), { maxLength: 2 }),
      }),
      Policy: resource('AWS::S3::BucketPolicy', {
        Bucket: orAnything({ Ref: 'Bucket' }, 'b'),
        PolicyDocument: fc.oneof(policy, policy.map((json): unknown => JSON.stringify(json))),
      }),
      Trail: resource('AWS::CloudTrail::Trail', { S3BucketName: orAnything({ Ref: 'Other' }), KMSKeyId: value, IsLogging: value }),
    }, { requiredKeys: ['Bucket'] }),
    Outputs: fc.record({ O: fc.record({ Value: value, Export: fc.record({ Name: orAnything('export-0', 'export-1') }) }) }),
  }, { requiredKeys: ['Resources'] });
  return fc.tuple(one as unknown as fc.Arbitrary<Json>, one as unknown as fc.Arbitrary<Json>);
}
