import { IRELAND, shown, VIRGINIA } from './shown';
import { App, Template, TemplateSource } from '../../src/template';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111111111111:key/{Producer/Key}';
const GET_ARN = { 'Fn::GetAtt': ['Key', 'Arn'] };

const PRODUCER = {
  Parameters: { Stage: { AllowedValues: ['dev', 'prod'] } },
  Resources: {
    Key: { Type: 'AWS::KMS::Key' },
    Writer: {
      Type: 'Custom::CrossRegionExportWriter',
      Properties: { WriterProps: { region: 'us-east-1', exports: { '/cdk/exports/C/Key': GET_ARN } } },
    },
  },
  Outputs: {
    KeyArn: { Value: GET_ARN, Export: { Name: 'Producer:KeyArn' } },
    Named: { Value: GET_ARN, Export: { Name: { 'Fn::Sub': '${AWS::StackName}-key' } } },
  },
};

function consumer(json: object, more: Partial<TemplateSource> = {}, producer: Partial<TemplateSource> = {}): Template {
  return App.of([
    { name: 'Producer', json: PRODUCER, environment: IRELAND, stackName: 'Producer', ...producer },
    { name: 'Consumer', json, environment: IRELAND, ...more },
  ]).template('Consumer')!;
}

describe('Fn::ImportValue', () => {
  test.each([
    ['in the same environment', IRELAND, KEY_ARN],
    ['where the environment is not known', {}, KEY_ARN],
    ['in another Region', VIRGINIA, { unknown: 'export Producer:KeyArn is in another account or Region' }],
    ['in another account', { ...IRELAND, account: '222222222222' }, { unknown: 'export Producer:KeyArn is in another account or Region' }],
  ])('%s', (_, environment, expected) => {
    expect(shown(consumer({}, { environment }).resolve({ 'Fn::ImportValue': 'Producer:KeyArn' }))).toEqual(expected);
  });

  test.each([
    ['a name that the producer makes', 'Producer-key', KEY_ARN],
    ['a name that the consumer makes', { 'Fn::Sub': 'Producer:${What}' }, {
      oneOf: [KEY_ARN, { unknown: 'no stack at hand provides Producer:${What}' }],
    }],
    ['a name that nobody exports', 'Nobody', { unknown: 'no stack at hand provides Nobody' }],
    ['no name', ['a'], { unknown: 'the name cannot be determined' }],
  ])('of %s', (_, name, expected) => {
    expect(shown(consumer({ Parameters: { What: { Default: 'KeyArn' } } }).resolve({ 'Fn::ImportValue': name }))).toEqual(expected);
  });

  test('of a name that is exported in several Regions means the one of its own', () => {
    const elsewhere = { name: 'Elsewhere', json: { Outputs: { O: { Value: 'other', Export: { Name: 'Producer:KeyArn' } } } }, environment: VIRGINIA };
    const value = (environment: object) => shown(App.of([
      { name: 'Producer', json: PRODUCER, environment: IRELAND }, elsewhere, { name: 'Consumer', json: {}, environment },
    ]).template('Consumer')!.resolve({ 'Fn::ImportValue': 'Producer:KeyArn' }));
    expect(value(IRELAND)).toBe(KEY_ARN);
    expect(value(VIRGINIA)).toBe('other');
    expect(value({})).toEqual({ unknown: 'there are several of export Producer:KeyArn' });
  });

  test('of a name that is exported somewhere and nowhere in particular means the one that is surely there', () => {
    const agnostic = { name: 'Agnostic', json: { Outputs: { O: { Value: 'other', Export: { Name: 'Producer:KeyArn' } } } } };
    const app = App.of([agnostic, { name: 'Producer', json: PRODUCER, environment: IRELAND }, { name: 'Consumer', json: {}, environment: IRELAND }]);
    expect(shown(app.template('Consumer')!.resolve({ 'Fn::ImportValue': 'Producer:KeyArn' }))).toBe(KEY_ARN);
  });

  test('of what nobody at hand exports is the same hole in every text', () => {
    const text = () => shown(consumer({}).resolve({ 'Fn::Join': ['', [{ 'Fn::ImportValue': 'Nobody' }, '/*']] }));
    expect(text()).toBe('{Fn::ImportValue Nobody for 111111111111 in eu-west-1}/*');
  });
});

