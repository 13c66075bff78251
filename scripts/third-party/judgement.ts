import type { Allowed, Finding } from './finding';

/** What comes of the findings of a validator. */
export interface Judgement {
  readonly findings: number;
  /** What no entry of the list allows. */
  readonly unexplained: readonly Finding[];
  /** Entries that nothing matches any more. */
  readonly unused: readonly Allowed[];
}

export function judge(findings: readonly Finding[], allowed: readonly Allowed[]): Judgement {
  const used = new Set<Allowed>();
  const unexplained = findings.filter((finding) => {
    const entries = allowed.filter((entry) => allows(entry, finding));
    for (const entry of entries) { used.add(entry); }
    return entries.length === 0;
  });
  return { findings: findings.length, unexplained, unused: allowed.filter((entry) => !used.has(entry)) };
}

function allows({ rule, at }: Allowed, finding: Finding): boolean {
  return rule === finding.rule && (at === undefined || at.test(`${finding.type} ${finding.place}`));
}

/** Lines that say what is wrong; none if nothing is. Findings of one rule that say the same come together. */
export function complaints({ unexplained, unused }: Judgement): string[] {
  const alike = new Map<string, Finding[]>();
  for (const finding of unexplained) {
    const key = `${finding.rule} ${finding.type} ${finding.message}`;
    alike.set(key, [...alike.get(key) ?? [], finding]);
  }
  return [
    ...[...alike.values()].map(([first, ...others]) =>
      `${first.rule}: ${first.type} ${first.place}${others.length > 0 ? ` (and ${others.length} more)` : ''}: ${first.message}`),
    ...unused.map(({ rule, at }) => `${rule}: nothing ${at === undefined ? '' : `at ${String(at)} `}is found any more. Fix: remove it from the list of what is allowed`),
  ];
}
