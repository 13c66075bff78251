import { arnIdentity, Ternary, Text, textKey, textOf, type Value } from '../../../../template';
import { comparisonsOf, entriesOf, type ReplicationRule, statementsOf } from '../../../posture';

/** Something that is done with the objects of a rule. */
export interface Placed {
  readonly rule: ReplicationRule;
  /** The bucket whose objects it is about. */
  readonly bucketArn: string | Text;
}

/**
 * Where policies allow after all what they do not allow for all objects of a rule, as they write it.
 *
 * @param isAllowed Asks it about the object with a key.
 */
export function placesAllowed(
  documents: readonly Value[], { rule, bucketArn }: Placed, isAllowed: (key: string | Text) => Ternary,
): readonly string[] {
  const places = new Map([...mentionedKeys(documents, bucketArn)].map((place) => [textKey(place), place]));
  // What names all objects of the rule is no place among them: something else stands in the way.
  const whole = ['*', `${textKey(rule.prefix)}*`];
  return [...places.values()].filter((place) => !whole.includes(textKey(place))).filter((place) => {
    const object = objectIn(place, rule.prefix);
    return startsWith(object, rule.prefix) && isAllowed(object) === Ternary.YES;
  }).map((place) => place.toString());
}

/** The objects of the rule that are not in these places, for messages. */
export function othersOf(rules: Iterable<ReplicationRule>): string {
  const prefixes = new Set([...rules].map(({ prefix }) => prefix.toString()));
  return [...prefixes].map((prefix) => (prefix === '' ? 'other objects' : `other objects under ${prefix}`)).join(' and ');
}

/** The keys of objects of the bucket that statements name, mostly with stars: as resources, and in encryption contexts. */
function* mentionedKeys(documents: readonly Value[], bucketArn: string | Text): Iterable<string | Text> {
  for (const statement of documents.flatMap(statementsOf).filter(({ Effect }) => Effect !== 'Deny')) {
    const contexts = comparisonsOf(statement).filter(({ conditionKey }) => conditionKey === 'kms:encryptioncontext:aws:s3:arn').flatMap(({ values }) => values);
    for (const value of [...entriesOf(statement.Resource), ...contexts]) {
      const [arn, objectKey] = atFirstSlash(textOf(value) ?? '');
      if (objectKey !== undefined && isSame(arn, bucketArn)) { yield objectKey; }
    }
  }
}

/** The ARN of a bucket has no slash, so the key of the object is behind the first. */
function atFirstSlash(text: string | Text): readonly [string | Text, (string | Text)?] {
  const parts = typeof text === 'string' ? [text] : text.parts;
  const index = parts.findIndex((part) => typeof part === 'string' && part.includes('/'));
  if (index < 0) { return [text]; }
  const part = parts[index] as string;
  const slash = part.indexOf('/');
  return [Text.of(...parts.slice(0, index), part.slice(0, slash)), Text.of(part.slice(slash + 1), ...parts.slice(index + 1))];
}

function isSame(one: string | Text, other: string | Text): boolean {
  const [a, b] = [textKey(one), textKey(other)];
  return a === b || (arnIdentity(a) !== undefined && arnIdentity(a) === arnIdentity(b));
}

/** An object whose key matches the pattern; where the pattern begins with a star, one of those with the prefix. */
function objectIn(pattern: string | Text, prefix: string | Text): string | Text {
  const parts = typeof pattern === 'string' ? [pattern] : pattern.parts;
  const [first] = parts;
  const opening = typeof first === 'string' && first.startsWith('*') ? [prefix] : [];
  return Text.of(...opening, ...parts.map((part) => (typeof part === 'string' ? part.replaceAll('*', 'an-object').replaceAll('?', 'x') : part)));
}

function startsWith(text: string | Text, prefix: string | Text): boolean {
  return textKey(text).startsWith(textKey(prefix));
}
