import { type Duration, type Size, Token } from 'aws-cdk-lib';
import { type Shape, shape } from './shape';
import { isAccountId, isBucketArn, isKeyArn } from '../encryption/internal';

/** A text with a format. What is known at deployment only is accepted. */
function formatted(fits: (value: string) => boolean, fix: string, why?: string): Shape<string> {
  return shape((value) => typeof value === 'string' && (Token.isUnresolved(value) || fits(value)), fix, why);
}

/** A text of at least and at most so many characters. */
export function characters(least: number, most: number): Shape<string> {
  return formatted(({ length }) => length >= least && length <= most, `pass a string of ${least === 0 ? 'at most' : `${least} to`} ${most} characters`);
}

/** A text that an expression matches as a whole. */
export function matching(expression: RegExp, fix: string): Shape<string> {
  return formatted((value) => expression.test(value), fix);
}

export const ACCOUNT_ID = formatted(isAccountId, 'pass the 12 digits of an account ID');
export const REGION = matching(/^[a-z0-9]+(-[a-z0-9]+)+$/, 'pass the code of one Region, such as eu-west-1');
export const BUCKET_ARN = formatted(isBucketArn, 'pass the ARN of one bucket, such as arn:aws:s3:::my-bucket');
export const KEY_ARN = formatted(isKeyArn, 'pass the full key ARN, of the form arn:aws:kms:REGION:ACCOUNT:key/KEY-ID');

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export const BUCKET_NAME = matching(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  'pass 3 to 63 lowercase letters, digits, dots and hyphens, which begin and end with a letter or digit');

/** The name of a bucket that is there already: in us-east-1 names of before 2018 have other characters as well. */
export const NAME_OF_BUCKET = matching(/^[A-Za-z0-9._-]{3,255}$/, 'pass the name of one bucket, not its ARN');

/** Object keys have at most so many bytes. */
export const KEY_PREFIX = formatted((value) => Buffer.byteLength(value) <= 1024, 'pass a prefix of at most 1024 bytes');

/** A whole number in a range. */
export function wholeNumber(least: number, most: number): Shape<number> {
  const fix = `pass a whole number ${most === Infinity ? `of at least ${least}` : `from ${least} to ${most}`}`;
  return shape((value) => typeof value === 'number' && (Token.isUnresolved(value) || (Number.isInteger(value) && value >= least && value <= most)), fix);
}

/** The priority of a replication rule or of a job. */
export const PRIORITY = wholeNumber(0, 2_147_483_647);

/** One day or more, without hours. */
export const WHOLE_DAYS: Shape<Duration> = shape(
  (value) => isDuration(value) && (value.isUnresolved() || isWholeFrom(1, value.toDays({ integral: false }))),
  'pass a Duration of one day or more, in whole days, for example Duration.days(30)');

/** A duration that is not zero. */
export const SOME_TIME: Shape<Duration> = shape(
  (value) => isDuration(value) && (value.isUnresolved() || value.toSeconds({ integral: false }) > 0), 'pass a Duration of more than 0, for example Duration.minutes(15)');

/** A size of whole bytes. */
export function wholeBytes(least: number): Shape<Size> {
  return shape((value) => isSize(value) && (value.isUnresolved() || isWholeFrom(least, value.toBytes())),
    `pass a Size of at least ${least} bytes and of whole bytes, for example Size.kibibytes(128)`);
}

function isWholeFrom(least: number, value: number): boolean {
  return Number.isInteger(value) && value >= least;
}

function isDuration(value: unknown): value is Duration {
  return typeof value === 'object' && value !== null && 'toDays' in value && 'toHumanString' in value;
}

function isSize(value: unknown): value is Size {
  return typeof value === 'object' && value !== null && 'toBytes' in value;
}
