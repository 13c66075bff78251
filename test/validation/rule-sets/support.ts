import { type RuleMetadata, RULES } from '../../../src/validation/rules';

/** A rule as it will be once it has a history, for all tests around. */
export function withHistory(ruleName: string, history: Pick<RuleMetadata, 'formerNames' | 'replacedBy'>): void {
  const { metadata } = RULES.find((rule) => rule.metadata.name === ruleName)!;
  const before = { formerNames: metadata.formerNames, replacedBy: metadata.replacedBy };
  beforeAll(() => { Object.assign(metadata, history); });
  afterAll(() => { Object.assign(metadata, before); });
}
