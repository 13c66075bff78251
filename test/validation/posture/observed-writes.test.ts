import { App } from '../../../src/template';
import { observedWrites, Posture } from '../../../src/validation/posture';
import { CONDITIONS, IF, PARAMETERS } from '../rules/support';

const NOTHING = { Ref: 'AWS::NoValue' };
const PARAMETER = { Ref: 'Parameter' };
const IMPORT = { 'Fn::ImportValue': 'value' };
/** Not even text. */
const UNREAD = { 'Fn::Transform': { Name: 'Macro' } };
const ACCOUNT = '111122223333';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/service`;
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/0`;
const sub = (text: string) => ({ 'Fn::Sub': text });

/** What a resource writes to buckets of the app, with what stands beside it. */
function writes(Source: object, more: object = {}) {
  const never = { Never: { 'Fn::Equals': ['a', 'b'] } };
  const posture = Posture.of(App.of([{
    name: 'Stack',
    json: {
      Parameters: PARAMETERS,
      Conditions: { ...CONDITIONS, ...never },
      Resources: { Data: { Type: 'AWS::S3::Bucket' }, Other: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'other' } }, Source, ...more },
    },
    environment: { account: ACCOUNT, region: 'eu-west-1', partition: 'aws' },
  }]));
  return observedWrites(posture).map(({ target, folder, on, encryptions, settingOf, setting, caller, resource }) => ({
    what: resource.what,
    target: target.resource.logicalId,
    folder: String(folder),
    on,
    encryptions: encryptions.map(({ named, kmsKey, unknown }) => [named, kmsKey, unknown].filter((one) => one !== undefined).join(' ')),
    settingOf: settingOf.logicalId,
    setting,
    caller: `${caller.kind} ${String(caller.names[0])}`,
    account: caller.account,
  }));
}

const athena = (OutputLocation: unknown, EncryptionConfiguration: unknown = NOTHING) => ({
  Type: 'AWS::Athena::WorkGroup', Properties: { WorkGroupConfiguration: { ResultConfiguration: { OutputLocation, EncryptionConfiguration } } },
});
const project = (Properties: object) => ({ Type: 'AWS::CodeBuild::Project', Properties: { ServiceRole: ROLE, ...Properties } });
const artifacts = (more: object = {}) => ({ Artifacts: { Type: 'S3', Location: 'other', ...more } });
const deployment = (SystemMetadata: unknown, more: object = {}) => ({ Type: 'Custom::CDKBucketDeployment', Properties: { DestinationBucketName: 'other', SystemMetadata, ...more } });
const stream = (more: object = {}) => ({ Type: 'AWS::KinesisFirehose::DeliveryStream', Properties: { S3DestinationConfiguration: { BucketARN: 'arn:aws:s3:::other', RoleARN: ROLE, ...more } } });
const job = (properties: object = {}) => ({ Type: 'AWS::Glue::Job', Properties: { Role: ROLE, DefaultArguments: { '--TempDir': 's3://other/tmp/' }, ...properties } });

describe('the bucket is named', () => {
  test.each<[string, unknown, string[]]>([
    ['by its name', 'other', ['Other: ']],
    ['by its reference', { Ref: 'Data' }, ['Data: ']],
    ['by its ARN', { 'Fn::GetAtt': ['Data', 'Arn'] }, ['Data: ']],
    ['by its ARN, with a prefix', sub('${Data.Arn}/a/b'), ['Data: a/b']],
    ['by an ARN with its name, and a prefix', 'arn:aws:s3:::other/a', ['Other: a']],
    ['by its name, with a prefix', 'other/a/', ['Other: a/']],
    ['by an s3:// URI', 's3://other', ['Other: ']],
    ['by an s3:// URI with a slash', 's3://other/', ['Other: ']],
    ['by an s3:// URI with a prefix', 's3://other/a/b/', ['Other: a/b/']],
    ['by an s3a:// URI', 's3a://other/a', ['Other: a']],
    ['by an s3n:// URI', 's3n://other/a', ['Other: a']],
    ['by a URI of its reference', sub('s3://${Data}/a/${Parameter}'), ['Data: a/${Parameter}']],
    ['by one of two', IF('s3://other/a', sub('s3://${Data}/b')), ['Other: a', 'Data: b']],
    ['or is another one', IF('s3://other/a', 's3://elsewhere/a'), ['Other: a']],
    ['by a URI of something else', 'https://other/a', []],
    ['by a name behind a scheme in its middle', 'a/s3://other', []],
    ['elsewhere', 's3://elsewhere/other', []],
    ['by what is known at deployment', PARAMETER, []],
    ['by what cannot be read', UNREAD, []],
    ['by nothing', NOTHING, []],
  ])('%s', (_, location, expected) => {
    expect(writes(athena(location)).map(({ target, folder }) => `${target}: ${folder}`)).toEqual(expected);
  });
});

