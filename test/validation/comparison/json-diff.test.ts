import { arnOf, bucket, bucketPolicy, objectsOf, type Resources, sideAt } from './support';
import { diffOf, jsonDiff } from '../../../src/validation/comparison';
import { RuleSet } from '../../../src/validation/rule-sets';
import { directoryWith } from '../assembly/support';

const RULES = RuleSet.recommended().without(...RuleSet.recommended().ruleNames.filter((name) => name !== 'SecureTransportRequired'));
const TLS = (logicalId: string) => ({
  Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [arnOf(logicalId), objectsOf(logicalId)], Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});
const at = (path: string) => ({ Metadata: { 'aws:cdk:path': path } });
const artifacts = { Data: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Data.template.json', stackName: 'Prod-Data' } } };
const side = (directory: string, Resources_: Resources) => ({
  [`${directory}/manifest.json`]: { version: '38.0.0', artifacts }, [`${directory}/Data.template.json`]: { Resources: Resources_ },
});

/** The comparison of two assemblies with a stack `Prod-Data`. */
function jsonOf(before: Resources, after: Resources) {
  const directory = directoryWith({ ...side('before', before), ...side('after', after) });
  return JSON.parse(jsonDiff(diffOf(sideAt(directory, 'before'), sideAt(directory, 'after'), RULES))) as {
    changes: object[]; newFindings: object[]; resolvedFindings: object[];
  };
}

const PLACE = { template: 'Data.template.json', stack: 'Prod-Data', logicalId: 'A', constructPath: 'Data/A/Resource', resourceType: 'AWS::S3::Bucket' };
const A = bucket({}, at('Data/A/Resource'));

test('a change has its place, with the stack and the construct, what it was and is, and what to know of it', () => {
  expect(jsonOf({ A }, { A: bucket({ BucketName: 'mine' }, at('Data/A/Resource')) }).changes).toEqual([{
    ...PLACE, effect: 'weaker', aspect: 'replacement', before: 'deleted', after: 'replaced', note: expect.stringMatching(/^CloudFormation creates a new, empty bucket, /),
  }]);
});

test('a change of requests has an example', () => {
  const { changes } = jsonOf({ A, P: bucketPolicy('A', TLS('A')) }, { A });
  expect(changes).toContainEqual({
    ...PLACE, effect: 'weaker', aspect: 'requests', before: 'denied', after: 'not denied', request: 's3:GetObject by a role with aws:SecureTransport false',
  });
});

test('a new finding has its place, and what the rule says', () => {
  expect(jsonOf({ A, P: bucketPolicy('A', TLS('A')) }, { A }).newFindings).toEqual([{
    ...PLACE,
    effect: 'weaker',
    rule: 'SecureTransportRequired',
    severity: 'error',
    status: 'violation',
    message: 'The bucket has no policy, so requests over plain HTTP are not denied.',
    property: 'Properties',
    fingerprint: expect.stringMatching(/^\w+$/),
  }]);
});

test('a finding that is resolved has its place, and what the rule said', () => {
  const { resourceType: _type, stack: _stack, ...place } = PLACE;
  expect(jsonOf({ A }, { A, P: bucketPolicy('A', TLS('A')) }).resolvedFindings).toEqual([{
    ...place,
    rule: 'SecureTransportRequired',
    severity: 'error',
    message: 'The bucket has no policy, so requests over plain HTTP are not denied.',
    property: 'Properties',
    fingerprint: expect.stringMatching(/^\w+$/),
  }]);
});
