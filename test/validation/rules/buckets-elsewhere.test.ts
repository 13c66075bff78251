import { bucket, CONDITIONS, findings, judged, PARAMETERS } from './support';
import { minimumTlsVersion } from '../../../src/validation/rules/transport/minimum-tls-version';
import { secureTransportRequired } from '../../../src/validation/rules/transport/secure-transport-required';
import { signatureVersion4Required } from '../../../src/validation/rules/transport/signature-version4-required';

const H = { Effect: 'Deny', Principal: '*', Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
const ARNS = ['arn:aws:s3:::theirs', 'arn:aws:s3:::theirs/*'];
const policy = (Resource: unknown, Bucket: unknown = 'theirs', more: object = {}) =>
  ({ Type: 'AWS::S3::BucketPolicy', Properties: { Bucket, PolicyDocument: { Version: '2012-10-17', Statement: [{ ...H, Resource }] } }, ...more });
const check = (Policy: object, more: { [id: string]: object } = {}) =>
  findings(secureTransportRequired, { Parameters: PARAMETERS, Conditions: CONDITIONS, Resources: { Policy, ...more } });
const sub = (text: string) => ({ 'Fn::Sub': text });

test.each<[string, object]>([
  ['a literal name', policy(ARNS)],
  ['a name of the partition of the stack', policy([sub('arn:${AWS::Partition}:s3:::theirs'), sub('arn:${AWS::Partition}:s3:::theirs/*')])],
  ['a name with the account in it', policy([sub('arn:aws:s3:::theirs-${AWS::AccountId}'), sub('arn:aws:s3:::theirs-${AWS::AccountId}/*')], sub('theirs-${AWS::AccountId}'))],
  ['a parameter', policy([sub('arn:aws:s3:::${Parameter}'), sub('arn:aws:s3:::${Parameter}/*')], { Ref: 'Parameter' })],
  ['an import', policy([sub('arn:aws:s3:::${Name}'), sub('arn:aws:s3:::${Name}/*')].map(({ 'Fn::Sub': text }) => ({ 'Fn::Sub': [text, { Name: { 'Fn::ImportValue': 'Name' } }] })),
    { 'Fn::ImportValue': 'Name' })],
  ['a name that the template lacks, about all buckets', policy('*', { Ref: 'Nothing' })],
  ['a policy under a condition, where it is there', policy(ARNS, 'theirs', { Condition: 'Condition' })],
])('compliant: a bucket that is not in the app, by %s', (_, Policy) => {
  expect(check(Policy)).toEqual([]);
});

test.each<[string, object]>([
  ['the objects of another bucket', policy(['arn:aws:s3:::theirs', 'arn:aws:s3:::another/*'])],
  ['the bucket only', policy('arn:aws:s3:::theirs')],
])('violating: a policy of a bucket that is not in the app, about %s', (_, Policy) => {
  expect(check(Policy)).toEqual([{
    on: 'Policy',
    status: 'violation',
    severity: 'error',
    property: 'Properties',
    message: 'The policy of the bucket theirs does not deny every request over plain HTTP: it does not deny s3:GetObject by a role. '
      + 'Statement 1 denies it on other resources only.',
  }]);
});

test('violating: the other rules about transport judge it, too', () => {
  for (const rule of [minimumTlsVersion, signatureVersion4Required]) {
    expect(findings(rule, { Resources: { Policy: policy(ARNS) } })).toMatchObject([{ on: 'Policy', status: 'violation', severity: 'info' }]);
  }
});

test('violating: of two buckets elsewhere, each is judged by its own policy', () => {
  expect(check(policy(ARNS), { Other: policy(ARNS, 'others') })).toMatchObject([{ on: 'Other', status: 'violation' }]);
});

test.each<[string, object]>([
  ['that is not known', { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'theirs', PolicyDocument: { Ref: 'Parameter' } } }],
  ['of a bucket whose name the template lacks', policy(ARNS, { Ref: 'Nothing' })],
  ['about what may be the bucket', policy([sub('arn:aws:s3:::${Parameter}'), sub('arn:aws:s3:::${Parameter}/*')])],
])('cannot tell: a policy %s', (_, Policy) => {
  expect(check(Policy)).toMatchObject([{ on: 'Policy', status: 'unknown', severity: 'warning' }]);
});

