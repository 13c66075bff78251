import { Answer } from './answer';
import { assertLiteral } from './private/literal';
import { isKnown } from './private/shown';
import { PropertyState } from './property-state';
import { isAbsent, OneOf, type Value } from '../../template';
import { reasonOf } from '../rules/internal';

/**
 * The value of a template property, with intrinsic functions evaluated.
 *
 * @example
 * declare const bucket: BucketView;
 *
 * const team: PropertyValue = bucket.readTag('Team');
 * if (team.state === PropertyState.ABSENT) {
 *   CustomFinding.violation('The bucket has no tag Team.');
 * }
 */
export class PropertyValue {
  /** @internal */
  public static _of(value: Value | undefined, whyUnknown?: string): PropertyValue {
    return new PropertyValue(value, whyUnknown);
  }

  /** Whether the value is known. */
  public readonly state: PropertyState;

  /** The value as JSON. Undefined unless the state is `KNOWN`. */
  public readonly json?: string;

  /** The value as text, if it is a string, number or boolean. Undefined for lists and maps, and unless the state is `KNOWN`. */
  public readonly text?: string;

  /** The reason why the value isn't known, as a clause for a message. Undefined unless the state is `UNKNOWN`. */
  public readonly reason?: string;

  private constructor(private readonly value: Value | undefined, whyUnknown: string | undefined) {
    if (whyUnknown !== undefined || !isKnown(value)) {
      this.state = PropertyState.UNKNOWN;
      this.reason = whyUnknown ?? (reasonOf(value) || (value instanceof OneOf ? 'conditions or parameters determine it' : 'a part of it is known at deployment only'));
    } else if (isAbsent(value)) {
      this.state = PropertyState.ABSENT;
    } else {
      this.state = PropertyState.KNOWN;
      this.json = JSON.stringify(value);
      this.text = typeof value === 'object' ? undefined : String(value);
    }
  }

  /**
   * Determines whether the value is one of the specified strings. Numbers and booleans are compared as strings.
   *
   * @param texts The strings to compare the value with.
   * @returns `NO` if the property doesn't exist; `UNKNOWN` if the value isn't known and may or may not be one of the strings
   */
  public isOneOf(...texts: string[]): Answer {
    for (const text of texts) { assertLiteral('isOneOf', 'a text', text); }
    switch (this.state) {
      case PropertyState.KNOWN: return isAmong(this.text, texts);
      case PropertyState.ABSENT: return Answer.NO;
      case PropertyState.UNKNOWN: {
        const options = this.value instanceof OneOf ? this.value.options.map((option) => PropertyValue._of(option).isOneOf(...texts)) : [];
        return options.length > 0 && options.every((option) => option === options[0]) ? options[0] : Answer.UNKNOWN;
      }
    }
  }
}

function isAmong(text: string | undefined, texts: readonly string[]): Answer {
  return text !== undefined && texts.includes(text) ? Answer.YES : Answer.NO;
}
