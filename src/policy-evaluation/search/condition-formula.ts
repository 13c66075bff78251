import { allOf, choiceOf, type Formula, literal, UNTOLD, YES } from './formula';
import { alternativesOf, identityOf, type KnownValues, patternsOf } from './patterns';
import { CALLER, type Test, type TextPatterns } from './tests';
import { isMap, OneOf, Ternary, Text, Unknown, type Value } from '../../template';
import { condition } from '../condition';
import { operator } from '../condition-operators';
import { Context, type ContextKeys, type ContextValue } from '../context';

/** Operators that compare texts, with how they read them. */
const TEXT_OPERATORS = new Map<string, { readonly wildcards?: boolean; readonly ignoreCase?: boolean; readonly arns?: boolean }>([
  ['stringequals', {}],
  ['stringnotequals', {}],
  ['stringequalsignorecase', { ignoreCase: true }],
  ['stringnotequalsignorecase', { ignoreCase: true }],
  ['stringlike', { wildcards: true }],
  ['stringnotlike', { wildcards: true }],
  ['arnequals', { arns: true }],
  ['arnlike', { arns: true }],
  ['arnnotequals', { arns: true }],
  ['arnnotlike', { arns: true }],
]);

/** Which unknown a condition key is about: itself, unless it follows from another. */
export type UnknownOf = (key: string) => { readonly unknown: string; readonly segment?: string };

/** How the texts of a statement are read. */
export interface StatementReading {
  /** Whether `${...}` is a variable. */
  readonly variables: Ternary;
  /** What variables are, as far as it is known. */
  readonly values?: KnownValues;
}

/** What the `Condition` element of a statement asks of a request. */
export function conditionFormula(value: Value, reading: StatementReading, unknownOf: UnknownOf): Formula {
  return everyEntry(value, (name, block) => {
    const [, quantifier, base, ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.+?)(IfExists)?$/i.exec(name) ?? [];
    const isNull = base?.toLowerCase() === 'null' && !quantifier && !ifExists;
    if (!isNull && (base === undefined || operator(base) === undefined)) { return UNTOLD; }
    const form: Form = { name, base: base.toLowerCase(), quantifier: quantifier === undefined ? undefined : /all/i.test(quantifier) ? 'all' : 'any' };
    return everyEntry(block, (key, values) => comparison(form, key, values, reading, unknownOf));
  });
}

interface Form {
  readonly name: string;
  readonly base: string;
  readonly quantifier: 'all' | 'any' | undefined;
}

function everyEntry(value: Value, read: (name: string, value: Value) => Formula): Formula {
  if (value === null) { return YES; }
  if (value instanceof OneOf) { return choiceOf(value.options.map((option) => everyEntry(option, read))); }
  if (value instanceof Unknown || !isMap(value)) { return UNTOLD; }
  return allOf(Object.entries(value).map(([name, entry]) => read(name, entry)));
}

function comparison(form: Form, key: string, values: Value, reading: StatementReading, unknownOf: UnknownOf): Formula {
  // A parameter is the same text wherever it stands, whichever of its values it has.
  const alternatives = alternativesOf(withHoles(values));
  if (alternatives === undefined) { return UNTOLD; }
  const read = (of: Form, list: readonly Value[]) => literal(comparisonTest(of, key.toLowerCase(), list, reading, unknownOf));
  const compared = choiceOf(alternatives.map((list) => read(form, list)));
  const { quantifier, base } = form;
  if (!/^arnnot/.test(base) || unknownOf(key.toLowerCase()).unknown === CALLER) { return compared; }
  // AWS documents nowhere what the negated operators make of a value that is no ARN: it may be denied as well as not.
  const name = `${form.name.slice(0, form.name.indexOf(':') + 1)}ArnLikeIfExists`;
  return choiceOf([compared, allOf([compared, read({ name, base: 'arnlike', quantifier }, ['arn:*:*:*:*:*'])])]);
}

function withHoles(value: Value): Value {
  if (Array.isArray(value)) { return value.map(withHoles); }
  return value instanceof OneOf && value.hole !== undefined ? Text.of(value.hole) : value;
}

function comparisonTest(form: Form, key: string, values: readonly Value[], reading: StatementReading, unknownOf: UnknownOf): Test {
  const options = TEXT_OPERATORS.get(form.base);
  const read = patternsOf(values, { ...options, ...reading });
  const answer = answerOf(form, key, values, reading, read.variables);
  const constants = values.filter((value) => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean').map(String);
  return {
    // What is a variable in a statement is text in a question.
    id: JSON.stringify([form.name.toLowerCase(), key, values.map(identityOf), ...read.variables]),
    ...unknownOf(key),
    ...(options === undefined ? {} : { text: read.patterns satisfies TextPatterns }),
    negated: form.base.includes('not'),
    quantifier: form.quantifier,
    answer,
    constants,
    operator: form.base,
    variables: read.variables,
  };
}

/** The evaluator's own answer, so that no two readings of an operator can differ. */
function answerOf(
  form: Form, key: string, values: readonly Value[], { variables, values: known }: StatementReading, unknown: readonly string[],
): (value: ContextValue) => Ternary {
  const check = condition({ [form.name]: { [key]: [...values] } }, variables, () => {});
  const others: ContextKeys = Object.fromEntries([
    ...known ?? [], ...unknown.map((name): [string, ContextValue] => [name, new Unknown('it depends on the request')]),
  ]);
  return (value) => check(Context.of(others, { [key]: value }));
}
