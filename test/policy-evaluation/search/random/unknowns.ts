import type { Random } from './random';
import { type AccessRequest, Principal } from '../../../../src/policy-evaluation';
import type { ContextValue } from '../../../../src/policy-evaluation/context';
import { PrincipalKind } from '../../../../src/policy-evaluation/principal';
import { Hole, isMap, OneOf, Text, Unknown, type Value, type ValueMap } from '../../../../src/template';

/** A policy of which something is not known, and what it turns out to be. */
export interface Undecided {
  readonly document: Value;
  readonly fillings: readonly Filling[];
}

export interface Filling {
  readonly document: Value;
  /** A request that names what is not known, once that is known. */
  readonly filled: (request: AccessRequest) => AccessRequest;
}

/** What no policy names otherwise. */
const STRANGE = 'q';
const STRANGE_ARN = 'arn:aws:q:q:q:q';

/** A policy in which one text is a parameter, a choice, or unknown. */
export function undecided(random: Random, document: Value): Undecided | undefined {
  const texts: string[] = [];
  replaced(document, (text) => {
    texts.push(text);
    return text;
  });
  if (texts.length === 0) { return undefined; }
  const chosen = random.one(texts);
  // What is not known has no wildcards in it, and is an ARN where one is asked for.
  const isArn = texts.some((text) => text.startsWith('arn:'));
  const others = [chosen, random.one(texts), isArn ? STRANGE_ARN : STRANGE].filter((text) => text !== '' && !/[*?]/.test(text));
  // All that is the same text is the same parameter.
  const withInstead = (value: Value) => replaced(document, (text) => (text === chosen ? value : text));
  const filling = (text: string): Filling => ({ document: withInstead(text), filled: (request) => filledRequest(request, text) });
  const sort = random.below(4);
  switch (sort) {
    case 0: {
      const other = random.one([...texts, STRANGE]);
      return { document: withInstead(new OneOf([chosen, other])), fillings: [chosen, other].map(filling) };
    }
    case 1: return { document: withInstead(new Unknown('nothing is known of it')), fillings: others.map(filling) };
    default: {
      const end = sort === 2 ? '' : random.one(['*', '/a', '-x']);
      return {
        document: withInstead(Text.of(new Hole('P'), end)),
        fillings: others.map((text) => ({ document: withInstead(text + end), filled: (request) => filledRequest(request, text) })),
      };
    }
  }
}

/** A policy with its texts of conditions, and of resources of its objects, replaced. */
function replaced(value: Value, replace: (text: string) => Value, isReplaced = false): Value {
  if (typeof value === 'string') { return isReplaced ? replace(value) : value; }
  if (Array.isArray(value)) { return value.map((entry) => replaced(entry, replace, isReplaced)); }
  if (!isMap(value)) { return value; }
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, replaced(entry, replace, isReplaced || name === 'Condition')]));
}

function filledRequest(request: AccessRequest, text: string): AccessRequest {
  const fill = (value: ContextValue): ContextValue => {
    if (Array.isArray(value)) { return (value as readonly ContextValue[]).map(fill); }
    return value instanceof Text ? filledText(value, text) : value;
  };
  return {
    ...request,
    principal: filledPrincipal(request.principal, (value) => fill(value) as string | Text),
    resource: fill(request.resource) as string | Text,
    context: Object.fromEntries(Object.entries(request.context).map(([key, value]) => [key, fill(value)])),
  };
}

function filledText(value: Text, text: string): string | Text {
  return Text.of(...value.parts.map((part) => (part instanceof Hole && part.id === 'P' ? text : part)));
}

function filledPrincipal(principal: Principal, fill: (text: string | Text) => string | Text): Principal {
  const [name] = principal.names;
  if (!(name instanceof Text)) { return principal; }
  switch (principal.kind) {
    case PrincipalKind.ROLE: return Principal.role(fill(name));
    case PrincipalKind.USER: return Principal.user(fill(name));
    case PrincipalKind.FEDERATED: return Principal.federatedUser(fill(name));
    case PrincipalKind.ROOT: return Principal.account(fill(principal.account ?? ''), 'aws');
    default: return principal;
  }
}

/** A policy in which a statement or an element of one is a choice, or unknown. */
export function undecidedElement(random: Random, document: ValueMap, other: ValueMap): Undecided {
  const [statements, others] = [document, other].map(({ Statement: statement }) => statement as readonly ValueMap[]);
  const at = random.below(statements.length);
  const [statement, another] = [statements[at], random.one(others)];
  const name = random.one(Object.keys(statement));
  const isWhole = random.chance(0.3);
  const decided = isWhole ? statement : statement[name];
  const instead = isWhole ? random.one([another, null]) : another[name] ?? null;
  const withInstead = (value: Value): ValueMap => (
    { ...document, Statement: statements.map((one, i) => (i !== at ? one : isWhole ? value : { ...one, [name]: value })) }
  );
  const value = random.chance(0.3) ? new Unknown('nothing is known of it') : new OneOf(random.chance(0.5) ? [decided, instead] : [instead, decided]);
  return { document: withInstead(value), fillings: [decided, instead].map((one) => ({ document: withInstead(one), filled: (request) => request })) };
}
