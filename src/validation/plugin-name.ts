/** The name under which findings are reported and acknowledged in CDK apps. */
export const PLUGIN_NAME = 'S3Encryption';

/** What users acknowledge: `Validations.of(construct).acknowledge({ id, reason })`. */
export function acknowledgementId(ruleName: string): string {
  return `${PLUGIN_NAME}::${ruleName}`;
}
