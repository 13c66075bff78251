import { arnFields, type RequestSpace } from '../../../policy-evaluation';
import { AccountHole, Text, textOf, type Value, type ValueMap } from '../../../template';
import { type Comparison, comparisonsOf, entriesOf, type Key, statementsOf } from '../../posture';

/** Its account tells whose access points they are, also those that a pattern names. */
const ACCESS_POINT = 's3express:dataaccesspointarn';

/**
 * What AWS gives to its customers, or to what they own: nobody else has the values that a policy writes out.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
const OWNED = new Set([
  'aws:principalaccount', 'kms:calleraccount', 'aws:principalorgid', 'aws:principalorgpaths', 'aws:principalarn', 'aws:userid',
  'aws:sourcevpc', 'aws:sourcevpce', 'aws:sourcevpcarn', 'aws:vpceaccount', 'aws:vpceorgid', 'aws:vpceorgpaths',
  's3express:dataaccesspointaccount', ACCESS_POINT,
]);

/** ARNs whose account tells whose they are, also of those that a pattern means. */
const OWNED_BY_ACCOUNT = new Set(['aws:principalarn', 'aws:sourcevpcarn', ACCESS_POINT]);

/**
 * How patterns begin that name somebody, too: with a unique id, which has 16 characters at least, and behind whose colon comes the name of a
 * session; with an organization, and below it come paths.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html
 */
