import { ASPECTS, type Aspect, effectOf, type Fact, UNKNOWN } from '../aspects';
import { Effect } from '../effect';
import type { Change } from '../posture-diff';

/** What reports say of what is new. */
const TOLD_OF_NEW: readonly Aspect[] = ['defaultEncryption', 'key', 'keyRotation', 'deletionPolicy'];

export function inShort(facts: readonly Fact[]): string {
  return facts.filter(({ aspect, value }) => TOLD_OF_NEW.includes(aspect) && value !== 'none')
    .map(({ aspect, value, shown = value }) => `${ASPECTS[aspect].title}: ${shown}`).join('; ');
}

/** The changes of facts about the same; a replication that is on one side only appears or disappears. */
export function changedFacts(before: readonly Fact[], after: readonly Fact[]): Omit<Change, 'subject'>[] {
  const untold = [...before, ...after].filter(isUntold);
  const told = (facts: readonly Fact[]) => new Map(facts.filter((fact) => !isUntold(fact)).map((fact) => [idOf(fact), fact]));
  const [former, present] = [told(before), told(after)];
  const result = [...new Set([...present.keys(), ...former.keys()])].flatMap((id): Omit<Change, 'subject'>[] => {
    const [from, to] = [former.get(id), present.get(id)];
    const { aspect, about } = (to ?? from)!;
    if (from && to) {
      const effect = effectOf(from, to);
      const note = noteOf(aspect);
      return effect === undefined ? [] : [{
        aspect, effect, before: textOf(from, about), after: textOf(to, about), ...(note === undefined ? {} : { note }),
      }];
    }
    if (aspect !== 'replication' || untold.length > 0) { return []; }
    return [{ aspect, effect: Effect.OTHER, before: from ? textOf(from) : null, after: to ? textOf(to) : null }];
  });
  if (untold.length === 0 || (untold.length === 2 && untold[0].value === untold[1].value)) { return inOrder(result); }
  return inOrder([...result, { aspect: 'replication', effect: Effect.UNDETERMINED, before: null, after: null, note: 'The rules are known at deployment only.' }]);
}

/** Whether it stands for all rules of a replication, of which nothing is known. */
function isUntold({ aspect, rank }: Fact): boolean {
  return aspect === 'replication' && rank === UNKNOWN;
}

function noteOf(aspect: Aspect): string | undefined {
  const definition = ASPECTS[aspect];
  return 'note' in definition ? definition.note : undefined;
}

function idOf({ aspect, about }: Fact): string {
  return JSON.stringify([aspect, about]);
}

function textOf({ value, shown = value }: Fact, about?: string): string {
  return about === undefined ? shown : `${shown} in ${about}`;
}

const ORDER = Object.keys(ASPECTS);

function inOrder<Of extends { readonly aspect: Aspect }>(changes: readonly Of[]): Of[] {
  return [...changes].sort((one, other) => ORDER.indexOf(one.aspect) - ORDER.indexOf(other.aspect));
}
