import { NamedEncryption, WRITER_SERVICES } from '../../../../src/services';
import { App } from '../../../../src/template';
import { observedWrites, Posture } from '../../../../src/validation/posture';
import { writersMatchEncryption as rule } from '../../../../src/validation/rules/uploads/writers-match-encryption';
import { CONDITIONS, encrypted, findings, IF, PARAMETERS } from '../support';
import { type BucketNames, KEYLESS, WRITERS } from './writers/resources';

const ALGORITHM = 's3:x-amz-server-side-encryption';
const KEY_ID = 's3:x-amz-server-side-encryption-aws-kms-key-id';
const ARN = { 'Fn::GetAtt': ['Key', 'Arn'] };
const OTHER_ARN = { 'Fn::GetAtt': ['OtherKey', 'Arn'] };
const PARAMETER = { Ref: 'Parameter' };

const BUCKET: BucketNames = {
  name: { Ref: 'Bucket' },
  arn: { 'Fn::GetAtt': ['Bucket', 'Arn'] },
  at: (form, prefix) => ({ 'Fn::Join': ['', [...form === 'uri' ? ['s3://'] : [], { Ref: 'Bucket' }, `/${prefix}`]] }),
};
const ELSEWHERE: BucketNames = {
  name: 'elsewhere', arn: 'arn:aws:s3:::elsewhere', at: (form, prefix) => (form === 'uri' ? `s3://elsewhere/${prefix}` : `elsewhere/${prefix}`),
};

const byDefault = (SSEAlgorithm: string, KMSMasterKeyID?: unknown) => ({
  ServerSideEncryptionByDefault: { SSEAlgorithm, ...KMSMasterKeyID !== undefined && { KMSMasterKeyID } },
});
const KMS = byDefault('aws:kms', ARN);
const deny = (Condition: unknown, more: object = {}) => ({
  Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: { 'Fn::Sub': '${Bucket.Arn}/*' }, Condition, ...more,
});

/** Denies everything but the key: what names nothing is let in. */
const ENFORCED = [
  deny({ Null: { [ALGORITHM]: 'false' }, StringNotEquals: { [ALGORITHM]: 'aws:kms' } }, { Sid: 'OtherAlgorithms' }),
  deny({ Null: { [KEY_ID]: 'false' }, StringNotEquals: { [KEY_ID]: ARN } }, { Sid: 'OtherKeys' }),
  deny({ StringEquals: { [ALGORITHM]: 'aws:kms' }, Null: { [KEY_ID]: 'true' } }, { Sid: 'NoKey' }),
];

function template(more: object, statements: unknown, encryption: object = KMS) {
  return {
    Parameters: PARAMETERS,
    Conditions: CONDITIONS,
    Resources: {
      Key: { Type: 'AWS::KMS::Key', Properties: {} },
      OtherKey: { Type: 'AWS::KMS::Key', Properties: {} },
      Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/data', TargetKeyId: { Ref: 'Key' } } },
      Bucket: encrypted(encryption, { BucketName: 'data' }),
      ...statements !== undefined && {
        Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Version: '2012-10-17', Statement: statements } } },
      },
      ...more,
    },
  };
}

const check = (writer: object, statements?: unknown, encryption?: object, more: object = {}) =>
  findings(rule, template({ Writer: writer, ...more }, statements, encryption));

test('every service and every resource of the table is tried', () => {
  const resources = [...WRITERS, ...KEYLESS].flatMap(({ resource }) => {
    const json = template({ Writer: resource(BUCKET) }, undefined);
    return observedWrites(Posture.of(App.of([{ name: 'Stack', json }]))).map((write) => write.resource);
  });
  expect(new Set(resources)).toEqual(new Set(WRITER_SERVICES.flatMap((service) => service.resources)));
  expect(resources).toHaveLength(new Set(resources).size);
});

