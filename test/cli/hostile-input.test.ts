import * as fs from 'fs';
import * as path from 'path';
import * as fc from 'fast-check';
import { ran } from './support';
import { ExitCode } from '../../src/cli/io';
import { App } from '../../src/template';
import { parseTemplate, SourceMap, TemplateError } from '../../src/template-parser';
import { Posture } from '../../src/validation/posture';
import { RuleSet } from '../../src/validation/rule-sets/rule-set';
import { RuleName } from '../../src/validation/rules';
import { directoryWith } from '../validation/assembly/support';

const EVERY_RULE = RuleSet.strict().including(...Object.values(RuleName));

/** One of everything that rules look at. */
const TEMPLATE = `
Parameters:
  Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: !If [IsProd, true, !Ref AWS::NoValue]
      KeyPolicy:
        Statement:
          - {Effect: Allow, Principal: {AWS: !Sub 'arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root'}, Action: 'kms:*', Resource: '*'}
          - {Effect: Allow, Principal: {Service: logging.s3.amazonaws.com}, Action: ['kms:GenerateDataKey*'], Resource: '*'}
  Alias: {Type: AWS::KMS::Alias, Properties: {AliasName: alias/a, TargetKeyId: !Ref Key}}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: s3.amazonaws.com}, Action: sts:AssumeRole}]}
      Policies:
        - PolicyName: p
          PolicyDocument:
            Statement:
              - {Effect: Allow, Action: [kms:Decrypt], Resource: !GetAtt Key.Arn, Condition: {StringLike: {kms:ViaService: 's3.*.amazonaws.com'}}}
  Bucket:
    Type: AWS::S3::Bucket
    Condition: IsProd
    Properties:
      BucketName: !Join ['-', [a, !Ref Stage]]
      VersioningConfiguration: {Status: Enabled}
      LoggingConfiguration: {DestinationBucketName: !Ref Logs, LogFilePrefix: x}
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - {BucketKeyEnabled: 'true', ServerSideEncryptionByDefault: {SSEAlgorithm: aws:kms, KMSMasterKeyID: !GetAtt Key.Arn}}
      InventoryConfigurations:
        - {Id: i, Enabled: true, IncludedObjectVersions: All, ScheduleFrequency: Daily, Destination: {BucketArn: !GetAtt Logs.Arn, Format: CSV}}
      ReplicationConfiguration:
        Role: !GetAtt Role.Arn
        Rules:
          - Status: Enabled
            SourceSelectionCriteria: {SseKmsEncryptedObjects: {Status: Enabled}}
            Destination: {Bucket: !GetAtt Logs.Arn, EncryptionConfiguration: {ReplicaKmsKeyID: !Ref Alias}}
  Logs: {Type: AWS::S3::Bucket, Properties: {ObjectLockEnabled: true}}
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Bucket
      PolicyDocument:
        Statement:
          - Effect: Deny
            Principal: '*'
            Action: s3:*
            Resource: [!GetAtt Bucket.Arn, !Sub '\${Bucket.Arn}/*']
            Condition: {Bool: {aws:SecureTransport: 'false'}}
          - Effect: Deny
            NotPrincipal: {AWS: [!GetAtt Role.Arn]}
            Action: s3:PutObject
            Resource: !Sub '\${Bucket.Arn}/*'
            Condition: {StringNotEquals: {'s3:x-amz-server-side-encryption': aws:kms}, 'Null': {'s3:x-amz-server-side-encryption': 'false'}}
  Trail: {Type: AWS::CloudTrail::Trail, Properties: {S3BucketName: !Ref Logs, IsLogging: true}}
`;

const STRANGE: readonly unknown[] = [
  null, true, false, 0, -1, 1e308, '', '*', 'true', '__proto__', '${', '${Bucket', '${!x}', 'arn:aws:s3:::', 'arn:', 'alias/', '\u0000', '\ud800', 'x'.repeat(10_000),
  [], {}, [[]], [null], { Ref: 'Bucket' }, { Ref: 'Nothing' }, { Ref: ['a'] }, { 'Fn::If': ['IsProd'] }, { 'Fn::If': ['IsProd', null, { Ref: 'AWS::NoValue' }] },
  { 'Fn::Sub': '${Bucket.Arn}/${Bucket.Arn}' }, { 'Fn::GetAtt': 'Bucket.Arn' }, { 'Fn::GetAtt': [] }, { 'Fn::Join': ['', { Ref: 'Stage' }] },
  { 'Fn::Select': [99, []] }, { 'Fn::FindInMap': ['a', 'b', 'c'] }, { 'Fn::Transform': {} }, { 'Fn::Unknown': [] }, { AWS: '*' }, { Bool: [] },
];