describe('Fn::GetStackOutput', () => {
  const ROLE = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111111111111:role/Reader']] };
  const ELSEWHERE = { account: '222222222222', region: 'us-east-1' };

  test.each([
    ['of its own Region', IRELAND, {}, KEY_ARN],
    ['of another Region', VIRGINIA, { Region: 'eu-west-1' }, KEY_ARN],
    ['of another account', ELSEWHERE, { Region: 'eu-west-1', RoleArn: ROLE }, KEY_ARN],
    ['of a Region where the stack is not', VIRGINIA, {}, { unknown: 'stack Producer is in another account or Region' }],
    ['of an account where the stack is not', ELSEWHERE, { Region: 'eu-west-1' }, { unknown: 'stack Producer is in another account or Region' }],
    ['that is not there', IRELAND, { OutputName: 'Nothing' }, { unknown: 'stack Producer has no output Nothing' }],
    ['of a stack that is not there', IRELAND, { StackName: 'Nobody' }, { unknown: 'no stack at hand provides Nobody' }],
    ['without a name', IRELAND, { OutputName: ['a'] }, { unknown: 'the name of the output cannot be determined' }],
  ])('an output %s', (_, environment, more, expected) => {
    const raw = { 'Fn::GetStackOutput': { StackName: 'Producer', OutputName: 'KeyArn', ...more } };
    expect(shown(consumer({}, { environment }).resolve(raw))).toEqual(expected);
  });

  test('takes a map', () => {
    const value = consumer({}).resolve({ 'Fn::GetStackOutput': ['Producer', 'KeyArn'] });
    expect(shown(value)).toEqual({ unknown: 'Fn::GetStackOutput takes a map, not a list' });
  });
});

describe('the CDK\'s readers of values from other Regions', () => {
  const reader = {
    Resources: {
      Reader: { Type: 'Custom::CrossRegionExportReader', Properties: { ReaderProps: { region: 'us-east-1', prefix: 'C', imports: {} } } },
    },
  };

  test.each([
    ['an attribute of the reader', { 'Fn::GetAtt': ['Reader', '/cdk/exports/C/Key'] }, KEY_ARN],
    ['text with an attribute in it', { 'Fn::Sub': '${Reader./cdk/exports/C/Key}/*' }, `${KEY_ARN}/*`],
    ['a dynamic reference', '{{resolve:ssm:/cdk/exports/C/Key}}', KEY_ARN],
    ['what nobody writes', { 'Fn::GetAtt': ['Reader', '/cdk/exports/C/Other'] }, '{Consumer/Reader./cdk/exports/C/Other}'],
  ])('%s', (_, raw, expected) => {
    expect(shown(consumer(reader, { environment: VIRGINIA }).resolve(raw))).toEqual(expected);
  });

  test('a reader in another Region than the writer writes to', () => {
    const raw = { 'Fn::GetAtt': ['Reader', '/cdk/exports/C/Key'] };
    const elsewhere = { Resources: { Reader: { ...reader.Resources.Reader, Properties: { ReaderProps: { region: 'eu-south-1' } } } } };
    const value = consumer(elsewhere, { environment: { ...IRELAND, region: 'eu-south-1' } }).resolve(raw);
    expect(shown(value)).toBe('{Consumer/Reader./cdk/exports/C/Key}');
  });
});

describe('nested stacks', () => {
  const PARENT = {
    Parameters: { Free: {} },
    Resources: {
      Key: { Type: 'AWS::KMS::Key' },
      Nested: {
        Type: 'AWS::CloudFormation::Stack',
        Properties: { Parameters: { KeyArn: GET_ARN, Names: 'a,b', Free: { Ref: 'Free' }, Gone: { Ref: 'AWS::NoValue' }, Bad: ['a'] } },
      },
      Stranger: { Type: 'AWS::CloudFormation::Stack' },
    },
  };
  const CHILD = {
    Parameters: {
      KeyArn: { Type: 'String' },
      Names: { Type: 'CommaDelimitedList' },
      Free: { Type: 'String' },
      Bad: { Type: 'String' },
      Gone: { Type: 'String', Default: 'standard' },
      NotPassed: { Type: 'String' },
    },
    Resources: { Bucket: { Type: 'AWS::S3::Bucket' } },
    Outputs: { BucketArn: { Value: { 'Fn::GetAtt': ['Bucket', 'Arn'] } } },
  };
  const app = App.of([
    { name: 'Child', json: CHILD, nestedIn: { template: 'Parent', logicalId: 'Nested' } },
    { name: 'Parent', json: PARENT, environment: IRELAND },
    { name: 'Orphan', json: CHILD, nestedIn: { template: 'Nowhere', logicalId: 'Nested' } },
  ]);

  test.each([
    ['a reference', 'KeyArn', 'arn:aws:kms:eu-west-1:111111111111:key/{Parent/Key}'],
    ['a list', 'Names', ['a', 'b']],
    ['what the parent does not know', 'Free', { unknown: 'parameter Free has no default' }],
    ['nothing, so that the default counts', 'Gone', 'standard'],
    ['nothing, and there is no default', 'NotPassed', { unknown: 'parameter NotPassed is not passed to the nested stack' }],
    ['what is no text', 'Bad', { unknown: 'a list or a map is passed as text' }],
  ])('the parent passes %s', (_, parameter, expected) => {
    expect(shown(app.template('Child')!.resolve({ Ref: parameter }))).toEqual(expected);
  });

  test('the child is where its parent is', () => {
    expect(app.template('Child')!.environment).toMatchObject({ ...IRELAND, partition: 'aws' });
  });

  test.each([
    ['an output', ['Nested', 'Outputs.BucketArn'], 'arn:aws:s3:::{Child/Bucket}'],
    ['an output that is not there', ['Nested', 'Outputs.Nothing'], { unknown: 'nested stack Nested has no output Nothing' }],
    ['an output of a template that is not at hand', ['Stranger', 'Outputs.X'], { unknown: 'the template of nested stack Stranger is not at hand' }],
  ])('the parent reads %s', (_, argument, expected) => {
    expect(shown(app.template('Parent')!.resolve({ 'Fn::GetAtt': argument }))).toEqual(expected);
  });

  test('a child whose parent is not at hand', () => {
    expect(shown(app.template('Orphan')!.resolve({ Ref: 'KeyArn' }))).toEqual({ unknown: 'what is passed to parameter KeyArn is not at hand' });
  });
});