describe.each(WRITERS.map((writer) => [writer.title, writer] as const))('%s', (_, { more, property, resource, withoutKey }) => {
  const checkWith = (key: unknown, statements?: unknown) => check(resource(BUCKET, key), statements, KMS, more?.(key));
  const on = more ? 'Security' : 'Writer';

  test('compliant: the key of the bucket, whatever the policy is', () => {
    expect(checkWith(ARN)).toEqual([]);
    expect(checkWith(ARN, ENFORCED)).toEqual([]);
  });

  test('violating: another key that the policy denies is an error', () => {
    expect(checkWith(OTHER_ARN, ENFORCED)).toEqual([{
      on, status: 'violation', severity: 'error', property, message: expect.stringMatching(/Writer to bucket Bucket and specifies aws:kms with the key .*denies it \(statement OtherKeys\)\. Fix: /),
    }]);
  });

  test('violating: another key that the policy does not deny is a warning', () => {
    expect(checkWith(OTHER_ARN)).toEqual([{
      on, status: 'violation', severity: 'warning', property, message: expect.stringContaining('which is not the default encryption of the bucket. Fix: '),
    }]);
  });

  test('cannot tell: a key that is known at deployment', () => {
    expect(checkWith(PARAMETER, ENFORCED)).toMatchObject([{ on, status: 'unknown', property }]);
    expect(checkWith(PARAMETER)).toMatchObject([{ on, status: 'unknown', property }]);
  });

  test('not applicable: a bucket elsewhere', () => {
    expect(check(resource(ELSEWHERE, OTHER_ARN), ENFORCED, KMS, more?.(OTHER_ARN))).toEqual([]);
  });

  test('without a key it names what AWS documents', () => {
    const expected = {
      [NamedEncryption.NONE]: [],
      [NamedEncryption.SSE_S3]: [{ on: 'Writer', severity: 'error', message: expect.stringContaining('SSE-S3 (AES256): the bucket policy denies it (statement OtherAlgorithms)') }],
      [NamedEncryption.SSE_KMS]: [{ on: 'Writer', severity: 'error', message: expect.stringContaining('the AWS managed key aws/s3, because no key is configured: the bucket policy denies it') }],
      [NamedEncryption.DSSE_KMS]: [],
      [NamedEncryption.UNDOCUMENTED]: [{ on: 'Writer', status: 'unknown', message: expect.stringContaining('AWS does not document') }],
    }[withoutKey];
    expect(check(resource(BUCKET), ENFORCED)).toHaveLength(expected.length);
    expect(check(resource(BUCKET), ENFORCED)).toMatchObject(expected);
    // Of a bucket without a key nothing is expected.
    expect(check(resource(BUCKET), undefined, byDefault('AES256'))).toEqual([]);
    expect(check(resource(BUCKET), undefined, {})).toEqual([]);
  });
});

describe.each(KEYLESS.map((writer) => [writer.title, writer] as const))('%s', (_, { resource, withoutKey }) => {
  test('names what AWS documents', () => {
    const denied = withoutKey === NamedEncryption.NONE ? [] : [{ status: 'violation', severity: 'error' }];
    const different = withoutKey === NamedEncryption.NONE ? [] : [{ status: 'violation', severity: 'warning' }];
    expect(check(resource(BUCKET), ENFORCED)).toMatchObject(denied);
    expect(check(resource(BUCKET))).toMatchObject(different);
    expect(check(resource(BUCKET), undefined, byDefault('AES256'))).toEqual([]);
    expect(check(resource(ELSEWHERE), ENFORCED)).toEqual([]);
  });

  test('violating: a policy that demands a header which it does not send', () => {
    const header = [deny({ StringNotEquals: { [ALGORITHM]: 'aws:kms' } }, { Sid: 'Header' })];
    expect(check(resource(BUCKET), header)).toMatchObject([{ on: 'Writer', status: 'violation', severity: 'error', message: expect.stringContaining('(statement Header)') }]);
  });
});