describe('whether anything is written', () => {
  const captured = (EnableCapture: unknown) => ({ Type: 'AWS::SageMaker::EndpointConfig', Properties: { DataCaptureConfig: { EnableCapture, DestinationS3Uri: 's3://other/a' } } });
  test.each<[string, object, string[]]>([
    ['always', athena('other'), ['yes']],
    ['of the kind that writes', project(artifacts()), ['yes']],
    ['of that kind, in lower case', project(artifacts({ Type: 's3' })), ['yes']],
    ['of that kind in one branch', project(artifacts({ Type: IF('NO_ARTIFACTS', 'S3') })), ['yes']],
    ['of another kind', project(artifacts({ Type: 'CODEPIPELINE' })), []],
    ['of another kind in either branch', project(artifacts({ Type: IF('NO_ARTIFACTS', 'CODEPIPELINE') })), []],
    ['of no kind', project(artifacts({ Type: NOTHING })), []],
    ['of a kind that is known at deployment', project(artifacts({ Type: IMPORT })), ['unknown']],
    ['of a kind with a part that is known at deployment', project(artifacts({ Type: sub('S${Parameter}') })), ['unknown']],
    ['turned on', captured(true), ['yes']],
    ['turned on by text', captured('true'), ['yes']],
    ['turned off', captured(false), []],
    ['turned on by a parameter', captured(PARAMETER), ['unknown']],
    ['without the property', project({}), []],
  ])('%s', (_, source, on) => {
    expect(writes(source).map((one) => one.on)).toEqual(on);
  });

  test('a resource that is never made writes nothing', () => {
    expect(writes({ ...athena('other'), Condition: 'Never' })).toEqual([]);
    expect(writes({ ...athena('other'), Condition: 'Condition' })).toHaveLength(1);
  });

  test('each element of a list writes', () => {
    const secondary = (Location: unknown) => ({ Type: 'S3', ArtifactIdentifier: 'a', Location });
    expect(writes(project({ SecondaryArtifacts: [secondary('other'), secondary('elsewhere'), secondary({ Ref: 'Data' })] })))
      .toMatchObject([
        { target: 'Other', setting: 'Properties.SecondaryArtifacts.0.Location' },
        { target: 'Data', setting: 'Properties.SecondaryArtifacts.2.Location' },
      ]);
  });
});

