import { ArnPattern, isNoArn } from './arn';
import { Context } from './context';
import { instant } from './instant';
import { ipAddressMatcher } from './ip-address';
import { PatternOptions, TextPattern } from './text-pattern';
import { all, known, Scalar, Ternary, Text } from '../template';

/** One value, of a policy or of a request. */
export type Single = Exclude<Scalar, null> | Text;

/** Compares a request's value with a value of the policy that was prepared. */
export type Comparison = (value: Single, context: Context) => Ternary;

/** A condition operator without its prefix and suffix. */
export interface Operator {
  /** Whether it holds when none of the policy's values matches, and so also when the key is absent. */
  readonly negated: boolean;
  /**
   * @param variables Whether `${...}` is a variable.
   */
  prepare(policyValue: Single, variables: Ternary): Comparison;
}

type Prepare = Operator['prepare'];

/**
 * The operator of a name, which is case-insensitive; `Null` is not among them, for it does not compare.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function operator(name: string): Operator | undefined {
  return OPERATORS.get(name.toLowerCase());
}

function text(options: PatternOptions): Prepare {
  return (policyValue, variables) => {
    const pattern = TextPattern.of(asText(policyValue), { ...options, variables });
    return (value, context) => pattern.match(asText(value), context);
  };
}

/** Compares numbers or points in time; a value that is none matches nothing. */
function ordered(read: (value: string) => number | undefined, holds: (value: number, limit: number) => boolean): Prepare {
  return (policyValue) => {
    const limit = readSingle(policyValue, read);
    return (value) => {
      const actual = readSingle(value, read);
      if (limit === undefined || actual === undefined) { return Ternary.NO; }
      if (limit === Ternary.UNKNOWN || actual === Ternary.UNKNOWN) { return Ternary.UNKNOWN; }
      return known(holds(actual, limit));
    };
  };
}

function readSingle<T>(value: Single, read: (value: string) => T): T | Ternary.UNKNOWN {
  return value instanceof Text ? Ternary.UNKNOWN : read(String(value));
}

function number(value: string): number | undefined {
  return /^[+-]?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

/** A value that is neither true nor false matches nothing, not even itself. */
const bool: Prepare = (policyValue, variables) => {
  const same = text({ ignoreCase: true })(policyValue, variables);
  return (value, context) => all([isBoolean(value), same(value, context)]);
};

function isBoolean(value: Single): Ternary {
  return value instanceof Text ? Ternary.UNKNOWN : known(/^(true|false)$/i.test(String(value)));
}

/** Both sides are base-64, which has several spellings of the same bytes. */
const binary: Prepare = (policyValue) => {
  const wanted = readSingle(policyValue, (base64) => Buffer.from(base64, 'base64'));
  return (value) => {
    const actual = readSingle(value, (base64) => Buffer.from(base64, 'base64'));
    return wanted === Ternary.UNKNOWN || actual === Ternary.UNKNOWN ? Ternary.UNKNOWN : known(actual.equals(wanted));
  };
};

const ipAddress: Prepare = (policyValue) => {
  const matcher = readSingle(policyValue, ipAddressMatcher);
  return (value) => {
    if (matcher === undefined) { return Ternary.NO; }
    const answer = matcher === Ternary.UNKNOWN ? Ternary.UNKNOWN : readSingle(value, matcher);
    return typeof answer === 'boolean' ? known(answer) : answer;
  };
};

/** A value that is not an ARN matches none. */
const arn: Prepare = (policyValue, variables) => {
  const pattern = ArnPattern.of(asText(policyValue), { variables });
  return (value, context) => pattern.match(asText(value), context);
};

/**
 * AWS documents nowhere what the negated operators make of a value that is not an ARN, and simulators let it pass: a
 * policy that relies on them to catch a bare key id or an alias cannot be relied on.
 */
const negatedArn: Prepare = (policyValue, variables) => {
  const matches = arn(policyValue, variables);
  return (value, context) => (isNoArn(asText(value)) ? Ternary.UNKNOWN : matches(value, context));
};

function asText(value: Single): string | Text {
  return value instanceof Text ? value : String(value);
}

function comparing(type: string, read: (value: string) => number | undefined): [string, Prepare, boolean?][] {
  return [
    [`${type}Equals`, ordered(read, (value, limit) => value === limit)],
    [`${type}NotEquals`, ordered(read, (value, limit) => value === limit), true],
    [`${type}LessThan`, ordered(read, (value, limit) => value < limit)],
    [`${type}LessThanEquals`, ordered(read, (value, limit) => value <= limit)],
    [`${type}GreaterThan`, ordered(read, (value, limit) => value > limit)],
    [`${type}GreaterThanEquals`, ordered(read, (value, limit) => value >= limit)],
  ];
}

const OPERATORS = new Map(([
  ['StringEquals', text({})],
  ['StringNotEquals', text({}), true],
  ['StringEqualsIgnoreCase', text({ ignoreCase: true })],
  ['StringNotEqualsIgnoreCase', text({ ignoreCase: true }), true],
  ['StringLike', text({ wildcards: true })],
  ['StringNotLike', text({ wildcards: true }), true],
  ...comparing('Numeric', number),
  ...comparing('Date', instant),
  ['Bool', bool],
  ['BinaryEquals', binary],
  ['IpAddress', ipAddress],
  ['NotIpAddress', ipAddress, true],
  ['ArnEquals', arn],
  ['ArnLike', arn],
  ['ArnNotEquals', negatedArn, true],
  ['ArnNotLike', negatedArn, true],
] satisfies [string, Prepare, boolean?][]).map(([name, prepare, negated = false]): [string, Operator] => [name.toLowerCase(), { prepare, negated }]));
