import { agreed } from './shown';
import { any, at, isAbsent, isUnknown, OneOf, Ternary, type Value } from '../../../template';

/** Whether a replication configuration has a rule that is enabled. */
export function replicates(configuration: Value | undefined): Ternary {
  if (isAbsent(configuration)) { return Ternary.NO; }
  const rules = configuration instanceof OneOf || isUnknown(configuration) ? undefined : at(configuration, 'Rules');
  return Array.isArray(rules) ? any(rules.map((rule) => agreed(at(rule, 'Status'), (status) => status === 'Enabled'))) : Ternary.UNKNOWN;
}
