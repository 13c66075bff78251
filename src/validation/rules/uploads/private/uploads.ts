import { ALGORITHM, contextNamingNothing, contextNamingTheDefault, CUSTOMER_KEY, KMS_KEY_ID, uploadContext, type UploadDefault } from '../../../../legacy-policy';
import { type ContextKeys, type ContextValue, Principal } from '../../../../policy-evaluation';
import { isUnknown, OneOf, Text, textOf } from '../../../../template';
import { accountOf, type AlikeBucket, type AlikeObject, type BucketRequest, entriesOf } from '../../../posture';
import type { AlikeOutline } from '../../private/policy-outline';

/** The condition keys by which policies look at the encryption that an upload asks for. */
export const ENCRYPTION_KEYS: ReadonlySet<string> = new Set([ALGORITHM, KMS_KEY_ID]);

/** The condition key of uploads with SSE-C, which is no default. */
export const SSE_C_KEYS: ReadonlySet<string> = new Set([CUSTOMER_KEY]);

/** A role of an account that is known: what depends on the number of the bucket's own account is not told with it. */
export const SOME_ROLE = Principal.role('arn:aws:iam::111122223333:role/a-role-that-no-policy-names');

/** An object of which no policy speaks in particular. */
export const SOME_OBJECT: AlikeObject = { objectKey: 'an-object-that-no-policy-names' };

/** An upload that names no encryption. */
export function namingNothing(bucket: AlikeBucket, object: AlikeObject, given: UploadDefault): BucketRequest {
  return request(bucket, object, contextNamingNothing(given), callerOf(bucket));
}

/** An upload that names just what it would get if it named nothing. */
export function namingTheDefault(bucket: AlikeBucket, object: AlikeObject, given: UploadDefault): BucketRequest {
  return request(bucket, object, contextNamingTheDefault(given), callerOf(bucket));
}

/** An upload of a role that IAM allows everything: one of the bucket's account, unless told otherwise. */
export function upload(
  bucket: AlikeBucket, object: AlikeObject, algorithm?: string, key?: ContextValue, principal: Principal = callerOf(bucket),
): BucketRequest {
  return request(bucket, object, uploadContext(algorithm, key), principal);
}

/** Objects of the bucket that a statement is about: some object, and one for each pattern that it names. */
export function objectsOf(bucket: AlikeBucket, { elements }: AlikeOutline): AlikeObject[] {
  const named = entriesOf(elements?.Resource).flatMap((pattern) => {
    const text = isUnknown(pattern) || pattern instanceof OneOf ? undefined : textOf(pattern);
    const arn = text === undefined ? undefined : filledIn(text);
    return arn !== undefined && bucket.holds(arn) ? [{ arn }] : [];
  });
  return [SOME_OBJECT, ...named];
}

/** The encryption that a statement speaks of: pairs of algorithm and key. */
export function mentionedEncryptions({ comparisons }: AlikeOutline): [algorithm: string | undefined, key: ContextValue | undefined][] {
  const valuesOf = (wanted: string) => comparisons.filter(({ conditionKey: key }) => key === wanted).flatMap(({ values }) => values);
  const algorithms = valuesOf(ALGORITHM).filter((value) => typeof value === 'string');
  const keys = valuesOf(KMS_KEY_ID).filter((value): value is string | Text => typeof value === 'string' || value instanceof Text);
  return [undefined, ...algorithms].flatMap((algorithm) =>
    [undefined, ...keys].map((key): [string | undefined, string | Text | undefined] => [algorithm, key]));
}

function request(bucket: AlikeBucket, object: AlikeObject, context: ContextKeys, principal: Principal): BucketRequest {
  return bucket.request({ principal, action: 's3:PutObject', context }, object);
}

function callerOf({ resource }: AlikeBucket): Principal {
  const account = accountOf(resource);
  return Principal.role(Text.of('arn:', resource.environment.partition ?? 'aws', ':iam::', account, ':role/a-role-that-no-policy-names'), account);
}

function filledIn(pattern: string | Text): string | Text {
  const fill = (part: string) => part.replace(/[*?]/g, 'x');
  return typeof pattern === 'string' ? fill(pattern) : Text.of(...pattern.parts.map((part) => (typeof part === 'string' ? fill(part) : part)));
}
