import { EACH } from '../../../services';
import { at, isAbsent, isUnknown, optionsOf, type PropertyPath, type Resource, Ternary, type Value } from '../../../template';

/** Reads below one possibility of a property. */
export type Read = (...path: PropertyPath) => Value | undefined;

/** One possibility of a property below which others stand. */
export interface Branch {
  readonly path: PropertyPath;
  readonly value: Read;
  /** Whether conditions or parameters decide that it is there. */
  readonly isChoice: boolean;
}

/** Each possibility of the property below which the others stand, so that what belongs together stays together. */
export function branches(source: Resource, within: readonly string[] = []): Generator<Branch> {
  return along({ path: [], value: (...path) => source.read(...path), isChoice: false }, within);
}

function* along(branch: Branch, within: readonly string[]): Generator<Branch> {
  if (within.length === 0) {
    yield branch;
    return;
  }
  const place = within.indexOf(EACH);
  const direct = place < 0 ? within : within.slice(0, place);
  const paths: PropertyPath[] = place < 0 ? [direct] : indexesOf(branch.value(...direct)).map((i) => [...direct, i]);
  const others = place < 0 ? [] : within.slice(place + 1);
  for (const path of paths) {
    const value = branch.value(...path);
    const options = value === undefined ? [] : optionsOf(value);
    for (const option of options) {
      if (isAbsent(option)) { continue; }
      const isChoice = branch.isChoice || options.length > 1;
      yield* along({ path: [...branch.path, ...path], value: (...more) => at(option, ...more), isChoice }, others);
    }
  }
}

/** The indexes of a list, or of the longest list that it can be. */
function indexesOf(value: Value | undefined): readonly number[] {
  const length = value === undefined ? 0 : Math.max(...optionsOf(value).map((option) => (Array.isArray(option) ? option.length : 0)));
  return Array.from({ length }, (_, i) => i);
}

/** Every branch of a choice counts, so logs that may be turned on are. */
export function isOn(value: Value): Ternary {
  const options = optionsOf(value);
  if (options.some((option) => String(option).toLowerCase() === 'true')) { return Ternary.YES; }
  return options.some((option) => isUnknown(option) || (typeof option === 'object' && option !== null)) ? Ternary.UNKNOWN : Ternary.NO;
}
