import { type Clause, conditionOf, withClause, type YesNoClause } from './clauses';
import type { JsonMap } from './json';
import { isAboutCaller, type UploadDenial } from './upload-denial';
import { ALGORITHM, CUSTOMER_KEY } from '../uploads';

interface Kept {
  /** Behind the Sid of the statement. */
  readonly suffix: string;
  readonly clause: YesNoClause;
}

const PLAIN_HTTP: Kept = { suffix: 'PlainHttp', clause: { operator: 'Bool', conditionKey: 'aws:SecureTransport', value: 'false' } };

/**
 * What a statement is to go on denying: uploads that name an encryption, those with SSE-C, which name none, and those
 * over plain HTTP. Each is the statement itself with one more condition, so that nothing new is denied either.
 *
 * What is left, uploads over TLS that name nothing, default encryption serves. (Those that name a key without an
 * algorithm are among them. S3 refuses these by itself.)
 */
const KEPT: readonly Kept[] = [
  { suffix: '', clause: { operator: 'Null', conditionKey: ALGORITHM, value: 'false' } },
  { suffix: 'CustomerKey', clause: { operator: 'Null', conditionKey: CUSTOMER_KEY, value: 'false' } },
  PLAIN_HTTP,
];

// docs/decisions/0024
/** What a statement denies besides uploads that name no encryption. */
export function withoutBareUploads({ json, clauses, uploads, others }: UploadDenial): JsonMap[] {
  const { Sid, Condition, ...rest } = json;
  const about = others.length === 0 ? rest : { ...rest, Action: unwrapSingle(uploads) };
  const kept = KEPT.flatMap(({ suffix, clause }): JsonMap[] => {
    const narrowed = withClause(clauses, clause);
    return narrowed === undefined ? [] : [{ ...sidOf(Sid, suffix), ...about, Condition: conditionOf(narrowed) }];
  });
  return others.length === 0 ? kept : [...kept, { ...sidOf(Sid, 'OtherActions'), ...rest, Action: unwrapSingle(others), Condition }];
}

/** Uploads over plain HTTP that name nothing: in words that do not depend on the key of the default encryption. */
const BARE_OVER_PLAIN_HTTP: readonly YesNoClause[] = [
  { operator: 'Null', conditionKey: ALGORITHM, value: 'true' },
  { operator: 'Null', conditionKey: CUSTOMER_KEY, value: 'true' },
  PLAIN_HTTP.clause,
];

/**
 * A statement that demands a key, and lets uploads that name nothing pass once that is the key of the default encryption:
 * S3 shows them as under this key. Over plain HTTP they stay denied, and they alone: whether an upload that names an
 * encryption is denied is left to the statement.
 */
export function withBareUploadsOverPlainHttp({ json, clauses, uploads }: UploadDenial): JsonMap[] {
  const { Sid, ...rest } = json;
  const narrowed = BARE_OVER_PLAIN_HTTP.reduce<readonly Clause[]>((some, clause) => withClause(some, clause)!, clauses.filter(isAboutCaller));
  return [json, { ...sidOf(Sid, PLAIN_HTTP.suffix), ...rest, Action: unwrapSingle(uploads), Condition: conditionOf(narrowed) }];
}

/** A list of one is written as the one. */
function unwrapSingle(list: readonly unknown[]): unknown {
  return list.length === 1 ? list[0] : list;
}

function sidOf(sid: unknown, suffix: string): JsonMap {
  return typeof sid === 'string' ? { Sid: `${sid}${suffix}` } : {};
}