describe('where nested stacks are', () => {
  const json = { Resources: { N: { Type: 'AWS::CloudFormation::Stack' } } };
  const nested = (name: string, template: string, more: Partial<TemplateSource> = {}): TemplateSource => ({ name, json, nestedIn: { template, logicalId: 'N' }, ...more });
  const regionOf = (app: App, name: string) => app.template(name)!.environment.region;

  test('is where their parents are, if they do not say so themselves', () => {
    const app = App.of([nested('C', 'B'), nested('B', 'A'), { name: 'A', json, environment: VIRGINIA }, nested('Own', 'A', { environment: IRELAND }), nested('Lost', 'Nowhere')]);
    expect(['A', 'B', 'C', 'Own', 'Lost'].map((name) => regionOf(app, name))).toEqual(['us-east-1', 'us-east-1', 'us-east-1', 'eu-west-1', undefined]);
  });

  test('is not known of those that are nested in each other', () => {
    expect(regionOf(App.of([nested('A', 'B'), nested('B', 'A')]), 'A')).toBeUndefined();
  });

  test('each of them is what a resource of its parent makes', () => {
    const app = App.of([{ name: 'A', json }, nested('B', 'A'), nested('C', 'B')]);
    const of = (name: string) => app.nestedIn(app.template(name)!.resource('N')!)?.name;
    expect([of('A'), of('B'), of('C')]).toEqual(['B', 'C', undefined]);
  });
});

test('of exports in several stages, that of its own is meant', () => {
  const producer = (name: string, stage?: string): TemplateSource => ({
    name, json: { Outputs: { O: { Value: name, Export: { Name: 'Shared' } } } }, environment: { ...IRELAND, ...(stage === undefined ? {} : { stage }) },
  });
  const value = (...producers: TemplateSource[]) => shown(App.of([...producers, { name: 'C', json: {}, environment: { ...IRELAND, stage: 'beta' } }])
    .template('C')!.resolve({ 'Fn::ImportValue': 'Shared' }));
  expect(value(producer('One', 'beta'), producer('Two', 'gamma'))).toBe('One');
  expect(value(producer('One', 'gamma'))).toBe('One');
  expect(value(producer('One', 'gamma'), producer('Two', 'delta'))).toEqual({ unknown: 'there are several of export Shared' });
  expect(value(producer('One', 'beta'), producer('Two', 'beta'))).toEqual({ unknown: 'there are several of export Shared' });
});

test('an output of a list, and values that are no map, hand out nothing', () => {
  const writer = (exports: unknown) => ({ Resources: { W: { Type: 'Custom::CrossRegionExportWriter', Properties: { WriterProps: { region: 'us-east-1', exports } } } } });
  const reader = { Resources: { R: { Type: 'Custom::CrossRegionExportReader', Properties: { ReaderProps: { region: 'us-east-1' } } } } };
  for (const exports of [['a'], 'a', undefined]) {
    expect(shown(consumer(reader, { environment: VIRGINIA }, { json: writer(exports) }).resolve({ 'Fn::GetAtt': ['R', '0'] }))).toBe('{Consumer/R.0}');
  }
});
