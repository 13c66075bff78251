import { aboutCallers, allConditions, hasVariables } from './conditions';
import { circumstancesOf } from './statement-circumstances';
import { isForeign, STRANGER } from './strangers';
import { isAccountId } from '../../../encryption/internal';
import { arnFields, type CallerClass, knownCaller, Outcome, type PolicySearch, Principal, textThatNoPolicyNames, Wanted } from '../../../policy-evaluation';
import { LOG_SERVICES } from '../../../services';
import { all, any, Hole, isMap, isUnknown, literalParts, memo, Ternary, Text, textKey, type Value, type ValueMap } from '../../../template';
import { accountOf as accountOfResource, type AlikeBucket, type AlikeObject, type AlikePolicy, comparisonsOf, entriesOf, statementsOf } from '../../posture';

/** What another account may do with the objects of a bucket. */
export interface ForeignAccess {
  /** Whom it is for, as a policy can tell them apart: an account stands for its roles and users. */
  readonly callers: (search: Pick<PolicySearch, 'identitiesOf' | 'strangers'>) => readonly CallerClass[];
  /** The caller, for messages. */
  readonly who: string;
  readonly action: 's3:GetObject' | 's3:PutObject';
  /** What the statement asks of the caller, as the `Condition` element of another one. */
  readonly condition: ValueMap;
  /** Whether the caller is of another account, and the bucket's policy lets it. */
  readonly answer: Ternary;
}

interface Caller extends Pick<ForeignAccess, 'callers' | 'who'> {
  readonly principal: Principal;
  /** Which of the callers are meant, as a `Condition` element. */
  readonly among: ValueMap;
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
 * Each statement that allows something is asked about those whom it names: whether there is a request of theirs, as the
 * statement demands it, that the policy grants.
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
      const answer = all([caller.foreign, isGranted(bucket, policy, statement, caller, action)]);
      const condition = allConditions(aboutCallers(statement), caller.among);
      return answer === Ternary.NO ? [] : [{ callers: caller.callers, who: caller.who, action, condition, answer }];
    }))));
});

function isGranted(
  bucket: AlikeBucket, policy: AlikePolicy, statement: ValueMap, { among, callers: callersIn, principal }: Caller, action: string,
): Ternary {
  // Mostly the plainest request tells it.
  const context = circumstancesOf(statement);
  const plainly = any(objectsOf(statement, bucket).map((object) => bucket.request({ principal, action, context }, object).grantedBy(policy.policy)));
  if (plainly === Ternary.YES) { return plainly; }
  const { Condition: asked } = statement;
  const condition = isMap(asked) && !hasVariables(asked) ? allConditions(asked, among) : among;
  const space = { callers: callersIn(policy.search), actions: [{ name: action, onObjects: true }], condition };
  const { outcome } = bucket.find(policy, Wanted.GRANTED, space);
  return outcome === Outcome.FOUND ? Ternary.YES : outcome === Outcome.NONE ? Ternary.NO : Ternary.UNKNOWN;
}

function* callersOf(statement: ValueMap, bucket: AlikeBucket): Iterable<Caller> {
  const named = comparisonsOf(statement).filter(({ operator, conditionKey: key }) => CALLER_KEYS.has(key) && DEMANDS.test(operator));
  const delegated = comparisonsOf(statement).filter(({ operator, conditionKey: key }) => DELEGATION_KEYS.has(key) && DEMANDS.test(operator));
  const principals = entriesOf(statement.Principal).flatMap((entry) => (isMap(entry) ? entriesOf(entry.AWS) : [entry]));
  if (statement.NotPrincipal !== undefined) { principals.push('*'); }
  for (const principal of principals) {
    if (principal !== '*') {
      yield* callers(principal, bucket);
    } else if (named.length > 0) {
      for (const value of named.flatMap(({ values }) => values)) {
        if (leavesAccountOpen(value)) { yield stranger(bucket, String(value)); } else { yield* callers(value, bucket); }
      }
    } else if (delegated.length > 0) {
      for (const value of delegated.flatMap(({ values }) => values)) { yield* callers(accountOf(value), bucket); }
    } else {
      yield stranger(bucket, organizationOf(statement));
    }
  }
}

function stranger(bucket: AlikeBucket, who: string): Caller {
  return { principal: STRANGER, callers: ({ strangers }) => strangers, among: notOf(bucket), who, foreign: Ternary.YES };
}

/** Whether a pattern means roles of any account, or accounts by a part of their numbers. */
function leavesAccountOpen(value: Value): boolean {
  const account = accountOf(value);
  return (typeof account === 'string' || account instanceof Text) && literalParts(account).some((part) => /[*?]/.test(part));
}

function notOf({ resource }: AlikeBucket): ValueMap {
  return { StringNotEquals: { 'aws:PrincipalAccount': accountOfResource(resource) } };
}

function organizationOf(statement: ValueMap): string {
  const organization = comparisonsOf(statement).find(({ operator, conditionKey: key }) => /^aws:principalorg(?:id|paths)$/.test(key) && DEMANDS.test(operator));
  return organization ? `every account of the organization ${organization.values.map(String).join(', ')}` : 'every account';
}

/** Whom an account id or an ARN stands for, if it is an account at all: CloudFront's identities, for example, are none. */
function* callers(value: Value, { resource }: AlikeBucket): Iterable<Caller> {
  if (isUnknown(value)) {
    const principal = Principal.someone(Text.of(new Hole(`account of ${value.reason}`)));
    yield { principal, callers: () => [knownCaller(principal)], among: {}, who: 'a principal that is not known', foreign: Ternary.UNKNOWN };
    return;
  }
  if (typeof value !== 'string' && typeof value !== 'number' && !(value instanceof Text)) { return; }
  const text = typeof value === 'number' ? String(value).padStart(12, '0') : value;
  const fields = arnFields(text);
  const [owner, name] = fields instanceof Array ? [fields[4], fields[5]] : [text, undefined];
  if (typeof owner === 'string' && !isAccountId(owner)) { return; }
  const foreign = isForeign(owner, resource);
  if (foreign === Ternary.NO || LOAD_BALANCERS.has(owner)) { return; }
  const principal = principalOf(text, owner, name);
  const isAccount = name === undefined || name === 'root';
  const callersIn: Caller['callers'] = (search) => (isAccount ? search.identitiesOf(owner) : [knownCaller(principal)]);
  yield { principal, callers: callersIn, among: {}, who: text.toString(), foreign };
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