const project = (properties: object) => ({ Type: 'AWS::CodeBuild::Project', Properties: { ServiceRole: 'arn:aws:iam::111122223333:role/build', ...properties } });
const artifacts = (more: object = {}) => ({ Artifacts: { Type: 'S3', Location: { Ref: 'Bucket' }, ...more } });

describe('keys', () => {
  test('alias/aws/s3, as CDK writes it, is not the key of the bucket', () => {
    expect(check(project({ ...artifacts(), EncryptionKey: 'alias/aws/s3' }), ENFORCED)).toEqual([{
      on: 'Writer',
      status: 'violation',
      severity: 'error',
      property: 'Properties.EncryptionKey',
      message: 'AWS CodeBuild writes the build artifacts of Writer to bucket Bucket and specifies aws:kms with the key alias/aws/s3: the bucket policy denies it '
        + '(statement OtherKeys). Fix: set EncryptionKey of the project to the ARN of the key of the bucket (encryptionKey: bucket.encryptionKey in codebuild.Project).',
    }]);
    expect(check(project({ ...artifacts(), EncryptionKey: 'alias/aws/s3' }))).toMatchObject([{ severity: 'warning' }]);
    expect(check(project({ ...artifacts(), EncryptionKey: 'alias/aws/s3' }), undefined, byDefault('aws:kms'))).toEqual([]);
  });

  test('nor is it a key that is named by its ARN elsewhere', () => {
    const literal = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const policy = [deny({ Null: { [KEY_ID]: 'false' }, StringNotEquals: { [KEY_ID]: literal } })];
    const bucket = byDefault('aws:kms', literal);
    expect(check(project({ ...artifacts(), EncryptionKey: 'alias/aws/s3' }), policy, bucket)).toMatchObject([{ severity: 'error' }]);
    expect(check(project({ ...artifacts(), EncryptionKey: literal }), policy, bucket)).toEqual([]);
  });

  test('an alias of the key is the key, but a policy that compares ARNs may not see that', () => {
    expect(check(project({ ...artifacts(), EncryptionKey: 'alias/data' }))).toEqual([]);
    expect(check(project({ ...artifacts(), EncryptionKey: { Ref: 'Alias' } }), ENFORCED)).toMatchObject([{ status: 'unknown' }]);
  });

  test('DSSE-KMS can be had by naming nothing', () => {
    const dsse = byDefault('aws:kms:dsse', ARN);
    expect(check(project({ ...artifacts(), EncryptionKey: ARN }), undefined, dsse)).toMatchObject([{
      severity: 'warning', message: expect.stringContaining('Fix: set EncryptionDisabled of the artifacts to true'),
    }]);
    expect(check(project({ ...artifacts({ EncryptionDisabled: true }), EncryptionKey: ARN }), undefined, dsse)).toEqual([]);
    const pipeline = { Type: 'AWS::CodePipeline::Pipeline', Properties: { ArtifactStore: { Type: 'S3', Location: { Ref: 'Bucket' } } } };
    expect(check(pipeline, undefined, dsse)).toMatchObject([{ message: expect.stringContaining('this service cannot be configured to use the default encryption') }]);
  });

  test('nothing can be said of a bucket whose default encryption is not known', () => {
    const unknown = { ServerSideEncryptionByDefault: { SSEAlgorithm: PARAMETER, KMSMasterKeyID: ARN } };
    expect(check(project({ ...artifacts(), EncryptionKey: ARN }), undefined, unknown)).toMatchObject([{ status: 'unknown' }]);
    expect(check(project(artifacts({ EncryptionDisabled: true })), undefined, unknown)).toEqual([]);
  });

  test('a mode that chooses SSE-KMS without a key is the AWS managed key', () => {
    const deployment = (SystemMetadata: object) => ({ Type: 'Custom::CDKBucketDeployment', Properties: { DestinationBucketName: { Ref: 'Bucket' }, SystemMetadata } });
    expect(check(deployment({ sse: 'aws:kms' }), ENFORCED)).toMatchObject([{ severity: 'error', message: expect.stringContaining('because no key is configured') }]);
    expect(check(deployment({ 'sse': 'aws:kms', 'sse-kms-key-id': IF(ARN, OTHER_ARN) }), ENFORCED)).toMatchObject([{ severity: 'error' }]);
    expect(check(deployment({ 'sse': 'aws:kms:dsse', 'sse-kms-key-id': ARN }))).toMatchObject([{ severity: 'warning' }]);
    expect(check(deployment({ 'sse': 'aws:kms:dsse', 'sse-kms-key-id': ARN }), undefined, byDefault('aws:kms:dsse', ARN))).toEqual([]);
    expect(check(deployment({ sse: IF('AES256', { Ref: 'AWS::NoValue' }) }), ENFORCED)).toMatchObject([{ severity: 'error' }]);
    expect(check(deployment({ sse: PARAMETER }), ENFORCED)).toMatchObject([{ status: 'unknown' }]);
  });

  test('a security configuration elsewhere is not known', () => {
    const job = (SecurityConfiguration: unknown) => ({
      Type: 'AWS::Glue::Job', Properties: { Role: 'job', DefaultArguments: { '--TempDir': BUCKET.at('uri', 'tmp') }, SecurityConfiguration },
    });
    expect(check(job('elsewhere'), ENFORCED)).toMatchObject([{ status: 'unknown', message: expect.stringContaining('the AWS::Glue::SecurityConfiguration that it names is not in the app') }]);
  });

  test('of a choice every branch counts', () => {
    expect(check(project({ ...artifacts(), EncryptionKey: IF(ARN, OTHER_ARN) }))).toMatchObject([{ severity: 'warning' }]);
    expect(check(project({ ...artifacts(), EncryptionKey: ARN }), undefined, byDefault('aws:kms', IF(ARN, OTHER_ARN)))).toMatchObject([{ severity: 'warning' }]);
  });
});

