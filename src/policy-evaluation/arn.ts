import { Context } from './context';
import { sameText } from './match-text';
import { PatternOptions, TextPattern } from './text-pattern';
import { all, Hole, Ternary, Text } from '../template';

/** `arn`, partition, service, Region, account and resource. */
export type ArnFields = readonly (string | Text)[];

const FIELDS = 6;

/**
 * The six fields of an ARN; `undefined` for what is none, UNKNOWN for text of which its holes do not tell.
 *
 * @param variables Whether `${...}` is to be kept together: the names of policy variables contain colons.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function arnFields(text: string | Text, variables = false): ArnFields | Ternary.UNKNOWN | undefined {
  const parts = typeof text === 'string' ? [text] : text.parts;
  const fields: (string | Hole)[][] = [[]];
  for (const part of parts) {
    const [first, ...others] = typeof part === 'string' ? splitAtColons(part, FIELDS - fields.length, variables) : [part];
    fields[fields.length - 1].push(first);
    fields.push(...others.map((other) => [other]));
  }
  if (fields.length === FIELDS) { return fields.map((field) => Text.of(...field)); }
  return typeof text === 'string' ? undefined : Ternary.UNKNOWN;
}

/** The account that an ARN names, if it names one. */
export function accountOfArn(arn: string | Text): string | Text | undefined {
  const fields = arnFields(arn);
  return fields instanceof Array && fields[4] !== '' ? fields[4] : undefined;
}

/**
 * Whether two ARNs are the same; without wildcards.
 *
 * A policy can only name principals of its own partition, and the accounts of two partitions are never the same. So a
 * partition that is not known does not make a known account doubtful.
 */
export function sameArn(left: string | Text, right: string | Text): Ternary {
  const [a, b] = [arnFields(left), arnFields(right)];
  if (!(a instanceof Array) || !(b instanceof Array)) { return sameText(left, right); }
  return all(a.map((field, i) => {
    const bothKnown = typeof field === 'string' && typeof b[i] === 'string';
    return i === 1 && !bothKnown ? Ternary.YES : sameText(field, b[i]);
  }));
}

/**
 * An ARN of a policy's condition: each of the six fields is compared on its own and may have wildcards.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export class ArnPattern {
  static of(text: string | Text, options: PatternOptions): ArnPattern {
    const read = { ...options, wildcards: true };
    const fields = arnFields(text, options.variables !== Ternary.NO);
    return new ArnPattern(text, TextPattern.of(text, read), fields instanceof Array ? fields.map((field) => TextPattern.of(field, read)) : undefined);
  }

  private constructor(
    private readonly text: string | Text,
    private readonly whole: TextPattern,
    private readonly fields: readonly TextPattern[] | undefined,
  ) {}

  match(value: string | Text, context: Context): Ternary {
    const fields = valueFields(value);
    if (fields === undefined) { return Ternary.NO; }
    if (this.fields !== undefined && fields instanceof Array) {
      return all(this.fields.map((field, i) => field.match(fields[i], context)));
    }
    // One of them is not divided into fields: what does not match as a whole does not match field by field either.
    const answer = this.whole.match(value, context);
    return answer === Ternary.YES && !this.beginsLike(value) ? Ternary.UNKNOWN : answer;
  }

  /** Behind the same beginning, the ARN of a resource as a rule, the fields are divided in the same way. */
  private beginsLike(value: string | Text): boolean {
    const [mine, other] = [this.text, value].map((text) => (text instanceof Text ? text.parts[0] : text));
    return mine instanceof Hole && other instanceof Hole && mine.id === other.id;
  }
}

/** Whether text is surely not an ARN. */
export function isNoArn(value: string | Text): boolean {
  return valueFields(value) === undefined;
}

function valueFields(value: string | Text): ArnFields | Ternary.UNKNOWN | undefined {
  const first = typeof value === 'string' ? value : value.parts[0];
  if (typeof first === 'string' && !(typeof value === 'string' ? first.startsWith('arn:') : 'arn:'.startsWith(first.slice(0, 4)))) {
    return undefined;
  }
  return arnFields(value);
}

function splitAtColons(text: string, most: number, variables: boolean): string[] {
  const result: string[] = [];
  let start = 0;
  for (let i = 0; i < text.length && result.length < most; i++) {
    if (variables && text.startsWith('${', i)) {
      const end = text.indexOf('}', i);
      i = end < 0 ? text.length : end;
    } else if (text[i] === ':') {
      result.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return [...result, text.slice(start)];
}
