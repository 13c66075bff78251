import { App, type TemplateSource } from '../../../src/template';
import { Posture } from '../../../src/validation/posture';
import { RuleSet } from '../../../src/validation/rule-sets';
import { type RuleMetadata, RULES } from '../../../src/validation/rules';
import { encrypted } from '../rules/support';

export const NOTHING = { Ref: 'AWS::NoValue' };
export const YES_NO = { Type: 'String', AllowedValues: ['yes', 'no'], Default: 'no' };
export const equals = (a: unknown, b: unknown) => ({ 'Fn::Equals': [a, b] });
export const whether = (condition: string, yes: unknown, no: unknown) => ({ 'Fn::If': [condition, yes, no] });
export const algorithm = (SSEAlgorithm: unknown, BucketKeyEnabled?: unknown, more: object = {}) =>
  encrypted({ BucketKeyEnabled, ServerSideEncryptionByDefault: { SSEAlgorithm } }, more);

/** What some rules find: the resource, the severity, and the message. */
export function found(rules: readonly string[], ...sources: readonly (object | TemplateSource)[]): string[] {
  const all = RuleSet.recommended();
  const those = all.without(...all.ruleNames.filter((name) => !rules.includes(name)));
  const named = sources.map((source, i): TemplateSource => ('json' in source ? source : { name: `Stack${i + 1}`, json: source }));
  return those._judge(Posture.of(App.of(named))).map(({ resource, severity, message }) => `${resource.logicalId} ${severity}: ${message}`);
}

/** A rule as it will be once it has a history, for all tests around. */
export function withHistory(ruleName: string, history: Pick<RuleMetadata, 'formerNames' | 'replacedBy'>): void {
  const { metadata } = RULES.find((rule) => rule.metadata.name === ruleName)!;
  const before = { formerNames: metadata.formerNames, replacedBy: metadata.replacedBy };
  beforeAll(() => { Object.assign(metadata, history); });
  afterAll(() => { Object.assign(metadata, before); });
}
