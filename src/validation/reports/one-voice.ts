import type { Judgement } from '../rule-sets';
import { Severity, Status } from '../rules';

/** A finding, and those that are left out because it says the same. */
export interface Voice<Of extends Judgement> {
  readonly finding: Of;
  readonly also: readonly Of[];
}

const RANK: Readonly<Record<Severity, number>> = { [Severity.ERROR]: 0, [Severity.WARNING]: 1, [Severity.INFO]: 2 };

const NOBODY: readonly never[] = [];

/** How messages say what is undetermined, and for which reason: `It cannot be determined whether …: reason.` What says it in other words stays alone. */
const UNDETERMINED = /cannot be determined (?:whether|how) .*?: (.+)$/s;

// docs/decisions/0097
/**
 * What several rules cannot tell of a resource for one and the same reason, such as the value of one parameter, is one finding: that
 * of the most severe rule, and of several of these that of the first. All others stay.
 *
 * @param isAlone Whether a finding is left as it is: what is acknowledged speaks for nobody else.
 */
export function oneVoice<Of extends Judgement>(findings: readonly Of[], isAlone: (finding: Of) => boolean): Voice<Of>[] {
  const byReason = new Map<string, Of[]>();
  const groups: Of[][] = [];
  for (const finding of findings) {
    const reason = finding.status === Status.UNKNOWN && !isAlone(finding) ? UNDETERMINED.exec(finding.message)?.[1] : undefined;
    const key = reason === undefined ? undefined : JSON.stringify([finding.resource.template, finding.resource.logicalId, reason]);
    const group = key === undefined ? undefined : byReason.get(key);
    if (group) {
      group.push(finding);
    } else {
      groups.push([finding]);
      if (key !== undefined) { byReason.set(key, groups[groups.length - 1]); }
    }
  }
  return groups.map((group) => {
    if (group.length === 1) { return { finding: group[0], also: NOBODY }; }
    const voice = group.reduce((loudest, one) => (RANK[one.severity] < RANK[loudest.severity] ? one : loudest));
    return { finding: voice, also: group.filter((one) => one !== voice) };
  });
}

/** What a finding says for those that are left out. */
export function saidAlso(also: readonly Pick<Judgement, 'rule'>[], own: Pick<Judgement, 'rule'>): string {
  const names = [...new Set(also.map(({ rule }) => rule.name))].filter((name) => name !== own.rule.name);
  if (names.length === 0) { return ''; }
  const listed = names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
  return ` For the same reason, ${listed} ${names.length === 1 ? 'is' : 'are'} undetermined.`;
}