const OWNED_BY_PATTERN: ReadonlyMap<string, RegExp> = new Map([
  ['aws:userid', /^(?:[^*?]{16}|[^*?:]+:)/], ['aws:principalorgpaths', /^[^*?/]+\//], ['aws:vpceorgpaths', /^[^*?/]+\//],
]);

/** Keys with several values. */
const SETS = new Set(['aws:principalorgpaths', 'aws:vpceorgpaths']);

const ADDRESSES = new Set(['aws:sourceip', 'aws:vpcsourceip']);
const CONTEXT = 'kms:encryptioncontext:';

/** Ranges of addresses that are no shorter belong to somebody: so Amazon S3 tells what is public. */
const NARROW = { ipv4: 8, ipv6: 32 };

/**
 * The requests of principals that a key policy has not named: in accounts, organizations and networks of their own.
 *
 * They call AWS KMS themselves, with any encryption context; or through a service, which says what is so: that it is about
 * resources of their own.
 */
export function strangersRequests(key: Key): readonly Pick<RequestSpace, 'context' | 'condition'>[] {
  const document = key.policyDocument ?? null;
  const foreign = strangersOf(document);
  const ofResources = conditionOf(groups(statementsOf(document).flatMap(comparisonsOf), ({ conditionKey }) => conditionKey.startsWith(CONTEXT))
    .map(([name, values]): Excluded => ['StringNotLike', name, values.filter(isOneResource)]));
  return [
    { context: { 'kms:ViaService': null, 'aws:ViaAWSService': 'false' }, condition: foreign },
    { condition: { ...merged(foreign, ofResources), Null: { 'kms:ViaService': 'false' } } },
  ];
}

/** What tells strangers from those whom a policy has named, as the `Condition` element of a statement. */
export function strangersOf(document: Value): ValueMap {
  const statements = statementsOf(document);
  const comparisons = statements.flatMap(comparisonsOf);
  return conditionOf([
    ['StringNotEquals', 'aws:PrincipalAccount', namedAccounts(statements)],
    ...groups(comparisons, ({ conditionKey }) => OWNED.has(conditionKey))
      .map(([name, values]): Excluded => [otherThan(name), name, values.filter((value) => isOwned(name, value))]),
    ...groups(comparisons, ({ conditionKey }) => ADDRESSES.has(conditionKey))
      .map(([name, values]): Excluded => ['NotIpAddress', name, values.filter(isNarrow)]),
  ]);
}

type Excluded = readonly [operator: string, name: string, values: readonly Value[]];

function otherThan(name: string): string {
  return `${SETS.has(name) ? 'ForAllValues:' : ''}${OWNED_BY_PATTERN.has(name) || OWNED_BY_ACCOUNT.has(name) ? 'StringNotLike' : 'StringNotEquals'}`;
}

function conditionOf(excluded: readonly Excluded[]): ValueMap {
  let result: ValueMap = {};
  for (const [operator, name, values] of excluded) {
    if (values.length > 0) { result = merged(result, { [operator]: { [name]: [...values] } }); }
  }
  return result;
}

function merged(one: ValueMap, other: ValueMap): ValueMap {
  const result: { [operator: string]: Value } = { ...one };
  for (const [operator, keys] of Object.entries(other)) {
    const before = (result[operator] ?? {}) as ValueMap;
    const all: { [name: string]: Value } = { ...before };
    for (const [name, values] of Object.entries(keys as ValueMap)) { all[name] = [...entriesOf(before[name]), ...entriesOf(values)]; }
    result[operator] = all;
  }
  return result;
}

function groups(comparisons: readonly Comparison[], wanted: (comparison: Comparison) => boolean): [string, Value[]][] {
  const found = new Map<string, Value[]>();
  for (const comparison of comparisons.filter(wanted)) {
    found.set(comparison.conditionKey, [...found.get(comparison.conditionKey) ?? [], ...comparison.values]);
  }
  return [...found];
}

/** Whether a value names somebody, rather than whoever has a value like it. */
function isOwned(name: string, value: Value): boolean {
  const text = textOf(value);
  if (text === undefined) { return false; }
  const fields = OWNED_BY_ACCOUNT.has(name) ? arnFields(text) : undefined;
  if (fields instanceof Array) { return !/^$|[*?]/.test(literal(fields[4])); }
  const written = literal(text);
  return /[*?]/.test(written) ? OWNED_BY_PATTERN.get(name)?.test(written) === true : true;
}

function isNarrow(value: Value): boolean {
  if (typeof value !== 'string') { return false; }
  const [, address = '', length] = /^([^/]*)(?:\/(\d+))?$/.exec(value) ?? [];
  return length === undefined || Number(length) >= (address.includes(':') ? NARROW.ipv6 : NARROW.ipv4);
}

/** Whether an encryption context is that of some resources, rather than of any bucket. */
function isOneResource(value: Value): boolean {
  const text = textOf(value);
  if (text === undefined) { return false; }
  const fields = arnFields(text);
  const resource = fields instanceof Array ? fields[5] : text;
  return resource instanceof Text ? !/^[*?]/.test(literal(resource)) : /^[^*?]/.test(resource);
}

/** Stands for what is known at deployment only: a whole id. */
const SOME_ID = 'x'.repeat(16);

/** The literal parts of a text. */
function literal(text: string | Text): string {
  return typeof text === 'string' ? text : text.parts.map((part) => (typeof part === 'string' ? part : SOME_ID)).join('');
}

/** Whether text is the number of an account, whichever. */
export function isAccountNumber({ parts }: Text): boolean {
  return parts.length === 1 && parts[0] instanceof AccountHole;
}

/** Accounts that principals of the policy are in. */
function namedAccounts(statements: readonly ValueMap[]): readonly Value[] {
  const principals = statements.flatMap(({ NotPrincipal, Principal }) => [...entriesOf(Principal), ...entriesOf(NotPrincipal)]);
  const names = principals.flatMap((one) => (typeof one === 'object' && one !== null && 'AWS' in one ? entriesOf((one as ValueMap).AWS) : []));
  return names.flatMap((name) => {
    const text = textOf(name);
    if (text === undefined) { return []; }
    const fields = arnFields(text);
    const account = fields instanceof Array ? fields[4] : typeof text === 'string' || isAccountNumber(text) ? text : undefined;
    return account === undefined || account === '' || account === '*' ? [] : [account];
  });
}
