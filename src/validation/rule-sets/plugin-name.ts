import { namesOf, type RuleMetadata } from '../rules';

/** The name under which findings are reported and acknowledged in CDK apps. */
export const PLUGIN_NAME = 'S3Encryption';

/** Every id under which a rule's findings are acknowledged: that of its name first, then those of its former names. */
export function acknowledgementIds(rule: RuleMetadata): readonly string[] {
  return namesOf(rule).map(acknowledgementId);
}

/** What users acknowledge: `Validations.of(construct).acknowledge({ id, reason })`. */
export function acknowledgementId(ruleName: string): string {
  return `${PLUGIN_NAME}::${ruleName}`;
}

/** What to do about an acknowledgement under a former name. */
export function renamedHint(formerId: string, { name }: Pick<RuleMetadata, 'name'>): string {
  return `${formerId} is a former name of ${acknowledgementId(name)}. The acknowledgement still works. `
    + `Fix: acknowledge ${acknowledgementId(name)} instead.`;
}