describe('one cause is one finding', () => {
  test('artifacts, logs and cache with one key', () => {
    const all = project({
      ...artifacts(),
      LogsConfig: { S3Logs: { Status: 'ENABLED', Location: BUCKET.at('name', 'logs') } },
      // CDK joins the name and no prefix.
      Cache: { Type: 'S3', Location: { 'Fn::Join': ['/', [{ Ref: 'Bucket' }, { Ref: 'AWS::NoValue' }]] } },
      EncryptionKey: OTHER_ARN,
    });
    expect(check(all, ENFORCED)).toMatchObject([{ message: expect.stringContaining('writes the build artifacts, the build logs and the build cache of Writer to') }]);
  });
});

describe('not applicable', () => {
  test.each<[string, object]>([
    ['artifacts of a pipeline', project({ Artifacts: { Type: 'CODEPIPELINE', Location: { Ref: 'Bucket' } } })],
    ['no artifacts', project({ Artifacts: { Type: 'NO_ARTIFACTS' } })],
    ['logs that are turned off', project({ LogsConfig: { S3Logs: { Status: 'DISABLED', Location: { Ref: 'Bucket' } } } })],
    ['artifacts that are not encrypted by the project', project(artifacts({ EncryptionDisabled: true }))],
    ['a source endpoint of DMS', { Type: 'AWS::DMS::Endpoint', Properties: { EndpointType: 'source', S3Settings: { BucketName: { Ref: 'Bucket' } } } }],
    ['data capture that is turned off', { Type: 'AWS::SageMaker::EndpointConfig', Properties: { DataCaptureConfig: { EnableCapture: false, DestinationS3Uri: BUCKET.at('uri', 'a') } } }],
    ['client-side encryption of Athena', {
      Type: 'AWS::Athena::WorkGroup',
      Properties: {
        WorkGroupConfiguration: { ResultConfiguration: { OutputLocation: BUCKET.at('uri', 'a'), EncryptionConfiguration: { EncryptionOption: 'CSE_KMS', KmsKey: OTHER_ARN } } },
      },
    }],
  ])('%s', (_, writer) => {
    expect(check(writer, ENFORCED)).toEqual([]);
  });
});

