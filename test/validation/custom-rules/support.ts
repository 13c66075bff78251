import { type BucketView, CustomFinding, CustomRule, type CustomRuleProps, RuleSet, Severity } from '../../../src';
import { App, type TemplateSource } from '../../../src/template';
import { viewsOf } from '../../../src/validation/custom-rules/private/views';
import { Posture } from '../../../src/validation/posture';
import type { Sections } from '../rules/support';

/** The view of a bucket of some templates. */
export function viewOf(logicalId: string, ...templates: readonly (Sections | TemplateSource)[]): BucketView {
  const posture = postureOf(...templates);
  return viewsOf(posture)(posture.buckets.find(({ resource }) => resource.logicalId === logicalId)!);
}

export function postureOf(...templates: readonly (Sections | TemplateSource)[]): Posture {
  return Posture.of(App.of(templates.map((one, i): TemplateSource => ('json' in one ? one : { name: `Stack${i + 1}`, json: one }))));
}

/** A custom rule of which only the check matters. */
export function ruleThat(check: (bucket: BucketView) => CustomFinding[], more: Partial<CustomRuleProps> = {}): CustomRule {
  return new CustomRule({
    name: 'AcmeRule',
    title: 'Buckets are as Acme wants them',
    description: 'Acme says so.',
    fix: 'Ask Acme.',
    severity: Severity.ERROR,
    check: { checkBucket: check },
    ...more,
  });
}

/** What custom rules find, without what those of the library find. */
export function found(rules: readonly CustomRule[], ...templates: readonly (Sections | TemplateSource)[]): string[] {
  return RuleSet.recommended().withCustomRules(...rules)._judge(postureOf(...templates))
    .filter(({ rule }) => rules.some(({ name }) => name === rule.name))
    .map(({ rule, resource, severity, status, property, message }) => `${resource.logicalId} ${rule.name} ${severity} ${status} ${property}: ${message}`);
}

/** Says of every bucket what a look at it sees. */
export function saying(look: (bucket: BucketView) => string): (bucket: BucketView) => CustomFinding[] {
  return (bucket) => [CustomFinding.violation(look(bucket))];
}
