import type { IConstruct } from 'constructs';
import { RuleSet, S3EncryptionChecks } from '../../src';

/** What the strict rules find in an app or a part of it, but for access logs, which are the caller's decision. */
export function strictFindings(scope: IConstruct): string[] {
  return new S3EncryptionChecks(undefined, { ruleSet: RuleSet.strict() }).validateScope(scope).violations
    .map(({ ruleName, description }) => `${ruleName}: ${description}`)
    .filter((finding) => !finding.startsWith('AccessLoggingEnabled'));
}