describe('who calls', () => {
  const athena = (more: object) => ({
    Type: 'AWS::Athena::WorkGroup', Properties: { WorkGroupConfiguration: { ResultConfiguration: { OutputLocation: BUCKET.at('uri', 'results/'), ...more } } },
  });
  const SSE_S3 = { EncryptionConfiguration: { EncryptionOption: 'SSE_S3' } };
  const [algorithms] = ENFORCED;
  const except = (arn: string) => [{ ...algorithms, Condition: { ...algorithms.Condition as object, ArnNotLike: { 'aws:PrincipalArn': arn } } }];

  test('a role that the policy exempts may name anything', () => {
    const role = 'arn:aws:iam::111122223333:role/build';
    const keys = [{ ...ENFORCED[1], Condition: { ...ENFORCED[1].Condition as object, ArnNotLike: { 'aws:PrincipalArn': role } } }];
    expect(check(project({ ...artifacts(), EncryptionKey: OTHER_ARN }), keys)).toMatchObject([{ severity: 'warning' }]);
    expect(check(project({ ...artifacts(), EncryptionKey: OTHER_ARN, ServiceRole: 'arn:aws:iam::111122223333:role/other' }), keys)).toMatchObject([{ severity: 'error' }]);
  });

  test.each<[string, object, object[]]>([
    ['whoever sends them', {}, [{ severity: 'error', status: 'violation' }]],
    ['from outside of a network', { StringNotLike: { 'aws:SourceVpc': 'vpc-1' } }, [{ status: 'unknown', message: expect.stringContaining('undetermined whether the bucket policy denies') }]],
    ['of a storage class', { StringEquals: { 's3:x-amz-storage-class': 'GLACIER' } }, [{ status: 'unknown' }]],
    ['before a date', { DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }, []],
    ['after a date', { DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }, [{ severity: 'error', status: 'violation' }]],
  ])('a denial of uploads %s', (_, condition, expected) => {
    const keys = [{ ...ENFORCED[1], Condition: { ...ENFORCED[1].Condition as object, ...condition } }];
    const found = check(project({ ...artifacts(), EncryptionKey: OTHER_ARN }), keys, byDefault('aws:kms'));
    expect(found).toHaveLength(expected.length);
    expect(found).toMatchObject(expected);
  });

  test.each<[string, object, object, object[]]>([
    ['that deny all classes between them', { StringEquals: { 's3:x-amz-storage-class': 'GLACIER' } }, { StringNotEquals: { 's3:x-amz-storage-class': 'GLACIER' } },
      [{ severity: 'error', status: 'violation', message: expect.stringContaining('(statement First and statement Second)') }]],
    ['that leave out a class', { StringEquals: { 's3:x-amz-storage-class': 'GLACIER' } }, { StringNotLike: { 's3:x-amz-storage-class': 'GLACIER*' } }, [{ status: 'unknown' }]],
    ['that deny all networks between them', { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } }, { StringEquals: { 'aws:SourceVpc': 'vpc-1' } },
      [{ severity: 'error', status: 'violation', message: expect.stringContaining('(statement First and statement Second)') }]],
  ])('two denials of uploads %s', (_, one, other, expected) => {
    const keys = [one, other].map((condition, i) => ({ ...ENFORCED[1], Sid: ['First', 'Second'][i], Condition: { ...ENFORCED[1].Condition as object, ...condition } }));
    const found = check(project({ ...artifacts(), EncryptionKey: OTHER_ARN }), keys, byDefault('aws:kms'));
    expect(found).toHaveLength(expected.length);
    expect(found).toMatchObject(expected);
  });

  test('whoever runs a query may be exempt', () => {
    expect(check(athena(SSE_S3), except('arn:aws:iam::*:role/analyst'), byDefault('aws:kms'))).toMatchObject([{ severity: 'warning', status: 'violation' }]);
  });

  test('the function of BucketDeployment leads to its role', () => {
    const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
    const deployment = {
      Type: 'Custom::CDKBucketDeployment', Properties: { ServiceToken: arn('Handler'), DestinationBucketName: { Ref: 'Bucket' }, SystemMetadata: { sse: 'AES256' } },
    };
    const more = {
      Handler: { Type: 'AWS::Lambda::Function', Properties: { Role: arn('Role') } },
      Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'deployer' } },
    };
    const policy = [{ ...algorithms, Condition: { ...algorithms.Condition as object, ArnNotEquals: { 'aws:PrincipalArn': arn('Role') } } }];
    expect(check(deployment, policy, KMS, more)).toMatchObject([{ severity: 'warning', status: 'violation' }]);
    expect(check(deployment, ENFORCED, KMS, more)).toMatchObject([{ severity: 'error' }]);
  });

  test('a denial of a folder is one of what is written there', () => {
    const folder = [{ ...algorithms, Resource: { 'Fn::Sub': '${Bucket.Arn}/results/*' } }];
    const another = [{ ...algorithms, Resource: { 'Fn::Sub': '${Bucket.Arn}/uploads/*' } }];
    expect(check(athena(SSE_S3), folder)).toMatchObject([{ severity: 'error' }]);
    expect(check(athena(SSE_S3), another)).toMatchObject([{ severity: 'warning' }]);
  });

  test('a denial that has nothing to do with encryption is none of this rule', () => {
    const others = [deny({ StringNotEquals: { 'aws:PrincipalAccount': '999999999999' } })];
    expect(check(project({ ...artifacts(), EncryptionKey: ARN }), others)).toEqual([]);
  });

  test('a bucket for SSE-C only takes nothing of a service', () => {
    const sseC = [deny({ Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'true' } })];
    expect(check(project({ ...artifacts(), EncryptionKey: ARN }), sseC)).toMatchObject([{ severity: 'error' }]);
  });
});

