import { type Found, judged } from './support';
import type { TemplateSource } from '../../../src/template';
import { parseTemplate } from '../../../src/template-parser';
import { examplesOf, RULES } from '../../../src/validation/rules';

// Buckets that are alike share answers. What a rule says of one may not depend on whether another one was asked before.

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
interface Sections { Resources: { [logicalId: string]: Json }; Conditions?: Json; Parameters?: Json }

/** The resources of a template under other logical ids. */
function renamed({ Resources, ...others }: Sections, suffix: string): Sections {
  const rename = (id: string) => (id in Resources ? `${id}${suffix}` : id);
  const walk = (value: Json): Json => {
    if (Array.isArray(value)) { return value.map(walk); }
    if (typeof value !== 'object' || value === null) { return value; }
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => {
      if (key === 'Ref' || (key === 'DependsOn' && typeof inner === 'string')) { return [key, rename(inner as string)]; }
      if (key === 'DependsOn') { return [key, (inner as string[]).map(rename)]; }
      if (key === 'Fn::GetAtt' && Array.isArray(inner)) { return [key, [rename(inner[0] as string), inner[1]]]; }
      if (key === 'Fn::GetAtt') { return [key, (inner as string).replace(/^\w+/, rename)]; }
      if (key === 'Fn::Sub' && typeof inner === 'string') { return [key, inner.replace(/(?<=\$\{)\w+(?=[.}])/g, rename)]; }
      return [key, walk(inner)];
    }));
  };
  return { ...others, Resources: Object.fromEntries(Object.entries(Resources).map(([id, resource]) => [rename(id), walk(resource)])) };
}

/** What every rule says of one of two twins, if the other one is there and asked before; and if it is alone. */
function ofTwin(template: Sections, environment: TemplateSource['environment']) {
  const [first, second] = ['One', 'Two'].map((suffix) => renamed(template, suffix));
  const together: Sections = { ...first, Resources: { ...first.Resources, ...second.Resources } };
  const said = (sources: TemplateSource[]) => RULES.flatMap((rule) =>
    judged(rule, sources).filter(({ on }) => on.endsWith('Two')).map((found): Found & { rule: string } => ({ rule: rule.metadata.name, ...found })));
  return {
    alone: said([{ name: 'Stack', json: second, environment }]),
    together: said([{ name: 'Stack', json: together, environment }]),
    beside: said([{ name: 'Stack', json: second, environment }, { name: 'Other', json: first, environment }]),
    after: said([{ name: 'Other', json: first, environment }, { name: 'Stack', json: second, environment }]),
  };
}

function expectTheSame(template: Sections, environment: TemplateSource['environment'] = {}): readonly (Found & { rule: string })[] {
  const { alone, together, beside, after } = ofTwin(template, environment);
  expect(together).toEqual(alone);
  expect(beside).toEqual(alone);
  expect(after).toEqual(alone);
  return alone;
}

const examples = RULES.flatMap(({ metadata }) => Object.entries(examplesOf(metadata)).map(([kind, text]) => [metadata.name, kind, text as string]))
  // Twins are in one account and Region, no two buckets have one literal name, and twins of a loop create the same buckets.
  .filter(([, , text]) => !/^---$|^#|Name: [a-z]|Fn::ForEach/m.test(text));

test('most examples can have a twin', () => {
  expect(examples.length).toBeGreaterThan(RULES.length);
});

test.each(examples)('%s: of the %s example', (_, __, text) => {
  expectTheSame(parseTemplate(text, 'example.yaml') as unknown as Sections, { partition: 'aws' });
});

describe('what names the bucket or its key in a reason is said of the bucket that it is about', () => {
  const arn = (id: string): Json => ({ 'Fn::GetAtt': [id, 'Arn'] });
  const ALGORITHM = 's3:x-amz-server-side-encryption';
  const deny = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [arn('Data'), { 'Fn::Join': ['', [arn('Data'), '/*']] }] };

  function withStatements(Statement: Json, key: Json = arn('Key')): Sections {
    return {
      Resources: {
        Key: { Type: 'AWS::KMS::Key', Properties: {} },
        Data: {
          Type: 'AWS::S3::Bucket',
          Properties: {
            BucketEncryption: {
              ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key }, BucketKeyEnabled: true }],
            },
          },
        },
        Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Data' }, PolicyDocument: { Version: '2012-10-17', Statement } } },
      },
    };
  }

  test.each<[string, Json]>([
    ['a principal that is the bucket', { ...deny, Principal: { AWS: arn('Data') } }],
    ['a principal that is no principal', { ...deny, Principal: [arn('Data'), { Ref: 'Key' }] }],
    ['an operator that is none', { ...deny, Condition: { Nonsense: { [ALGORITHM]: arn('Key') } } }],
    ['a Sid that is the bucket', { ...deny, Sid: { Ref: 'Data' }, Condition: { StringNotEquals: { [ALGORITHM]: { 'Fn::GetAtt': ['Key', 'Nonsense'] } } } }],
    ['a condition that compares with the bucket', { ...deny, Condition: { StringEquals: { 'aws:SourceArn': arn('Data'), [ALGORITHM]: { Ref: 'Key' } } } }],
    ['an action that is the bucket', { ...deny, Action: { Ref: 'Data' }, Condition: { StringNotEquals: { [ALGORITHM]: 'aws:kms' } } }],
    ['what the bucket does not have', { ...deny, Condition: { StringNotEquals: { [ALGORITHM]: { 'Fn::GetAtt': ['Data', 'Nonsense'] } } } }],
  ])('%s', (_, statement) => {
    const said = expectTheSame(withStatements([statement]));
    expect(said.map(({ message }) => message).filter((message) => /(Data|Key|Policy)One/.test(message))).toEqual([]);
  });

  test.each<[string, Json]>([
    ['the id of the key', { Ref: 'Key' }],
    ['an attribute that keys do not have', { 'Fn::GetAtt': ['Key', 'Nonsense'] }],
    ['text around the key', { 'Fn::Join': ['', [{ Ref: 'Key' }, '-x']] }],
  ])('a default encryption that names %s', (_, key) => {
    const named = { ...deny, Action: 's3:PutObject', Condition: { StringNotEquals: { [`${ALGORITHM}-aws-kms-key-id`]: key } } };
    const said = expectTheSame(withStatements([named], key));
    expect(said.map(({ message }) => message).filter((message) => /(Data|Key|Policy)One/.test(message))).toEqual([]);
  });
});