describe('the encryption that requests name is', () => {
  const UNTOLD = 'it is known at deployment only';
  test.each<[string, object, string[]]>([
    ['none where nothing is said', athena('other'), ['none']],
    ['SSE-S3', athena('other', { EncryptionOption: 'SSE_S3' }), ['AES256']],
    ['SSE-S3 in lower case', athena('other', { EncryptionOption: 'sse_s3' }), ['AES256']],
    ['SSE-S3, whatever key there is', athena('other', { EncryptionOption: 'SSE_S3', KmsKey: KEY }), ['AES256']],
    ['none with encryption in the client, whatever key there is', athena('other', { EncryptionOption: 'CSE_KMS', KmsKey: KEY }), ['none']],
    ['SSE-KMS with a key', athena('other', { EncryptionOption: 'SSE_KMS', KmsKey: KEY }), [`aws:kms ${KEY}`]],
    ['SSE-KMS without a key', athena('other', { EncryptionOption: 'SSE_KMS' }), ['aws:kms']],
    ['SSE-KMS with an empty key', athena('other', { EncryptionOption: 'SSE_KMS', KmsKey: '' }), ['aws:kms']],
    ['SSE-KMS where there is a key alone', athena('other', { KmsKey: KEY }), [`aws:kms ${KEY}`]],
    ['SSE-KMS with one key or none', athena('other', { EncryptionOption: 'SSE_KMS', KmsKey: IF(KEY, NOTHING) }), [`aws:kms ${KEY}`, 'aws:kms']],
    ['SSE-KMS with a key, or none where there is no key', athena('other', { KmsKey: IF(KEY, NOTHING) }), [`aws:kms ${KEY}`, 'none']],
    ['of a kind that does not exist: with the key', athena('other', { EncryptionOption: 'SSE', KmsKey: KEY }), [`aws:kms ${KEY}`]],
    ['one of two', athena('other', { EncryptionOption: IF('SSE_S3', 'CSE_KMS') }), ['AES256', 'none']],
    ['one of two, each with its own key', athena('other', { EncryptionOption: IF('SSE_KMS', 'SSE_S3'), KmsKey: IF(KEY, 'unused') }), [`aws:kms ${KEY}`, 'AES256']],
    ['one of two with one key', athena('other', { EncryptionOption: IF('SSE_KMS', 'SSE_S3'), KmsKey: KEY }), [`aws:kms ${KEY}`, 'AES256']],
    ['none or SSE-S3', athena('other', { EncryptionOption: IF(NOTHING, 'SSE_S3') }), ['none', 'AES256']],
    ['not known where it is imported', athena('other', { EncryptionOption: IMPORT }), [expect.stringMatching(/^undocumented .+/) as never]],
    ['not known where a part of it is', athena('other', { EncryptionOption: sub('SSE_${Parameter}') }), [`undocumented ${UNTOLD}`]],
    ['the AWS managed key of a build, where it has no key', project(artifacts()), ['aws:kms']],
    ['none of a build that does not encrypt', project(artifacts({ EncryptionDisabled: true })), ['none']],
    ['that of the build otherwise', project({ ...artifacts({ EncryptionDisabled: false }), EncryptionKey: KEY }), [`aws:kms ${KEY}`]],
    ['DSSE-KMS', deployment({ 'sse': 'aws:kms:dsse', 'sse-kms-key-id': KEY }), [`aws:kms:dsse ${KEY}`]],
    ['DSSE-KMS without a key', deployment({ sse: 'aws:kms:dsse' }), ['aws:kms:dsse']],
  ])('%s', (_, source, expected) => {
    expect(writes(source).map(({ encryptions }) => encryptions)).toEqual([expected]);
  });

  describe('said by another resource', () => {
    const Security = (mode: string, key?: string) => ({
      Type: 'AWS::Glue::SecurityConfiguration',
      Properties: { EncryptionConfiguration: { S3Encryptions: [{ S3EncryptionMode: mode, ...key === undefined ? {} : { KmsKeyArn: key } }] } },
    });
    test.each<[string, object, object, string, string[], string]>([
      ['that is named by its reference', { SecurityConfiguration: { Ref: 'Security' } }, { Security: Security('SSE-KMS', KEY) }, 'Security', [`aws:kms ${KEY}`], 'Properties.EncryptionConfiguration.S3Encryptions.0.KmsKeyArn'],
      ['that names no key', { SecurityConfiguration: { Ref: 'Security' } }, { Security: Security('SSE-S3') }, 'Security', ['AES256'], 'Properties.EncryptionConfiguration.S3Encryptions.0.S3EncryptionMode'],
      ['that says nothing', { SecurityConfiguration: { Ref: 'Security' } }, { Security: { Type: 'AWS::Glue::SecurityConfiguration' } }, 'Source', ['none'], 'Properties.DefaultArguments.--TempDir'],
      ['that is not in the app', { SecurityConfiguration: 'theirs' }, {}, 'Source', ['undocumented the AWS::Glue::SecurityConfiguration that it names is not in the app'], 'Properties.DefaultArguments.--TempDir'],
      ['that is not named', {}, { Security: Security('SSE-S3') }, 'Source', ['none'], 'Properties.DefaultArguments.--TempDir'],
    ])('%s', (_, properties, more, settingOf, encryptions, setting) => {
      expect(writes(job(properties), more)).toMatchObject([{ settingOf, encryptions, setting }]);
    });
  });
});

