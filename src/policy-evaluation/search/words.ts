import { OneOf, Text, Unknown, type Value } from '../../template';
import { accountOfArn } from '../arn';
import type { ContextKeys, ContextValue } from '../context';
import { type Principal, PrincipalKind } from '../principal';
import type { AccessRequest } from '../request';
import { FRESH } from '../tokens';

/** The action that stands for all that AWS may add, and that a policy does not name. */
export const ANY_OTHER_ACTION = 's3:AnyOtherAction';

/** A service that no policy names. */
export const ANY_SERVICE = 'any-service.amazonaws.com';

/** What the words for a request leave out, and how they call what it has. */
export interface Wording {
  /** The ARN of the bucket or key. */
  readonly resource: string | Text;
  /** What all requests of the search have. */
  readonly context: ContextKeys;
  /** Condition keys as the policy writes them, by their names in lower case. */
  readonly spellings: ReadonlyMap<string, string>;
  /** Whether the policy tells accounts from one another. */
  readonly namesAccounts: boolean;
}

/** A request in words, as what is not denied, or is allowed: "s3:GetObject of object a by a user of account 111122223333". */
export function wordsOf(request: AccessRequest, wording: Wording): string {
  return [actionOf(request, wording), callerOf(request.principal, wording), ...contextOf(request, wording)].join(' ');
}

/** The same, without who sends it. */
export function deedOf(request: AccessRequest, wording: Wording): string {
  return [actionOf(request, wording), ...contextOf(request, wording)].join(' ');
}

function actionOf({ action, resource }: AccessRequest, wording: Wording): string {
  const name = action === ANY_OTHER_ACTION ? 'an action that the policy does not name' : action;
  const [bucket, whole] = [String(wording.resource), String(resource)];
  const object = whole.startsWith(`${bucket}/`) ? whole.slice(bucket.length + 1) : undefined;
  if (action === ANY_OTHER_ACTION && object === undefined) { return `${name}, on the bucket,`; }
  return object === undefined || isAnything(object) ? name : `${name} of object ${shown(object)}`;
}

function callerOf(principal: Principal, { namesAccounts }: Wording): string {
  const [name] = principal.names;
  switch (principal.kind) {
    case PrincipalKind.ANONYMOUS: return 'without a signature';
    case PrincipalKind.SERVICE: return name === ANY_SERVICE ? 'by an AWS service' : `by the service ${String(name)}`;
    case PrincipalKind.ROOT: return `by the root user of ${accountWords(principal.account ?? '')}`;
    case PrincipalKind.ROLE:
    case PrincipalKind.USER:
    case PrincipalKind.FEDERATED: {
      const sort = principal.kind;
      if (name === undefined || name instanceof OneOf) { return `by a session ${String(principal.names[1] ?? '')}`; }
      const text = String(name);
      const account = accountOfArn(name) ?? '';
      if (!text.includes(FRESH)) { return `by ${text}`; }
      const called = text.slice(text.indexOf('/') + 1);
      const who = isAnything(called) ? `by a ${sort}` : `by a ${sort} ${shown(called)}`;
      return isAnything(String(account)) && !namesAccounts ? who : `${who} of ${accountWords(account)}`;
    }
  }
}

function accountWords(account: string | Text): string {
  return isAnything(String(account)) ? 'an account that the policy does not name' : `account ${shown(String(account))}`;
}

function contextOf({ context }: AccessRequest, wording: Wording): string[] {
  const given = new Set(Object.keys(wording.context).map((key) => key.toLowerCase()));
  const of = Object.entries(context).filter(([key, value]) => !given.has(key.toLowerCase()) && value !== null)
    .map(([key, value]) => valueWords(wording.spellings.get(key.toLowerCase()) ?? key, value));
  return of.map((words, i) => `${i === 0 ? 'with' : 'and'} ${words}`);
}

function valueWords(key: string, value: ContextValue): string {
  const texts = (Array.isArray(value) ? value as readonly ContextValue[] : [value]).map((one) => (one instanceof Unknown ? one.reason : String(one)));
  if (texts.length === 1 && texts[0] === '') { return `an empty ${key}`; }
  if (texts.some(isAnything)) { return `${key.startsWith('kms:') ? 'a' : 'an'} ${key} that the policy does not name`; }
  return `${key} ${texts.map(shown).join(', ')}`;
}

/** Whether a text is none that a policy names, and nothing else is known of it. */
export function isAnything(text: string): boolean {
  return text !== '' && [...text].every((character) => character === FRESH);
}

/** Text for messages. */
export function shown(text: string): string {
  return text.replace(new RegExp(`${FRESH}+`, 'g'), '…');
}

/** Whether words say something that is known at deployment only, such as the name of a resource. Partitions have no other word. */
export function hasHole(request: AccessRequest): boolean {
  const values: unknown[] = [...request.principal.names.slice(0, 1), ...Object.values(request.context)].flat();
  return values.some((value) => value instanceof Text && value.parts.some((part) => typeof part !== 'string' && part.id !== 'AWS::Partition'));
}

/** The condition keys of a policy as it writes them, and whether it writes numbers of accounts. */
export function spellingsIn(document: Value): Pick<Wording, 'spellings' | 'namesAccounts'> {
  const spellings = new Map<string, string>();
  const texts: string[] = [];
  collect(document, spellings, texts);
  return { spellings, namesAccounts: texts.some((text) => /(^|:)\d{12}(:|$)/.test(text)) };
}

function collect(value: Value, spellings: Map<string, string>, texts: string[]): void {
  if (typeof value === 'string') { texts.push(value); }
  if (value === null || typeof value !== 'object' || value instanceof Unknown) { return; }
  if (value instanceof Text) {
    texts.push(...value.parts.filter((part) => typeof part === 'string'));
    return;
  }
  for (const [name, entry] of Object.entries(value instanceof OneOf ? value.options : value)) {
    if (name.includes(':')) { spellings.set(name.toLowerCase(), name); }
    collect(entry as Value, spellings, texts);
  }
}
