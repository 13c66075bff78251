import { always, anyEntry, answers, Check } from './alternatives';
import { operator, Operator, Single } from './condition-operators';
import { Context, ContextValue } from './context';
import { all, any, consensus, Hole, isMap, known, not, OneOf, Ternary, Text, Unknown, Value } from '../template';

/** How the values of a multivalued key are put together. */
enum Quantifier {
  ALL = 'forallvalues',
  ANY = 'foranyvalue',
}

/** Of so many keys, all combinations of their values are tried. */
const MOST_UNDECIDED = 6;

type Problem = (text: string) => void;

/** What a comparison with the values of the policy needs. */
interface Compared {
  readonly value: Single;
  readonly context: Context;
}

/**
 * The `Condition` element of a statement: every operator and every key in it has to hold.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function condition(value: Value, variables: Ternary, problem: Problem): Check<Context> {
  const check = everyEntry(value, (name, keys) => operatorBlock(name, keys, variables, problem), () => problem('Condition is not a map of operators'));
  return oneAtATime(check, keysOfSeveral(value));
}

/** Keys under several operators, in lower case. */
function keysOfSeveral(value: Value): ReadonlySet<string> {
  const [once, again] = [new Set<string>(), new Set<string>()];
  for (const block of isMap(value) ? Object.values(value) : []) {
    for (const name of isMap(block) ? Object.keys(block) : []) {
      const key = name.toLowerCase();
      (once.has(key) ? again : once).add(key);
    }
  }
  return again;
}

/**
 * A key that is one of several values is the same one under every operator. "There, and another" does not hold for one
 * that is either absent or as it should be, although neither half of it can be determined.
 */
function oneAtATime(check: Check<Context>, keys: ReadonlySet<string>): Check<Context> {
  if (keys.size === 0) { return check; }
  return (context) => settled(check, context, context.undecided.filter((key) => keys.has(key)).slice(0, MOST_UNDECIDED));
}

/** One key after the other is one of its values. */
function settled(check: Check<Context>, context: Context, [key, ...others]: readonly string[]): Ternary {
  if (key === undefined) { return check(context); }
  const answer = settled(check, context, others);
  const value = context.get(key);
  if (answer !== Ternary.UNKNOWN || !(value instanceof OneOf)) { return answer; }
  return consensus(value.options.map((option) => settled(check, context.with(key, option as ContextValue), others)));
}

function operatorBlock(name: string, keys: Value, variables: Ternary, problem: Problem): Check<Context> {
  const [, quantifier, base, ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.+?)(IfExists)?$/i.exec(name) ?? [];
  const malformed = () => problem(`${name} is not a map of condition keys`);
  if (base?.toLowerCase() === 'null' && !quantifier && !ifExists) {
    return everyEntry(keys, (key, values) => nullTest(key, values, problem), malformed);
  }
  const found = base === undefined ? undefined : operator(base);
  if (found === undefined) {
    problem(`${name} is no condition operator`);
    return always(Ternary.UNKNOWN);
  }
  const form = { ...found, quantifier: quantifier?.toLowerCase() as Quantifier | undefined, ifExists: ifExists !== undefined };
  return everyEntry(keys, (key, values) => keyTest(form, key, values, variables, problem), malformed);
}

/** Whether all entries of a map hold; the map itself may be in doubt. */
function everyEntry(value: Value, prepare: (name: string, value: Value) => Check<Context>, malformed: () => void): Check<Context> {
  if (value === null) { return always(Ternary.YES); }
  if (value instanceof Unknown) { return always(Ternary.UNKNOWN); }
  if (value instanceof OneOf) {
    const options = value.options.map((option) => everyEntry(option, prepare, malformed));
    return (context) => consensus(options.map((option) => option(context)));
  }
  if (!isMap(value)) {
    malformed();
    return always(Ternary.UNKNOWN);
  }
  const checks = Object.entries(value).map(([name, entry]) => prepare(name, entry));
  return (context) => all(answers(checks, context));
}

interface Form extends Operator {
  readonly quantifier: Quantifier | undefined;
  readonly ifExists: boolean;
}