describe('services that deliver logs', () => {
  const trail = (more: object = {}) => ({ Type: 'AWS::CloudTrail::Trail', Properties: { TrailName: 'audit', IsLogging: true, S3BucketName: { Ref: 'Bucket' }, ...more } });

  test('a trail without a key writes SSE-S3', () => {
    expect(check(trail(), ENFORCED)).toEqual([{
      on: 'Writer',
      status: 'violation',
      severity: 'error',
      property: 'Properties.S3BucketName',
      message: expect.stringMatching(/^The service that delivers CloudTrail logs of Writer writes them to bucket Bucket and specifies SSE-S3 \(AES256\): the bucket policy denies it \(statement OtherAlgorithms\)\. Fix: set KMSKeyId to the ARN of the key of the bucket\.$/),
    }]);
    expect(check(trail())).toMatchObject([{ severity: 'warning' }]);
    expect(check(trail(), undefined, byDefault('AES256'))).toEqual([]);
  });

  test('with the key of the bucket it complies, with another one it does not', () => {
    expect(check(trail({ KMSKeyId: ARN }), ENFORCED)).toEqual([]);
    expect(check(trail({ KMSKeyId: OTHER_ARN }))).toMatchObject([{ property: 'Properties.KMSKeyId', severity: 'warning' }]);
    expect(check({ Type: 'AWS::Config::DeliveryChannel', Properties: { S3BucketName: { Ref: 'Bucket' }, S3KmsKeyArn: OTHER_ARN } }))
      .toMatchObject([{ property: 'Properties.S3KmsKeyArn', severity: 'warning' }]);
  });

  test('LogDeliveryAllowed reports a key that the policy denies', () => {
    expect(check(trail({ KMSKeyId: OTHER_ARN }), ENFORCED)).toEqual([]);
  });
});
