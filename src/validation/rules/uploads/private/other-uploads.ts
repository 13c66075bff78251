import { PUT_OBJECT } from './uploads';
import { SseAlgorithm } from '../../../../encryption';
import { ALGORITHM, CUSTOMER_KEY, KMS_KEY_ID, type UploadDefault } from '../../../../legacy-policy';
import { ANONYMOUS, type CallerClass, type ContextKeys, type RequestSpace, type SearchedAction } from '../../../../policy-evaluation';
import { isMap, literalParts, OneOf, Text, textKey, textOf, type Value, type ValueMap } from '../../../../template';
import { type AlikePolicy, entriesOf } from '../../../posture';
import { denialsOf } from '../../private/policy-outline';

/** Requests that ask for another encryption than a default one, in one way. */
export interface OtherUploads {
  readonly space: Omit<RequestSpace, 'resource'>;
  /** What the words for such a request leave out. */
  readonly note?: string;
}

/** What is known of the default encryption, and of what a policy says of it. */
export interface Given extends UploadDefault {
  /** The KMS keys that the policy compares with, but for that of the default encryption. */
  readonly otherKeys: readonly (string | Text)[];
  /** Whether the policy compares with the key of the default encryption too. */
  readonly isKeyNamed: boolean;
}

/** Forms in which requests name a KMS key: ARNs and the names of aliases, and ids, which have neither colon nor slash. */
const ARNS = ['arn:?*:kms:?*:?*:key/?*', 'arn:?*:kms:?*:?*:alias/?*'];
const KEY_FORMS: readonly ValueMap[] = [
  { StringLike: { [KMS_KEY_ID]: [...ARNS, 'alias/?*'] } },
  { Null: { [KMS_KEY_ID]: 'false' }, StringNotLike: { [KMS_KEY_ID]: ['*:*', '*/*'] } },
];

const UPDATE_OBJECT_ENCRYPTION: readonly SearchedAction[] = [{ name: 's3:UpdateObjectEncryption', onObjects: true }];

/** S3 takes nothing for AWS KMS over plain HTTP. Who names a key of the customer (SSE-C) names nothing else. */
const UNDER_KMS: ContextKeys = { [CUSTOMER_KEY]: null, 'aws:SecureTransport': 'true' };
const UNDER_S3: ContextKeys = { [CUSTOMER_KEY]: null, [KMS_KEY_ID]: null };

// docs/decisions/0073
/** A default encryption as a policy sees it. */
export function givenTo(policy: AlikePolicy, { algorithm, key }: UploadDefault): Given {
  const keys = new Map<string, string | Text>();
  for (const { elements } of denialsOf(policy)) {
    for (const text of keysIn(elements?.Condition)) { keys.set(textKey(text), text); }
  }
  const own = textOf(key);
  const isKeyNamed = own !== undefined && keys.delete(textKey(own));
  return { algorithm, key, otherKeys: [...keys.values()], isKeyNamed };
}

/** Uploads that ask for another encryption than the default, but for those with keys that the policy names. */
export function otherUploads(
  given: Given, callers: readonly CallerClass[], underS3: readonly CallerClass[] = [...callers, ANONYMOUS],
): OtherUploads[] {
  const { algorithm, key } = given;
  const underKms = (condition: ValueMap, more: ContextKeys = {}) => ({ actions: PUT_OBJECT, callers, condition, context: { ...UNDER_KMS, ...more } });
  const ofKms = [SseAlgorithm.SSE_KMS, SseAlgorithm.DSSE_KMS].filter((other) => other !== algorithm);
  return [
    ...(algorithm === SseAlgorithm.SSE_S3 ? []
      : [{ space: { actions: PUT_OBJECT, callers: underS3, condition: naming([SseAlgorithm.SSE_S3]), context: UNDER_S3 } }]),
    { space: underKms(naming(ofKms)) },
    // Of the AWS managed key nothing can be held but the algorithm.
    ...(key === undefined ? [] : [
      ...KEY_FORMS.map((form) => ({ space: underKms({ ...naming([algorithm]), ...form, StringNotEquals: { [KMS_KEY_ID]: unnamed(given) } }) })),
      { space: underKms(naming([algorithm]), { [KMS_KEY_ID]: null }), note: ` and no ${KMS_KEY_ID}` },
    ]),
  ];
}

/** Uploads that name the default algorithm, and a key that the policy names beside that of the default encryption. */
export function uploadsWithNamedKeys({ algorithm, isKeyNamed, key, otherKeys }: Given, { search }: AlikePolicy): OtherUploads[] {
  return key === undefined ? [] : otherKeys.map((other): OtherUploads => ({
    space: {
      actions: PUT_OBJECT,
      callers: search.identities,
      condition: { StringEquals: { [ALGORITHM]: algorithm, [KMS_KEY_ID]: other }, ...(isKeyNamed ? {} : { StringNotEquals: { [KMS_KEY_ID]: key } }) },
      context: UNDER_KMS,
    },
  }));
}

/**
 * Changes of encryption in place: these are to SSE-KMS, with a key that is named by its ARN.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_UpdateObjectEncryption.html
 */
export function otherUpdates(given: Given, callers: readonly CallerClass[]): OtherUploads[] {
  const isSame = given.algorithm === SseAlgorithm.SSE_KMS;
  if (isSame && given.key === undefined) { return []; }
  const condition = {
    ...naming([SseAlgorithm.SSE_KMS]),
    StringLike: { [KMS_KEY_ID]: ARNS },
    ...(isSame ? { StringNotEquals: { [KMS_KEY_ID]: unnamed(given) } } : {}),
  };
  return [{ space: { actions: UPDATE_OBJECT_ENCRYPTION, callers, condition, context: UNDER_KMS } }];
}

function naming(algorithms: readonly string[]): ValueMap {
  return { StringEquals: { [ALGORITHM]: [...algorithms] } };
}

/** What a key is not that is neither the default's nor named by the policy: if nothing is known of the default's, any such key may do. */
function unnamed({ key, otherKeys }: Given): (string | Text)[] {
  const own = textOf(key);
  return [...(own === undefined ? [] : [own]), ...otherKeys];
}

/** Patterns and policy variables stand for keys, and are none. */
function keysIn(condition: Value | undefined): (string | Text)[] {
  return mapsIn(condition).flatMap((operators) => Object.entries(operators)).flatMap(([operator, block]) => (
    mapsIn(block).flatMap((keys) => Object.entries(keys))
      .filter(([name]) => name.toLowerCase() === KMS_KEY_ID && operator.toLowerCase() !== 'null')
      .flatMap(([, values]) => [values].flat())
      .flatMap((value) => (value instanceof OneOf && value.hole === undefined ? value.options : [value]))
      .flatMap((value) => textOf(value) ?? [])
      .filter((text) => !literalParts(text).some((part) => (/like|arn/i.test(operator) ? /[*?$]/ : /\$/).test(part)))
  ));
}

function mapsIn(value: Value | undefined): ValueMap[] {
  return entriesOf(value).filter(isMap);
}
