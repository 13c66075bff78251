import type { Change, NewFinding, PostureDiff, Subject } from '../posture-diff';

/** Resources of one stack that change in the same way. */
export interface ChangedAlike {
  readonly subjects: readonly Subject[];
  readonly changes: readonly Omit<Change, 'subject'>[];
}

/** In the order of their first resources. */
export function changedAlike({ changes }: Pick<PostureDiff, 'changes'>): readonly ChangedAlike[] {
  const bySubject = grouped(changes, ({ subject: { template, logicalId } }) => JSON.stringify([template, logicalId]));
  const all = bySubject.map(([first, ...others]) => ({
    subject: first.subject, changes: [first, ...others].map(({ subject: _, ...change }) => change),
  }));
  return grouped(all, ({ subject, changes: own }) => JSON.stringify([subject.stack ?? subject.template, subject.resourceType, own]))
    .map((group) => ({ subjects: group.map(({ subject }) => subject), changes: group[0].changes }));
}

/** The same by change: one that several resources of a stack have is one. */
export function sameChanges({ changes }: Pick<PostureDiff, 'changes'>): readonly ChangedAlike[] {
  return grouped(changes, ({ subject: { stack, template, resourceType }, ...change }) => JSON.stringify([stack ?? template, resourceType, change]))
    .map((group) => {
      const [{ subject: _, ...change }] = group;
      return { subjects: group.map(({ subject }) => subject), changes: [change] };
    });
}

/** New findings of one rule that do the same. */
export function foundAlike({ newFindings }: Pick<PostureDiff, 'newFindings'>): readonly (readonly NewFinding[])[] {
  return grouped(newFindings, ({ effect, finding: { rule, severity, status } }) => JSON.stringify([effect, rule.name, severity, status]));
}

function grouped<Of>(all: readonly Of[], keyOf: (one: Of) => string): Of[][] {
  const groups = new Map<string, Of[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) { group.push(one); } else { groups.set(keyOf(one), [one]); }
  }
  return [...groups.values()];
}
