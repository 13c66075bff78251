import { agreed } from './shown';
import { LogEncryption } from '../../../services';
import { all, any, at, consensus, isAbsent, isMap, isUnknown, known, OneOf, Ternary, textKey, textOf, type Value } from '../../../template';
import { type AlikeBucket, type Bucket, getsBatchReports, isKnownName, isSseS3OnlyAccount, isSseS3OnlyService, ObservedDeliveries, type Posture } from '../../posture';
import { askPolicies } from '../../rules/internal';

/** Whether a bucket takes logs of services that write to buckets with SSE-S3 only, whatever is not known turns out to be. */
export function requiresSseS3(posture: Posture, bucket: Bucket): Ternary {
  return any([
    ObservedDeliveries.of(posture).surelyTo(bucket, ({ encryption }) => encryption === LogEncryption.SSE_S3),
    known(getsBatchReports(posture, bucket)),
    agreed(bucket.resource.read('AccessControl'), (acl) => acl === 'LogDeliveryWrite'),
    bucket.ask(allowsProducer),
  ]);
}

function allowsProducer(bucket: AlikeBucket): Ternary {
  return consensus(askPolicies(bucket, ({ resource }) => anyIn(resource.read('PolicyDocument'), (document) => (
    isMap(document) ? anyIn(document.Statement, allowsProducerIn) : Ternary.UNKNOWN
  ))));
}

function allowsProducerIn(statement: Value): Ternary {
  const allows = agreed(at(statement, 'Effect'), (effect) => effect === 'Allow');
  return allows === Ternary.NO ? allows : all([allows, anyIn(at(statement, 'Principal'), (principal) => any([
    anyIn(at(principal, 'Service'), (service) => (isKnownName(service) ? known(isSseS3OnlyService(service)) : Ternary.UNKNOWN)),
    anyIn(at(principal, 'AWS'), (account) => (isKnownName(account) || isIdentity(account) ? known(isSseS3OnlyAccount(account)) : Ternary.UNKNOWN)),
  ]))]);
}

/** Whether it is so of an entry of a list, or of the value itself. */
function anyIn(value: Value | undefined, asked: (one: Value) => Ternary): Ternary {
  if (isAbsent(value)) { return Ternary.NO; }
  if (value instanceof OneOf) { return consensus(value.options.map((option) => anyIn(option, asked))); }
  if (Array.isArray(value)) { return any(value.map((one) => anyIn(one, asked))); }
  return isUnknown(value) && textOf(value) === undefined ? Ternary.UNKNOWN : asked(value);
}

/** Whether a principal is a role or a user, or the account of the stack, of which the rest is not known. */
function isIdentity(principal: Value): boolean {
  const text = textOf(principal);
  return text !== undefined && /:(?:role|user|assumed-role|federated-user)\//.test(textKey(text));
}
