import { circumstancesOf } from './statement-circumstances';
import { isForeign, STRANGER } from './strangers';
import { isAccountId } from '../../../encryption/internal';
import { arnFields, type ContextKeys, Principal, textThatNoPolicyNames } from '../../../policy-evaluation';
import { LOG_SERVICES } from '../../../services';
import { all, any, Hole, isMap, isUnknown, memo, Ternary, Text, textKey, type Value, type ValueMap } from '../../../template';
import { type AlikeBucket, type AlikeObject, comparisonsOf, entriesOf, statementsOf } from '../../posture';

/** What another account may do with the objects of a bucket. */
export interface ForeignAccess {
  readonly principal: Principal;
  /** The caller, for messages. */
  readonly who: string;
  readonly action: 's3:GetObject' | 's3:PutObject';
  readonly context: ContextKeys;
  /** Whether the caller is of another account, and the bucket's policy lets it. */
  readonly answer: Ternary;
}

interface Caller extends Pick<ForeignAccess, 'principal' | 'who'> {
  readonly foreign: Ternary;
}

const ACTIONS = ['s3:GetObject', 's3:PutObject'] as const;

/** The keys under which a statement for everybody names whom it means. */
const CALLER_KEYS = new Set(['aws:principalaccount', 'aws:principalarn']);

/**
 * The keys by which a bucket leaves access to the access points of an account: who may use them is said in their policies.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 */
const DELEGATION_KEYS = new Set(['s3:dataaccesspointaccount', 's3:dataaccesspointarn']);
const DEMANDS = /^(?:foranyvalue:)?(?:string|arn)(?:equals|like)(?:ignorecase)?$/;

/** Accounts of load balancers, which cannot write with a KMS key, whatever its policy says. */
const LOAD_BALANCERS: ReadonlySet<unknown> = new Set(LOG_SERVICES.flatMap(({ legacyAccounts }) => [...legacyAccounts?.values() ?? []]));

/**
 * What the policy of a bucket lets other accounts do with its objects: whatever is not surely denied.
 *
 * Each statement that allows something is asked about those whom it names, in the circumstances that it demands.
 */
export function foreignAccess(bucket: AlikeBucket): readonly ForeignAccess[] {
  // Mostly there is none. What there is speaks of the bucket, so it is asked of each.
  return bucket.ask(isPrivate) ? [] : accessTo(bucket);
}

function isPrivate(bucket: AlikeBucket): boolean {
  return accessTo(bucket).length === 0;
}

const accessTo = memo((bucket: AlikeBucket): readonly ForeignAccess[] => {
  return bucket.policies.flatMap((policy) => statementsOf(policy.resource.read('PolicyDocument') ?? null)
    .filter(({ Effect }) => Effect !== 'Deny')
    .flatMap((statement) => [...callersOf(statement, bucket)].flatMap((caller) => ACTIONS.flatMap((action) => {
      const context = circumstancesOf(statement);
      const answer = all([caller.foreign, any(objectsOf(statement, bucket).map((object) =>
        bucket.request({ principal: caller.principal, action, context }, object).grantedBy(policy.policy)))]);
      return answer === Ternary.NO ? [] : [{ principal: caller.principal, who: caller.who, action, context, answer }];
    }))));
});

function* callersOf(statement: ValueMap, bucket: AlikeBucket): Iterable<Caller> {
  const named = comparisonsOf(statement).filter(({ conditionKey: key }) => CALLER_KEYS.has(key));
  const delegated = comparisonsOf(statement).filter(({ operator, conditionKey: key }) => DELEGATION_KEYS.has(key) && DEMANDS.test(operator));
  const principals = entriesOf(statement.Principal).flatMap((entry) => (isMap(entry) ? entriesOf(entry.AWS) : [entry]));
  if (statement.NotPrincipal !== undefined) { principals.push('*'); }
  for (const principal of principals) {
    if (principal !== '*') {
      yield* callers(principal, bucket);
    } else if (named.length > 0) {
      for (const value of named.flatMap(({ values }) => values)) { yield* callers(value, bucket); }
    } else if (delegated.length > 0) {
      for (const value of delegated.flatMap(({ values }) => values)) { yield* callers(accountOf(value), bucket); }
    } else {
      yield { principal: STRANGER, who: organizationOf(statement), foreign: Ternary.YES };
    }
  }
}

function organizationOf(statement: ValueMap): string {
  const organization = comparisonsOf(statement).find(({ conditionKey: key }) => /^aws:principalorg(?:id|paths)$/.test(key));
  return organization ? `every account of the organization ${organization.values.map(String).join(', ')}` : 'every account';
}

/** Whom an account id or an ARN stands for, if it is an account at all: CloudFront's identities, for example, are none. */
function* callers(value: Value, { resource }: AlikeBucket): Iterable<Caller> {
  if (isUnknown(value)) {
    yield { principal: Principal.someone(Text.of(new Hole(`account of ${value.reason}`))), who: 'a principal that is not known', foreign: Ternary.UNKNOWN };
    return;
  }
  if (typeof value !== 'string' && typeof value !== 'number' && !(value instanceof Text)) { return; }
  const text = typeof value === 'number' ? String(value).padStart(12, '0') : value;
  const fields = arnFields(text);
  const [owner, name] = fields instanceof Array ? [fields[4], fields[5]] : [text, undefined];
  if (typeof owner === 'string' && !isAccountId(owner)) { return; }
  const foreign = isForeign(owner, resource);
  if (foreign === Ternary.NO || LOAD_BALANCERS.has(owner)) { return; }
  yield { principal: principalOf(text, owner, name), who: text.toString(), foreign };
}

/** The account of an access point, or the one that is named. */
function accountOf(value: Value): Value {
  const fields = typeof value === 'string' || value instanceof Text ? arnFields(value) : undefined;
  return fields instanceof Array ? fields[4] : value;
}

function principalOf(text: string | Text, account: string | Text, name: string | Text | undefined): Principal {
  if (name === undefined || name === 'root') { return Principal.account(account); }
  return textKey(name).startsWith('user/') ? Principal.user(text, account) : Principal.role(text, account);
}

/** Objects that a statement may be about: any, or one where it names some. */
function objectsOf(statement: ValueMap, bucket: AlikeBucket): AlikeObject[] {
  const named = entriesOf(statement.Resource).filter((entry): entry is string | Text =>
    (typeof entry === 'string' || entry instanceof Text) && bucket.holds(entry));
  return [{ objectKey: textThatNoPolicyNames(1) }, ...named.map((arn) => ({ arn }))];
}
