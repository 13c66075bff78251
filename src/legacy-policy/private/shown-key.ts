import { clausesOf, conditionOf } from './clauses';
import { isWrittenOut, type JsonMap } from './json';
import { ENCRYPTION, type Read, values } from './upload-denial';
import { Policy, Principal } from '../../policy-evaluation';
import { Ternary, textKey } from '../../template';
import { contextNamingNothing, KMS_KEY_ID, type UploadDefault } from '../uploads';

/**
 * Whether a statement, of whatever effect, may answer otherwise to uploads that name nothing when the default encryption
 * changes: S3 shows the key that it is going to use.
 */
export function dependsOnDefault(json: unknown, document: JsonMap, read: Read, from: UploadDefault, to: UploadDefault): boolean {
  if (!JSON.stringify(json).toLowerCase().includes(KMS_KEY_ID)) { return false; }
  const clauses = isWrittenOut(json) ? clausesOf(json.Condition) : undefined;
  if (clauses === undefined) { return true; }
  const Condition = conditionOf(clauses.filter(({ conditionKey }) => ENCRYPTION.has(conditionKey.toLowerCase())));
  const statement = { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*', ...values({ Condition }, read) };
  const policy = Policy.of({ Version: read(document.Version ?? '2008-10-17'), Statement: [statement] });
  const [before, after] = [from, to].map((given) =>
    policy.denies({ principal: Principal.anonymous(), action: 's3:PutObject', resource: 'arn:aws:s3:::a-bucket/an-object', context: contextNamingNothing(given) }));
  return before !== after || before === Ternary.UNKNOWN;
}

/** Whether two default encryptions are the same, as far as that is known. */
export function isSameDefault(one: UploadDefault, other: UploadDefault): boolean {
  return one.algorithm === other.algorithm && (one.key === other.key || keyOf(one) === keyOf(other));
}

/** What is not known is the same as itself only. */
function keyOf({ key }: UploadDefault): unknown {
  return key === undefined || (typeof key !== 'string' && 'reason' in key) ? key : textKey(key);
}
