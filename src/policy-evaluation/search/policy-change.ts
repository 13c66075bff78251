import type { Budget } from './budget';
import { ANONYMOUS, type CallerClass } from './callers';
import { PolicySearch } from './policy-search';
import { Outcome, type RequestSpace, Wanted } from './request-space';
import { valueIdentity } from './value-identity';
import { isMap, type Value, type ValueMap } from '../../template';
import { Effect } from '../statement';

/** What a policy does with a request that its predecessor did not. */
export enum Gain {
  /** A statement allows it, and none denies it. */
  ALLOWED = 'allowed',
  /** No statement denies it any more: the policies of the caller may allow it. */
  NOT_DENIED = 'not denied',
}

/** A request that gains, or may gain, from a change. */
export interface GainedRequest {
  readonly gain: Gain;
  /** Whether there surely is such a request. */
  readonly isCertain: boolean;
  /** The request, in words, where one was found. */
  readonly words?: string;
  /** Why it cannot be determined, as a clause, where that is known. */
  readonly reason?: string;
}

/** How many steps searches may take. */
export interface Limits {
  readonly each?: number;
  readonly together?: Budget;
}

/** What is asked about: the actions, and the ARN of the bucket or key. */
type Asked = Pick<RequestSpace, 'actions' | 'resource'>;

// docs/decisions/0104
/**
 * A policy that takes the place of another: which requests gain by it.
 *
 * Statements that both have are the same for every request. So a request can be allowed that was not only by a statement that is new, and
 * is not denied any more only if it was by a statement that is gone. What is the same in both is not searched, also where
 * nothing is known of it.
 */
export class PolicyChange {
  private readonly isSame: boolean;

  constructor(private readonly before: Value, private readonly after: Value) {
    this.isSame = valueIdentity(before) === valueIdentity(after);
  }

  /**
   * One request of each kind, if there is one.
   *
   * @param limits How many steps its searches may take.
   */
  gained(asked: Asked, limits?: Limits): readonly GainedRequest[] {
    if (this.isSame) { return []; }
    return [this.allowed(asked, limits), this.notDenied(asked, limits)].filter((one) => one !== undefined);
  }

  private allowed(asked: Asked, limits?: Limits): GainedRequest | undefined {
    const isNew = onlyIn(this.after, this.before);
    const effective = narrowed(this.after, (statement) => mayBe(Effect.DENY, statement) || isNew(statement));
    if (effective !== undefined && !statementsOf(effective)!.some((one) => mayBe(Effect.ALLOW, one) && isNew(one))) { return undefined; }
    return this.found(Gain.ALLOWED, effective ?? this.after, Wanted.GRANTED, { document: this.before, wanted: Wanted.REFUSED }, asked, limits);
  }

  private notDenied(asked: Asked, limits?: Limits): GainedRequest | undefined {
    const isGone = onlyIn(this.before, this.after);
    const gone = narrowed(this.before, (statement) => mayBe(Effect.DENY, statement) && isGone(statement));
    if (gone !== undefined && statementsOf(gone)!.length === 0) { return undefined; }
    return this.found(Gain.NOT_DENIED, this.after, Wanted.NOT_DENIED, { document: gone ?? this.before, wanted: Wanted.DENIED }, asked, limits);
  }

  private found(gain: Gain, document: Value, wanted: Wanted, against: RequestSpace['against'] & {}, asked: Asked, limits?: Limits): GainedRequest | undefined {
    const search = new PolicySearch(document, against.document);
    const space = { ...asked, callers: callersOf(search, new PolicySearch(against.document, document)), against };
    const result = search.find(wanted, space, limits?.each, limits?.together);
    if (result.outcome === Outcome.NONE) { return undefined; }
    return {
      gain,
      isCertain: result.outcome === Outcome.FOUND,
      ...(result.request === undefined ? {} : { words: search.inWords(result.request, space) }),
      ...(result.reason === undefined ? {} : { reason: result.reason }),
    };
  }
}

/** Everybody whom one of two policies can tell from others. Callers of any account are the same for both. */
function callersOf(one: PolicySearch, other: PolicySearch): CallerClass[] {
  const all = [...one.identities, ...other.identities, ANONYMOUS, ...one.services, ...other.services];
  return [...new Map(all.map((caller) => [nameOf(caller), caller])).values()];
}

function nameOf({ kind, principal, shape, account }: CallerClass): string {
  const inAccount = Array.isArray(account) ? account.map((symbol) => (typeof symbol === 'string' ? symbol : [symbol.id])) : account;
  return JSON.stringify([kind, inAccount, shape?.length, principal && valueIdentity([...principal.names])]);
}

/** The same document with some of its statements; nothing where these are not known one by one. */
function narrowed(document: Value, keep: (statement: Value) => boolean): ValueMap | undefined {
  const statements = statementsOf(document);
  return statements && { ...(isMap(document) ? document : {}), Statement: statements.filter(keep) };
}

function statementsOf(document: Value): readonly Value[] | undefined {
  if (document === null) { return []; }
  if (!isMap(document)) { return undefined; }
  const { Statement: statement } = document;
  if (Array.isArray(statement)) { return statement; }
  return isMap(statement) ? [statement] : undefined;
}

/** Tells whether a statement of one policy is not in the other. With another version, the same text can say something else. */
function onlyIn(one: Value, other: Value): (statement: Value) => boolean {
  const others = versionOf(one) === versionOf(other) ? statementsOf(other) ?? [] : [];
  const known = new Set(others.map(identityOf));
  return (statement) => !known.has(identityOf(statement));
}

function versionOf(document: Value): string | undefined {
  return isMap(document) ? valueIdentity(document.Version) : undefined;
}

/** Its name changes nothing. */
function identityOf(statement: Value): string {
  return valueIdentity(isMap(statement) ? Object.fromEntries(Object.entries(statement).filter(([name]) => name !== 'Sid')) : statement);
}

/** Whether a statement has an effect, as far as it is known. */
function mayBe(effect: Effect, statement: Value): boolean {
  if (!isMap(statement)) { return true; }
  return statement.Effect !== (effect === Effect.ALLOW ? Effect.DENY : Effect.ALLOW);
}