/**
 * One key under one operator.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
function keyTest(form: Form, name: string, policyValues: Value, variables: Ternary, problem: Problem): Check<Context> {
  const key = name.toLowerCase();
  const matchesAny = anyEntry<Compared>(policyValues, (policyValue) => {
    if (isMap(policyValue)) {
      problem(`the value of ${name} is a map`);
      return always(Ternary.UNKNOWN);
    }
    const comparison = form.prepare(policyValue as Single, variables);
    return ({ value, context }) => comparison(value, context);
  });
  const holds = (value: Single, context: Context) => {
    const answer = matchesAny({ value, context });
    return form.negated ? not(answer) : answer;
  };
  return (context) => test(form, context.get(key), (value) => holds(value, context));
}

function test(form: Form, value: ContextValue, holds: (value: Single) => Ternary): Ternary {
  if (value === null) { return whenAbsent(form); }
  if (value instanceof Unknown) { return consensus([whenAbsent(form), holds(anything(value))]); }
  if (value instanceof OneOf) { return consensus(value.options.map((option) => test(form, option as ContextValue, holds))); }
  if (!isList(value)) { return value === '' && form.quantifier !== undefined ? ofNothing(form) : holds(value); }

  const members = value.filter((member) => member !== null);
  if (form.quantifier === undefined) {
    // Several values need a quantifier; what IAM does without one is nowhere documented.
    return members.length === 0 ? whenAbsent(form) : consensus(members.map((member) => test({ ...form, ifExists: false }, member, holds)));
  }
  if (members.every((member) => member === '')) { return ofNothing(form); }
  const each = members.map((member) => ofMember(form, member, holds));
  return form.quantifier === Quantifier.ALL ? all(each) : any(each);
}

/** One value of a set. A member that is not there has no say. */
function ofMember({ quantifier, prepare }: Form, member: ContextValue, holds: (value: Single) => Ternary): Ternary {
  const form = { prepare, quantifier: undefined, ifExists: quantifier === Quantifier.ALL, negated: false };
  // AWS does not say whether empty text beside other values is one of them.
  return test(form, member, (value) => (value === '' ? consensus([holds(value), known(form.ifExists)]) : holds(value)));
}

/**
 * A set without values, or of nothing but empty text, which AWS calls a null data set: `ForAllValues` is true and
 * `ForAnyValue` is false. `IfExists` speaks of absent keys, and AWS does not say whether a key without values is one.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IfExists
 */
function ofNothing({ quantifier, ifExists }: Form): Ternary {
  if (quantifier === Quantifier.ALL) { return Ternary.YES; }
  return ifExists ? Ternary.UNKNOWN : Ternary.NO;
}

function whenAbsent({ quantifier, ifExists, negated }: Form): Ternary {
  switch (quantifier) {
    case Quantifier.ALL: return Ternary.YES;
    case Quantifier.ANY: return known(ifExists);
    case undefined: return known(ifExists || negated);
  }
}

/**
 * The `Null` operator: "true" asks for the key to be absent, "false" for it to be present.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Null
 */
function nullTest(name: string, policyValues: Value, problem: Problem): Check<Context> {
  const key = name.toLowerCase();
  const check = anyEntry<ContextValue>(policyValues, (wanted) => {
    switch (wanted instanceof Text ? undefined : String(wanted).toLowerCase()) {
      case 'true': return isAbsent;
      case 'false': return (value) => not(isAbsent(value));
      case undefined: return always(Ternary.UNKNOWN);
      default:
        problem(`Null of ${name} is neither true nor false`);
        return always(Ternary.UNKNOWN);
    }
  });
  return (context) => check(context.get(key));
}

function isAbsent(value: ContextValue): Ternary {
  if (value === null) { return Ternary.YES; }
  // AWS says both "absent" and "its value is null", and calls empty text a null data set elsewhere.
  if (value instanceof Unknown || value === '') { return Ternary.UNKNOWN; }
  if (value instanceof OneOf) { return consensus(value.options.map((option) => isAbsent(option as ContextValue))); }
  return isList(value) ? all(value.map(isAbsent)) : Ternary.NO;
}

/** A value that is there, without anything being known of it. */
function anything(unknown: Unknown): Single {
  return Text.of(new Hole(`unknown: ${unknown.reason}`));
}

function isList(value: ContextValue): value is readonly ContextValue[] {
  return Array.isArray(value);
}
