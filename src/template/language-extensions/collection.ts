import { optionsOf } from '../possibilities';
import { isRawMap, isScalar, own, RawMap } from '../raw';
import { ABSENT, isUnknown, Value } from '../value';

/** The members that a loop runs over, as far as they are known. */
export interface Collection {
  /**
   * Every member that there can be: of a parameter the default and the allowed values, of a choice both branches. Only of a
   * single list can a member be there twice.
   */
  readonly members: readonly string[];
  /** Why there may be members that are not known, as a clause; nothing if all of them are known. */
  readonly unknown?: string;
}

/**
 * @param raw How the template names the collection.
 * @param value What that can turn out to be.
 */
export function collectionOf(raw: unknown, value: Value, parameters: RawMap): Collection {
  const lists = optionsOf(value);
  const known = lists.filter((list): list is Value[] => Array.isArray(list));
  const others = lists.filter((list) => !Array.isArray(list));
  const allowed = others.length > 0 ? allowedMembers(raw, parameters) : undefined;
  if (known.length === 0 && !allowed) { return { members: [], unknown: reasonOf(others[0]) }; }
  const found = known.map(membersOf);
  const members = [...found.flatMap((list) => list.members), ...allowed ?? []];
  return {
    // Lists that exclude each other share members.
    members: found.length === 1 && !allowed && found[0].isLiteral ? members : [...new Set(members)],
    unknown: found.find((list) => list.unknown !== undefined)?.unknown,
  };
}

/** Whether the template refuses to show the members: CloudFormation runs over no parameter with `NoEcho`. */
export function isSecret(raw: unknown, parameters: RawMap): boolean {
  const declaration = parameterOf(raw, parameters);
  const noEcho = declaration && own(declaration, 'NoEcho');
  return noEcho === true || noEcho === 'true';
}

interface Members {
  readonly members: readonly string[];
  readonly isLiteral: boolean;
  readonly unknown?: string;
}

function membersOf(list: readonly Value[]): Members {
  const members: string[] = [];
  let isLiteral = true;
  let unknown: string | undefined;
  for (const member of list) {
    const options = optionsOf(member);
    const known = options.filter(isScalar).map(String);
    isLiteral &&= options.length === 1;
    // A parameter has a default; what else it may be given is one possibility among others.
    if (known.length === 0) { unknown ??= reasonOf(options.find((option) => option !== ABSENT) ?? ABSENT); }
    members.push(...known);
  }
  return { members, isLiteral, unknown };
}

/** Each member of a list parameter is one of its allowed values. */
function allowedMembers(raw: unknown, parameters: RawMap): readonly string[] | undefined {
  const declaration = parameterOf(raw, parameters);
  // Of a parameter that is read from Parameter Store, they are names there.
  const allowed = declaration && own(declaration, 'Type') === 'CommaDelimitedList' ? own(declaration, 'AllowedValues') : undefined;
  return Array.isArray(allowed) && allowed.length > 0 ? allowed.filter(isScalar).map(String) : undefined;
}

function parameterOf(raw: unknown, parameters: RawMap): RawMap | undefined {
  const name = isRawMap(raw) ? own(raw, 'Ref') : undefined;
  const declaration = typeof name === 'string' ? own(parameters, name) : undefined;
  return isRawMap(declaration) ? declaration : undefined;
}

function reasonOf(value: Value): string {
  if (isUnknown(value)) { return value.reason; }
  return isScalar(value) || value === ABSENT ? 'it is no list' : 'it is known at deployment only';
}