describe('beside buckets of the app', () => {
  const OURS = { Bucket: bucket(), Own: policy(['Arn', '/*'].map((end) => sub(`\${Bucket.Arn}${end === 'Arn' ? '' : end}`)), { Ref: 'Bucket' }) };
  const of = (name: string) => [sub(`arn:aws:s3:::\${${name}}`), sub(`arn:aws:s3:::\${${name}}/*`)];
  const imported = (text: string) => ({ 'Fn::Sub': [text, { Name: { 'Fn::ImportValue': 'Name' } }] });
  const nested = (text: string) => ({ 'Fn::Sub': [text, { Name: { 'Fn::GetAtt': ['Nested', 'Outputs.Name'] } }] });
  const BOTH = ['arn:aws:s3:::${Name}', 'arn:aws:s3:::${Name}/*'];

  test.each<[string, unknown, unknown[], { [id: string]: object }]>([
    ['a parameter', { Ref: 'Parameter' }, of('Parameter'), {}],
    ['a parameter in a name', sub('${Parameter}-logs'), of('Parameter').map((one) => sub(one['Fn::Sub'].replace('}', '}-logs'))), {}],
    ['an import from outside the app', { 'Fn::ImportValue': 'Name' }, BOTH.map(imported), {}],
    ['a nested stack whose template is elsewhere', { 'Fn::GetAtt': ['Nested', 'Outputs.Name'] }, BOTH.map(nested), { Nested: { Type: 'AWS::CloudFormation::Stack', Properties: {} } }],
    ['a dynamic reference', '{{resolve:ssm:/name}}', ['arn:aws:s3:::{{resolve:ssm:/name}}', 'arn:aws:s3:::{{resolve:ssm:/name}}/*'], {}],
  ])('%s names a bucket elsewhere, whose policy is judged', (_, Bucket, resources, more) => {
    expect(check(policy(resources, Bucket), { ...OURS, ...more }).filter(({ on }) => on !== 'Nested')).toEqual([]);
    expect(check(policy(resources.slice(1), Bucket), { ...OURS, ...more })).toMatchObject([{ on: 'Policy', status: 'violation' }]);
  });

  test('messages name the bucket as the template does', () => {
    const Policy = policy(of('Parameter').slice(1), { Ref: 'Parameter' });
    expect(check(Policy, OURS)).toMatchObject([{
      message: expect.stringMatching(
        /^The policy of the bucket \$\{Parameter\} does not deny every request over plain HTTP: it does not deny s3:/,
      ),
    }]);
    expect(findings(minimumTlsVersion, { Resources: { Policy, ...OURS }, Parameters: PARAMETERS } as never).find(({ on }) => on === 'Policy')?.message)
      .toMatch(/^The policy of the bucket \$\{Parameter\} does not deny every request over a TLS version older than 1\.2: /);
    expect(findings(signatureVersion4Required, { Resources: { Policy, ...OURS }, Parameters: PARAMETERS } as never).find(({ on }) => on === 'Policy')?.message)
      .toMatch(/^The policy of the bucket \$\{Parameter\} does not deny every request signed with Signature Version 2: /);
  });

  test('cannot tell: a policy about what may be the bucket', () => {
    expect(check(policy(ARNS, { Ref: 'Parameter' }), OURS)).toMatchObject([{
      on: 'Policy',
      status: 'unknown',
      message: expect.stringMatching(/^It cannot be determined whether every request over plain HTTP to the bucket \$\{Parameter\} is denied: /),
    }]);
  });

  const choosing = (declaration: object, name: object = { Ref: 'Choice' }) => judged(secureTransportRequired, [
    { name: 'Here', json: { Parameters: { Choice: { Type: 'String', ...declaration } }, Resources: { Policy: policy(ARNS, name), ...OURS } } },
    { name: 'There', json: { Resources: { Theirs: bucket({ BucketName: 'theirs' }) } } },
  ]).filter(({ on }) => on === 'Policy');

  test('not applicable as such: a default or an allowed value names a bucket of the app', () => {
    expect(choosing({ Default: 'theirs' })).toEqual([]);
    expect(choosing({ Default: 'the' }, sub('${Choice}irs'))).toEqual([]);
    expect(choosing({ Default: 'others' })).toMatchObject([{ on: 'Policy', status: 'unknown' }]);
    // Statements about another bucket deny nothing.
    expect(choosing({ AllowedValues: ['others', 'theirs'] }).map(({ message }) => message)).toEqual([
      expect.stringMatching(/^The policy of the bucket others does not deny every request .* This applies if Choice is others\.$/),
    ]);
  });

  test('not applicable as such: a parent passes a bucket of the app', () => {
    const Nested = { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { Choice: { Ref: 'Bucket' } } } };
    const passed = (Bucket: object) => judged(secureTransportRequired, [
      { name: 'Parent', json: { Resources: { Nested, Bucket } } },
      {
        name: 'Child',
        json: { Parameters: { Choice: { Type: 'String' } }, Resources: { Other: bucket(), Policy: policy(of('Choice'), { Ref: 'Choice' }) } },
        nestedIn: { template: 'Parent', logicalId: 'Nested' },
      },
    ]);
    expect(passed(bucket()).map(({ on }) => on)).toEqual(['Other']);
  });
});

describe('not applicable as such', () => {
  test.each<[string, unknown, object]>([
    ['a bucket of the app, by its name', 'theirs', bucket({ BucketName: 'theirs' })],
    ['a bucket of the app, by reference', { Ref: 'Bucket' }, bucket({ BucketName: 'theirs' })],
  ])('%s', (_, Bucket, resource) => {
    expect(check(policy('arn:aws:s3:::theirs', Bucket), { Bucket: resource }).map(({ on }) => on)).toEqual(['Bucket']);
  });

  test('a bucket of another stack', () => {
    expect(judged(secureTransportRequired, [
      { name: 'Here', json: { Resources: { Policy: policy(ARNS) } } }, { name: 'There', json: { Resources: { Bucket: bucket({ BucketName: 'theirs' }) } } },
    ])).toEqual([]);
  });

  test('a name of which nothing is known may be that of a bucket of the app', () => {
    expect(check(policy('arn:aws:s3:::theirs', { Ref: 'Nothing' }), { Bucket: bucket() }).map(({ on }) => on)).toEqual(['Bucket']);
  });

  test('a policy that is not made', () => {
    expect(findings(secureTransportRequired, {
      Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } }, Resources: { Policy: policy('arn:aws:s3:::theirs', 'theirs', { Condition: 'Never' }) },
    } as never)).toEqual([]);
  });
});
