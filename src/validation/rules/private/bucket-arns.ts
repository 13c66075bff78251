import { Text } from '../../../template';

/** The bucket's part of an ARN of objects: names of buckets have no slash in them. */
export function bucketPart(arn: string | Text): string | Text {
  const parts = typeof arn === 'string' ? [arn] : arn.parts;
  const end = parts.findIndex((part) => typeof part === 'string' && part.includes('/'));
  if (end < 0) { return arn; }
  const last = parts[end];
  return Text.of(...parts.slice(0, end), typeof last === 'string' ? last.slice(0, last.indexOf('/')) : last);
}
