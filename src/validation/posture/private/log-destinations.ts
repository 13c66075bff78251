import { Hole, isAbsent, optionsOf, Text, textOf, type Value } from '../../../template';
import type { Bucket } from '../bucket';
import type { Posture } from '../posture';
import type { NamedBucket } from './log-resources';

/** A bucket of the app to which logs go. */
export interface LogDestination {
  readonly target: Bucket;
  /** What stands behind the bucket's ARN; nothing where the destination is no ARN. */
  readonly folder: string | Text | undefined;
}

/** The buckets of the app that are meant: several where it is a choice, none where it is a bucket elsewhere. */
export function logDestinations(posture: Posture, { source, bucket }: NamedBucket): LogDestination[] {
  if (isAbsent(bucket)) {
    const own = posture.bucketAt(source.identity.ref(), source);
    return own ? [{ target: own, folder: undefined }] : [];
  }
  return optionsOf(bucket).flatMap((option) => destination(posture, option, source) ?? []);
}

function destination(posture: Posture, value: Value, source: NamedBucket['source']): LogDestination | undefined {
  const whole = posture.bucketAt(value, source);
  if (whole) { return { target: whole, folder: isArn(value) ? '' : undefined }; }
  const text = textOf(value);
  if (text === undefined) { return undefined; }
  const [before, after] = isArn(text) ? cut(text, /\//) : cut(text, /\.s3[.-]/);
  const target = after === undefined ? undefined : posture.bucketAt(before, source);
  return target && { target, folder: isArn(text) ? after : undefined };
}

/** The text before and behind the first match; its literal parts are searched. */
export function cut(text: string | Text, separator: RegExp): [before: string | Text, after: string | Text | undefined] {
  const parts: readonly (string | Hole)[] = typeof text === 'string' ? [text] : text.parts;
  for (const [i, part] of parts.entries()) {
    const found = typeof part === 'string' ? separator.exec(part) : null;
    if (found && typeof part === 'string') {
      const end = found.index + found[0].length;
      return [Text.of(...parts.slice(0, i), part.slice(0, found.index)), Text.of(part.slice(end), ...parts.slice(i + 1))];
    }
  }
  return [text, undefined];
}

export function isArn(value: Value): boolean {
  const text = textOf(value);
  const first = text instanceof Text ? text.parts[0] : text;
  return typeof first === 'string' && first.startsWith('arn:');
}
