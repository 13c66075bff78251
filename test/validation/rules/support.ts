import { App, type TemplateSource } from '../../../src/template';
import { Posture } from '../../../src/validation/posture';
import { type Judgement, RuleSet } from '../../../src/validation/rule-sets/rule-set';
import type { Rule, RuleName } from '../../../src/validation/rules';

/** A finding with the logical id of its resource. */
export type Found = Pick<Judgement, 'status' | 'severity' | 'property' | 'message'> & { on: string };

export interface Sections {
  readonly Parameters?: object;
  readonly Conditions?: object;
  readonly Resources: { readonly [logicalId: string]: object };
}

/** What a rule says of templates, at the level that the recommended rules give it. */
export function findings(rule: Rule, ...templates: Sections[]): Found[] {
  return judged(rule, templates.map((json, i) => ({ name: i === 0 ? 'Stack' : `Stack${i + 1}`, json })));
}

/** The same for stacks of which more is known: their environment, their parents. */
export function judged(rule: Rule, sources: readonly TemplateSource[]): Found[] {
  const { name } = rule.metadata;
  const alone = RuleSet.recommended().including(name as RuleName);
  const app = App.of(sources);
  return alone.without(...alone.ruleNames.filter((other) => other !== name))._judge(Posture.of(isMerging ? app.under(new Map()) : app))
    .map(({ resource, status, severity, property, message }) => ({ on: resource.logicalId, status, severity, property, message }));
}

let isMerging = false;

/** What rules say where there are too many cases to judge each: what properties can be is judged all at once. */
export function merging<T>(work: () => T): T {
  isMerging = true;
  try {
    return work();
  } finally {
    isMerging = false;
  }
}

/** What is added to a message that holds in some cases only. */
export function when(words: string): string {
  return words === '' ? '' : ` This applies if ${words}.`;
}

export function bucket(properties: object = {}) {
  return { Type: 'AWS::S3::Bucket', Properties: properties };
}

/** A bucket with one rule of default encryption. */
export function encrypted(rule: object, more: object = {}) {
  return bucket({ ...more, BucketEncryption: { ServerSideEncryptionConfiguration: [rule] } });
}

export const IF = (yes: unknown, no: unknown) => ({ 'Fn::If': ['Condition', yes, no] });
export const CONDITIONS = { Condition: { 'Fn::Equals': [{ Ref: 'Parameter' }, 'yes'] } };
export const PARAMETERS = { Parameter: { Type: 'String' } };
