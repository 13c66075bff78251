import * as fc from 'fast-check';
import { App } from '../../../src/template';
import { Acknowledgements } from '../../../src/validation/assembly/acknowledgements';
import { Posture } from '../../../src/validation/posture';
import { Baseline, jsonReport, type Report, reportOf } from '../../../src/validation/reports';
import { RuleSet } from '../../../src/validation/rule-sets';

interface Template { readonly Resources: { readonly [logicalId: string]: object } }

function report(templates: { readonly [path: string]: Template }, baseline?: Report): Report {
  const files = Object.entries(templates).map(([path, json]) => ({
    source: { name: path, json },
    file: path,
    path,
    text: JSON.stringify(json),
    constructPaths: new Map<string, string>(),
    acknowledgements: Acknowledgements.NONE,
  }));
  const compared = baseline && Baseline.parse(jsonReport(baseline), 'baseline.json').compared();
  return reportOf(Posture.of(App.of(files.map(({ source }) => source))), RuleSet.strict(), files, { baseline: compared });
}

const prints = ({ findings }: Report) => findings.flatMap(({ fingerprint, also }) => [fingerprint, ...also.map((one) => one.fingerprint)]).sort();
const fresh = ({ findings }: Report) => findings.filter(({ isKnown }) => !isKnown).map(({ rule, logicalId }) => `${rule.name} ${logicalId}`);

const ARN = { 'Fn::Sub': '${Data.Arn}/*' };
const STATEMENTS = [
  { Sid: 'Tls', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [{ 'Fn::GetAtt': ['Data', 'Arn'] }, ARN], Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
  { Sid: 'Legacy', Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: ARN, Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } } },
  { Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: ARN, Condition: { Null: { 's3:x-amz-server-side-encryption': 'true' } } },
  { Sid: 'Read', Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::444455556666:root' }, Action: 's3:GetObject', Resource: ARN },
  { Sid: 'Flow', Effect: 'Allow', Principal: { Service: 'delivery.logs.amazonaws.com' }, Action: 's3:PutObject', Resource: ARN },
  { Effect: 'Allow', Principal: { AWS: { 'Fn::GetAtt': ['Role', 'Arn'] } }, Action: 's3:PutObject', Resource: ARN },
];

function template(statements: readonly object[], more: object = {}): Template {
  return {
    Resources: {
      Data: { Type: 'AWS::S3::Bucket', Properties: { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::GetAtt': ['Key', 'Arn'] } } }] } } },
      Plain: { Type: 'AWS::S3::Bucket', Properties: { LoggingConfiguration: { DestinationBucketName: { Ref: 'Data' } } } },
      Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Statement: [] } } },
      Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: [] } } },
      Flow: { Type: 'AWS::EC2::FlowLog', Properties: { LogDestinationType: 's3', LogDestination: { 'Fn::GetAtt': ['Data', 'Arn'] } } },
      Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Data' }, PolicyDocument: { Statement: statements } } },
      ...more,
    },
  };
}

const BEFORE = { 'a.json': template(STATEMENTS) };

test('the app of these tests has many findings', () => {
  const { findings } = report(BEFORE);
  expect(findings.length).toBeGreaterThan(15);
  expect(findings.some(({ property }) => /Statement\.\d/.test(property))).toBe(true);
});

test('they stay when statements, resources and keys are reordered', () => {
  const order = fc.shuffledSubarray(STATEMENTS, { minLength: STATEMENTS.length });
  const ids = fc.shuffledSubarray(Object.keys(BEFORE['a.json'].Resources), { minLength: Object.keys(BEFORE['a.json'].Resources).length });
  const before = report(BEFORE);
  fc.assert(fc.property(order, ids, (statements, logicalIds) => {
    const { Resources } = template(statements);
    const after = report({ 'a.json': { Resources: Object.fromEntries(logicalIds.map((id) => [id, Resources[id]])) } }, before);
    expect(prints(after)).toEqual(prints(before));
    expect([fresh(after), after.resolved]).toEqual([[], []]);
  }), { numRuns: 15, seed: 98 });
});

test('they stay when files are renamed', () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}\.json$/), { minLength: 2, maxLength: 2 });
  const both = { 'a.json': BEFORE['a.json'], 'b.json': template([]) };
  const before = report(both);
  fc.assert(fc.property(names, ([first, second]) => {
    // Names that are there already name what was there.
    fc.pre(![first, second].some((name) => name === 'a.json' || name === 'b.json'));
    const after = report({ [first]: both['a.json'], [second]: both['b.json'] }, before);
    expect(prints(after)).toEqual(prints(before));
    expect([fresh(after), after.resolved]).toEqual([[], []]);
  }), { numRuns: 5, seed: 98 });
});

test('they tell resources, rules, and what is violated from what is undetermined', () => {
  const all = prints(report(BEFORE));
  expect(new Set(all).size).toBeGreaterThan(all.length - 3);
});

test('a new resource, a new fault and a lost acknowledgement are new; the rest is known', () => {
  const before = report(BEFORE);
  const after = report({ 'a.json': template(STATEMENTS, { New: { Type: 'AWS::S3::Bucket' } }) }, before);
  expect(new Set(fresh(after).map((one) => one.split(' ')[1]))).toEqual(new Set(['New']));
  const without = report({ 'a.json': template(STATEMENTS.slice(1)) }, before);
  expect(fresh(without)).toContain('SecureTransportRequired Data');
});

test('a second template with the same logical IDs is not the first one', () => {
  const before = report(BEFORE);
  const after = report({ ...BEFORE, 'copy.json': BEFORE['a.json'] }, before);
  expect(fresh(after)).toHaveLength(before.findings.length);
  expect(after.findings.filter(({ isKnown }) => isKnown).every(({ template: { path } }) => path === 'a.json')).toBe(true);
  // What is fixed in one file does not make up for what is broken in another.
  const moved = report({ 'a.json': { Resources: {} }, 'copy.json': BEFORE['a.json'] }, before);
  expect([fresh(moved).length, moved.resolved!.length]).toEqual([before.findings.length, prints(before).length]);
});