describe('what says how to encrypt is', () => {
  test.each<[string, object, string]>([
    ['the key', athena('other', { EncryptionOption: 'SSE_KMS', KmsKey: KEY }), 'Properties.WorkGroupConfiguration.ResultConfiguration.EncryptionConfiguration.KmsKey'],
    ['the mode', athena('other', { EncryptionOption: 'SSE_S3' }), 'Properties.WorkGroupConfiguration.ResultConfiguration.EncryptionConfiguration.EncryptionOption'],
    ['the property that names the bucket', athena('other'), 'Properties.WorkGroupConfiguration.ResultConfiguration.OutputLocation'],
    ['a property of the resource itself', project({ ...artifacts(), EncryptionKey: KEY }), 'Properties.EncryptionKey'],
    ['a property beside the bucket', project(artifacts({ EncryptionDisabled: true })), 'Properties.Artifacts.EncryptionDisabled'],
  ])('%s', (_, source, setting) => {
    expect(writes(source)).toMatchObject([{ settingOf: 'Source', setting }]);
  });
});

describe('the caller is', () => {
  const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
  const Role = { Type: 'AWS::IAM::Role', Properties: { RoleName: 'mine' } };
  const sync = { Type: 'AWS::SSM::ResourceDataSync', Properties: { BucketName: 'other' } };
  const someone = expect.stringMatching(/^(?!service|role arn)/);
  test.each<[string, object, object, unknown]>([
    ['a role by its ARN', stream(), {}, `role ${ROLE}`],
    ['a role of the app', stream({ RoleARN: arn('Role') }), { Role }, 'role arn:aws:iam::111122223333:role/mine'],
    ['a role of the app by its name', job({ Role: 'mine' }), { Role }, 'role arn:aws:iam::111122223333:role/mine'],
    ['a role of a function', deployment({}, { ServiceToken: arn('Handler') }), { Role, Handler: { Type: 'AWS::Lambda::Function', Properties: { Role: arn('Role') } } }, 'role arn:aws:iam::111122223333:role/mine'],
    ['a role with a part that is not known', stream({ RoleARN: sub('arn:aws:iam::111122223333:role/${Parameter}') }), {}, 'role arn:aws:iam::111122223333:role/${Parameter}'],
    ['a service', sync, {}, 'service ssm.amazonaws.com'],
    ['somebody of the account, where a role is named by its name', job({ Role: 'theirs' }), {}, someone],
    ['somebody of the account, where the role is known at deployment', stream({ RoleARN: PARAMETER }), {}, someone],
    ['somebody of the account, where the role cannot be read', stream({ RoleARN: UNREAD }), {}, someone],
    ['somebody of the account, where no role is named', stream({ RoleARN: NOTHING }), {}, someone],
    ['somebody of the account, where the function is elsewhere', deployment({}, { ServiceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:theirs' }), {}, someone],
    ['somebody of the account, where the function is not named', deployment({}), {}, someone],
    ['somebody of the account, whoever runs a query', athena('other'), {}, someone],
  ])('%s', (_, source, more, caller) => {
    const [write, ...others] = writes(source, more);
    expect(others).toEqual([]);
    expect(write.caller).toEqual(caller);
    if (!write.caller.startsWith('service')) { expect(write.account).toBe(ACCOUNT); }
  });
});