const strange = () => fc.oneof(fc.constantFrom(...STRANGE), fc.jsonValue());

/** Replaces, removes or repeats some nodes of a template. */
function mutated(template: unknown, mutations: readonly (readonly [number, number, unknown])[]): unknown {
  const copy = structuredClone(template);
  for (const [place, kind, given] of mutations) {
    const value = structuredClone(given);
    const nodes = containers(copy);
    const container = nodes[place % nodes.length];
    const keys = Object.keys(container);
    if (keys.length === 0) { continue; }
    const key = keys[(place >> 8) % keys.length]; // eslint-disable-line no-bitwise
    switch (kind % 4) {
      case 0: delete container[key]; break;
      case 1: Object.defineProperty(container, key, { value, enumerable: true, writable: true, configurable: true }); break;
      case 2: container[key] = [container[key], value]; break;
      default: container[key] = { 'Fn::If': ['IsProd', container[key], value] };
    }
  }
  return copy;
}

function containers(node: unknown): { [key: string]: unknown }[] {
  if (typeof node !== 'object' || node === null) { return []; }
  return [node as { [key: string]: unknown }, ...Object.values(node).flatMap(containers)];
}

function judgeText(text: string, file: string): void {
  let json: unknown;
  try {
    json = parseTemplate(text, file);
  } catch (error) {
    expect(error).toBeInstanceOf(TemplateError);
    return;
  }
  const map = new SourceMap(text, file);
  for (const { resource, property } of EVERY_RULE._judge(Posture.of(App.of([{ name: file, json }])))) {
    map.locate(['Resources', resource.logicalId, ...property.split('.')]);
  }
}

const MUTATIONS = fc.array(fc.tuple(fc.nat(1_000_000), fc.nat(3), strange()), { minLength: 1, maxLength: 6 });

test('the template finds its way through every rule', () => {
  expect(EVERY_RULE._judge(Posture.of(App.of([{ name: 'a', json: parseTemplate(TEMPLATE, 'a.yaml') }]))).length).toBeGreaterThan(0);
});

test('whatever is wrong with a template, no rule throws or hangs', () => {
  const template = parseTemplate(TEMPLATE, 'a.yaml');
  fc.assert(fc.property(MUTATIONS, (mutations) => { judgeText(JSON.stringify(mutated(template, mutations)), 'a.json'); }), { numRuns: 200, endOnFailure: true });
});

test('whatever is wrong with a text of YAML, it is read or refused', () => {
  const edit = fc.tuple(fc.nat(TEMPLATE.length), fc.nat(40), fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('&a ', '*a', '<<: ', '!Ref ', '{', ']', '\t', '---\n', '? ')));
  fc.assert(fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
    judgeText(edits.reduce((text, [at, removed, added]) => text.slice(0, at) + added + text.slice(at + removed), TEMPLATE), 'a.yaml');
  }), { numRuns: 150, endOnFailure: true });
});

test('whatever a file holds, the program ends with a code and in at most a line for each problem', () => {
  const cwd = directoryWith();
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.string({ unit: 'binary' })), fc.constantFrom('a.json', 'a.yaml', 'a.template'), (text, file) => {
    fs.writeFileSync(path.join(cwd, file), text);
    const { code, stderr } = ran(cwd, 'check', file);
    expect([ExitCode.CLEAN, ExitCode.FINDINGS, ExitCode.FAILURE]).toContain(code);
    expect(stderr).not.toContain('unexpected error');
  }), { numRuns: 150, endOnFailure: true });
});

test.each([400, 5_000])('a property nested %d deep is judged or refused', (depth) => {
  const deep = '{"Fn::If":["IsProd",'.repeat(depth) + '1' + ',2]}'.repeat(depth);
  judgeText(`{"Resources":{"B":{"Type":"AWS::S3::Bucket","Properties":{"BucketEncryption":${deep}}}}}`, 'a.json');
});
