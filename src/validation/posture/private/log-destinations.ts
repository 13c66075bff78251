import { isKnownName } from './known-name';
import type { NamedBucket } from './log-resources';
import { Hole, isAbsent, optionsOf, Text, textOf, type Value } from '../../../template';
import type { Bucket } from '../bucket';
import type { Posture } from '../posture';

/** A bucket of the app to which logs go. */
export interface LogDestination {
  readonly target: Bucket;
  /** What stands behind the bucket's ARN; nothing where the destination is no ARN. */
  readonly folder: string | Text | undefined;
  /** Whether conditions or parameters decide that it is this one. */
  readonly isChoice: boolean;
}

/** The buckets of the app that are meant: several where it is a choice, none where it is a bucket elsewhere. */
export function logDestinations(posture: Posture, { source, bucket, isChoice }: NamedBucket): LogDestination[] {
  if (isAbsent(bucket)) {
    const own = posture.bucketAt(source.identity.ref(), source);
    return own ? [{ target: own, folder: undefined, isChoice }] : [];
  }
  const options = optionsOf(bucket);
  return options.flatMap((option) => {
    const one = destination(posture, option, source);
    return one ? [{ ...one, isChoice: isChoice || options.length > 1 }] : [];
  });
}

/** Whether it is not known which bucket is meant, so that it can be any. */
export function isOpen(posture: Posture, { source, bucket }: NamedBucket): boolean {
  return !isAbsent(bucket) && optionsOf(bucket).some((option) => !isAbsent(option) && !isKnownName(option) && !destination(posture, option, source));
}

function destination(posture: Posture, value: Value, source: NamedBucket['source']): Omit<LogDestination, 'isChoice'> | undefined {
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
