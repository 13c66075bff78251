import { readInputs } from '../../../src/validation/assembly';
import { type Compared, diffOf, type PostureDiff } from '../../../src/validation/comparison';
import { RuleSet } from '../../../src/validation/rule-sets';
import { directoryWith } from '../assembly/support';

export type Resources = { readonly [logicalId: string]: object };

export const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/11111111-1111-1111-1111-111111111111';

export function bucket(properties: object = {}, more: object = {}): object {
  return { Type: 'AWS::S3::Bucket', Properties: properties, ...more };
}

export function key(properties: object = {}, more: object = {}): object {
  return { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: policyDocument(ROOT_MAY_ALL), ...properties }, ...more };
}

export const ROOT_MAY_ALL = { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:*', Resource: '*' };

export function policyDocument(...statements: object[]): object {
  return { Version: '2012-10-17', Statement: statements };
}

export function bucketPolicy(logicalId: string, ...statements: object[]): object {
  return { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: logicalId }, PolicyDocument: policyDocument(...statements) } };
}

/** Default encryption, with what stands beside it in the rule. */
export function encrypted(byDefault: object, rule: object = {}): object {
  return { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: byDefault, ...rule }] } };
}

export const SSE_KMS = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY };

export const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });
export const objectsOf = (logicalId: string) => ({ 'Fn::Sub': `\${${logicalId}.Arn}/*` });

/** What was read at a path of a directory. */
export function sideAt(directory: string, path: string, root = path): Compared {
  return { path, root: root.startsWith('/') ? root : `${directory}/${root}`, templates: readInputs([path], directory, 'S3Encryption').templates };
}

/** No rule: what findings say is not the business of most tests. */
export const NO_RULES = RuleSet.recommended().without(...RuleSet.recommended().ruleNames);

export function compared(before: Resources, after: Resources, rules = NO_RULES): PostureDiff {
  const directory = directoryWith({ 'before/a.json': { Resources: before }, 'after/a.json': { Resources: after } });
  return diffOf(sideAt(directory, 'before'), sideAt(directory, 'after'), rules);
}

/** Each change as `effect resource aspect: before -> after (request)`. */
export function lines({ changes }: PostureDiff): string[] {
  return changes.map(({ effect, subject, aspect, before, after, request }) => (
    `${effect} ${subject.logicalId} ${aspect}: ${before} -> ${after}${request === undefined ? '' : ` (${request})`}`
  ));
}
