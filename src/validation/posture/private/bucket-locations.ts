import { optionsOf, Text, textOf, type Value, type Resource } from '../../../template';
import type { Bucket } from '../bucket';
import type { Posture } from '../posture';
import { cut, isArn } from './log-destinations';

/** A bucket of the app, and what a property says of the keys of objects in it. */
export interface BucketLocation {
  readonly target: Bucket;
  /** What keys begin with; empty if nothing. */
  readonly folder: string | Text;
}

/** The buckets of the app that a property names: by their names, their ARNs, `s3://` URIs, each with or without a prefix. */
export function bucketLocations(posture: Posture, value: Value, source: Resource): BucketLocation[] {
  return optionsOf(value).flatMap((option) => location(posture, option, source) ?? []);
}

function location(posture: Posture, value: Value, source: Resource): BucketLocation | undefined {
  const whole = posture.bucketAt(value, source);
  if (whole) { return { target: whole, folder: '' }; }
  const text = textOf(value);
  if (text === undefined) { return undefined; }
  const place = isArn(text) ? text : withoutScheme(text);
  const [before, folder = ''] = cut(place, /\//);
  const target = posture.bucketAt(before, source);
  return target && { target, folder };
}

function withoutScheme(text: string | Text): string | Text {
  const [first, ...others] = typeof text === 'string' ? [text] : text.parts;
  return typeof first === 'string' ? Text.of(first.replace(/^s3[an]?:\/\//, ''), ...others) : text;
}
