import { ACCOUNT, type CallerClass } from './callers';
import { allOf, anyOf, choiceOf, type Formula, literal, negated, NO, UNTOLD, YES } from './formula';
import { FieldWildcard, type PatternToken } from './pattern-set';
import { CALLER, type Test, textTest } from './tests';
import { isAccountId } from '../../encryption/internal';
import { isMap, memo, OneOf, Ternary, Text, Unknown, type Value, type ValueMap } from '../../template';
import { arnFields } from '../arn';
import { PrincipalKind } from '../principal';
import { PrincipalElement } from '../principal-element';
import { Gap, literalTokens } from '../tokens';

/** In which ways an element names callers, as formulas. */
interface Naming {
  readonly everyone: Formula;
  readonly itself: Formula;
  readonly account: Formula;
}

const NO_ONE: Naming = { everyone: NO, itself: NO, account: NO };

/**
 * Whether a statement speaks of a caller.
 *
 * @param byItself Whether it has to do so itself, and not through the account of the caller.
 * @see PrincipalElement, which answers the same for a caller who is known.
 */
export function principalFormula(map: ValueMap, caller: CallerClass, byItself: boolean): Formula {
  const [positive, negative] = [map.Principal ?? null, map.NotPrincipal ?? null];
  if (positive !== null && negative !== null) { return UNTOLD; }
  if (positive === null && negative === null) { return YES; }
  if (caller.principal !== undefined) {
    const element = elementOf(map);
    return told(byItself ? element.coversByItself(caller.principal) : element.covers(caller.principal));
  }
  const { everyone, itself, account } = namingOf(positive ?? negative, caller.kind);
  if (negative === null) { return anyOf(byItself ? [everyone, itself] : [everyone, itself, account]); }
  // To name the account alone leaves it open whether IAM leaves out its roles and users.
  const exempt = caller.kind === PrincipalKind.ROOT ? itself : allOf([account, anyOf([itself, UNTOLD])]);
  return negated(anyOf([everyone, exempt]));
}

const elementOf = memo((map: ValueMap): PrincipalElement => {
  const negative = map.NotPrincipal ?? null;
  return PrincipalElement.of(map.Principal ?? negative, negative !== null, () => {});
});

/** How many names an element has: what it costs to compare a caller with it. */
export const principalsOf = memo((map: ValueMap): number => Object.values(map.Principal ?? map.NotPrincipal ?? {}).flat().length);

export function told(answer: Ternary): Formula {
  switch (answer) {
    case Ternary.YES: return YES;
    case Ternary.NO: return NO;
    case Ternary.UNKNOWN: return UNTOLD;
  }
}

function namingOf(value: Value, kind: PrincipalKind): Naming {
  if (isMap(value)) { return joined(Object.entries(value).map(([type, list]) => entries(list, type, kind)), anyOf); }
  return value instanceof OneOf ? joined(value.options.map((option) => namingOf(option, kind)), choiceOf) : entries(value, 'AWS', kind);
}

function entries(value: Value, type: string, kind: PrincipalKind): Naming {
  if (value === null) { return NO_ONE; }
  if (value instanceof Unknown) { return { everyone: UNTOLD, itself: UNTOLD, account: UNTOLD }; }
  if (value instanceof OneOf) { return joined(value.options.map((option) => entries(option, type, kind)), choiceOf); }
  if (Array.isArray(value)) { return joined(value.map((item) => entries(item, type, kind)), anyOf); }
  if (value instanceof Text || typeof value === 'string') { return entry(value, type, kind); }
  return typeof value === 'number' ? entry(String(value).padStart(12, '0'), type, kind) : { ...NO_ONE, itself: UNTOLD };
}

function entry(value: string | Text, type: string, kind: PrincipalKind): Naming {
  switch (type) {
    case 'AWS': return named(value, kind);
    case 'Service':
    case 'Federated': return NO_ONE;
    case 'CanonicalUser': return { ...NO_ONE, account: UNTOLD, itself: kind === PrincipalKind.ROOT ? UNTOLD : NO };
    default: return { everyone: UNTOLD, itself: UNTOLD, account: UNTOLD };
  }
}

function named(value: string | Text, kind: PrincipalKind): Naming {
  if (value === '*') { return { ...NO_ONE, everyone: YES }; }
  const fields = arnFields(value);
  if (fields instanceof Array) {
    if (fields[5] === 'root') { return ofAccount(fields[4], kind); }
    return fields[2] === 'sts' && kind !== PrincipalKind.FEDERATED ? NO_ONE : { ...NO_ONE, itself: literal(test(withAnyPartition(fields))) };
  }
  if (typeof value === 'string') { return isAccountId(value) ? ofAccount(value, kind) : /^A[A-Z]{3}[A-Z0-9]{12,}$/.test(value) ? { ...NO_ONE, itself: UNTOLD } : NO_ONE; }
  // What is the number of an account is not the ARN of a role.
  const account = ofAccount(value, kind);
  return { ...account, itself: anyOf([account.itself, literal(test(tokensOf(value)))]) };
}

function ofAccount(id: string | Text, kind: PrincipalKind): Naming {
  const account = literal(test(tokensOf(id), ACCOUNT));
  return { ...NO_ONE, account, itself: kind === PrincipalKind.ROOT ? account : NO };
}

/** A policy can only name principals of its own partition. */
function withAnyPartition(fields: readonly (string | Text)[]): readonly PatternToken[] {
  return fields.flatMap((field, i): PatternToken[] => [
    ...(i === 1 && field instanceof Text ? [FieldWildcard.ANY_TEXT] : tokensOf(field)), ...(i < fields.length - 1 ? [':'] : []),
  ]);
}

function tokensOf(text: string | Text): readonly PatternToken[] {
  return Array.from(literalTokens(text)) as PatternToken[];
}

function test(tokens: readonly PatternToken[], segment?: string): Test {
  const name = JSON.stringify(tokens.map((token) => (token instanceof Gap ? [token.id] : token)));
  const isHoled = tokens.some((token) => token instanceof Gap);
  const text = { plain: isHoled ? [] : [tokens], holed: new Map(isHoled ? [[name, tokens]] : []), untold: false, ignoreCase: false, arns: false };
  return { ...textTest(`${segment ?? ''} is ${name}`, CALLER, text), segment };
}

function joined(namings: readonly Naming[], how: (parts: readonly Formula[]) => Formula): Naming {
  if (namings.length === 1) { return namings[0]; }
  return {
    everyone: how(namings.map(({ everyone }) => everyone)),
    itself: how(namings.map(({ itself }) => itself)),
    account: how(namings.map(({ account }) => account)),
  };
}
