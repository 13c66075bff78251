import { accountOfArn, arnFields, sameArn } from './arn';
import { sameText } from './match-text';
import { Principal, PrincipalKind } from './principal';
import { isAccountId } from '../encryption/internal';
import { all, any, consensus, isMap, not, OneOf, Ternary, Text, Unknown, Value } from '../template';

/** In which ways an element names a principal. */
interface Naming {
  /** As one of all: `*`. */
  readonly everyone: Ternary;
  /** By its own name. */
  readonly itself: Ternary;
  /** By the account that it belongs to. */
  readonly account: Ternary;
  /** Whether a role or user of its account is named, this one or another. */
  readonly neighbour: Ternary;
}

type NamingOf = (principal: Principal) => Naming;

const NO_ONE: Naming = { everyone: Ternary.NO, itself: Ternary.NO, account: Ternary.NO, neighbour: Ternary.NO };
const EVERYONE: Naming = { ...NO_ONE, everyone: Ternary.YES };
const UNTOLD: Naming = { everyone: Ternary.UNKNOWN, itself: Ternary.UNKNOWN, account: Ternary.UNKNOWN, neighbour: Ternary.UNKNOWN };

/** Who belongs to an account, but for its root user. */
const OF_ACCOUNTS: ReadonlySet<PrincipalKind> = new Set([PrincipalKind.ROLE, PrincipalKind.USER, PrincipalKind.FEDERATED]);

/** The unique ids that IAM puts in the place of principals that were deleted. */
const UNIQUE_ID = /^A[A-Z]{3}[A-Z0-9]{12,}$/;

/**
 * The `Principal` or `NotPrincipal` element of a statement.
 *
 * `*` is everybody: roles, users, AWS services, anonymous callers. An account stands for its roles and users, not for
 * services that act in its behalf.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export class PrincipalElement {
  /** The element of an identity's policy, which has none: it speaks of whom it is attached to. */
  static implied(): PrincipalElement {
    return new PrincipalElement(() => EVERYONE, false);
  }

  /**
   * @param negated Whether it is `NotPrincipal`.
   */
  static of(value: Value, negated: boolean, problem: (text: string) => void): PrincipalElement {
    return new PrincipalElement(namingOf(value, problem), negated);
  }

  private constructor(private readonly naming: NamingOf, private readonly negated: boolean) {}

  /** Whether a statement with this element speaks of the principal. */
  covers(principal: Principal): Ternary {
    const naming = this.naming(principal);
    return this.negated ? not(exempt(principal, naming)) : any([naming.everyone, naming.itself, naming.account]);
  }

  /**
   * Whether it does so itself: not through the account, which only hands over to the policies of the account's own
   * administrators.
   */
  coversByItself(principal: Principal): Ternary {
    if (this.negated) { return this.covers(principal); }
    const naming = this.naming(principal);
    return any([naming.everyone, naming.itself]);
  }
}

/**
 * Whom `NotPrincipal` leaves out.
 *
 * IAM may look for the account first and for the role or user after that, so it takes both names to leave one out: to
 * name the role alone denies it. Who names the account as well leaves out no others of it. To name the account alone
 * leaves out its root user; whether also its roles and users AWS does not say.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function exempt(principal: Principal, { everyone, itself, account: ofAccount, neighbour }: Naming): Ternary {
  if (!OF_ACCOUNTS.has(principal.kind)) { return any([everyone, itself]); }
  const accountAlone = all([Ternary.UNKNOWN, not(neighbour)]);
  return any([everyone, all([ofAccount, any([itself, accountAlone])])]);
}

function namingOf(value: Value, problem: (text: string) => void): NamingOf {
  if (isMap(value)) { return anyOf(Object.entries(value).map(([type, list]) => entries(list, type, problem))); }
  return value instanceof OneOf ? oneOf(value.options.map((option) => namingOf(option, problem))) : entries(value, 'AWS', problem);
}

function entries(value: Value, type: string, problem: (text: string) => void): NamingOf {
  if (value === null) { return () => NO_ONE; }
  if (value instanceof Unknown) { return () => UNTOLD; }
  if (value instanceof OneOf) { return oneOf(value.options.map((option) => entries(option, type, problem))); }
  if (Array.isArray(value)) { return anyOf(value.map((item) => entries(item, type, problem))); }
  if (value instanceof Text || typeof value === 'string') { return entry(value, type, problem); }
  // Templates read as YAML yield account ids as numbers.
  if (typeof value === 'number') { return entry(String(value).padStart(12, '0'), type, problem); }
  problem(`a principal is neither text nor a list: ${JSON.stringify(value)}`);
  return () => UNTOLD;
}

function entry(value: string | Text, type: string, problem: (text: string) => void): NamingOf {
  switch (type) {
    case 'AWS': return awsEntry(value, problem);
    case 'Service': return (principal) => ofKind(principal, [PrincipalKind.SERVICE], () => named(principal, (name) => sameText(value, name)));
    // Federated principals call nothing but STS.
    case 'Federated': return () => NO_ONE;
    // The canonical id of an account cannot be computed from the account's number.
    case 'CanonicalUser': return canonicalUser;
    default:
      problem(`${type} is no type of principal`);
      return () => UNTOLD;
  }
}

function awsEntry(value: string | Text, problem: (text: string) => void): NamingOf {
  if (value === '*') { return () => EVERYONE; }
  const fields = arnFields(value);
  if (fields instanceof Array) {
    if (typeof value === 'string' && /[*?]/.test(value)) { problem(`a principal cannot have wildcards: ${value}`); }
    return fields[5] === 'root' ? account(fields[4]) : byArn(value);
  }
  if (typeof value !== 'string') { return accountOrArn(value); }
  if (isAccountId(value)) { return account(value); }
  if (UNIQUE_ID.test(value)) { return uniqueId; }
  problem(`${value} is not a principal`);
  return () => NO_ONE;
}

function account(id: string | Text): NamingOf {
  return (principal) => {
    if (principal.account === undefined) { return NO_ONE; }
    const same = sameText(id, principal.account);
    return { ...NO_ONE, account: same, itself: principal.kind === PrincipalKind.ROOT ? same : Ternary.NO };
  };
}

/** Text that is hardly known: what is the id of the caller's account is not the ARN of a role in it. */
function accountOrArn(text: Text): NamingOf {
  const [asAccount, asArn] = [account(text), byArn(text)];
  return (principal) => {
    const naming = asAccount(principal);
    return naming.account === Ternary.YES ? naming : combine([asAccount, asArn], principal, any);
  };
}

function byArn(arn: string | Text): NamingOf {
  const kinds = [...OF_ACCOUNTS, PrincipalKind.ROOT];
  const owner = accountOfArn(arn);
  return (principal) => ({
    ...ofKind(principal, kinds, () => named(principal, (name) => sameArn(arn, name))),
    neighbour: principal.account === undefined ? Ternary.NO : owner === undefined ? Ternary.UNKNOWN : sameText(owner, principal.account),
  });
}

function uniqueId(principal: Principal): Naming {
  const answer = { ...NO_ONE, neighbour: principal.account === undefined ? Ternary.NO : Ternary.UNKNOWN };
  return principal.kind === PrincipalKind.ROLE || principal.kind === PrincipalKind.USER ? { ...answer, itself: Ternary.UNKNOWN } : answer;
}

function canonicalUser(principal: Principal): Naming {
  if (principal.account === undefined) { return NO_ONE; }
  return { ...NO_ONE, account: Ternary.UNKNOWN, itself: principal.kind === PrincipalKind.ROOT ? Ternary.UNKNOWN : Ternary.NO };
}

function ofKind(principal: Principal, kinds: readonly PrincipalKind[], itself: () => Ternary): Naming {
  return kinds.includes(principal.kind) ? { ...NO_ONE, itself: itself() } : NO_ONE;
}

function named(principal: Principal, same: (name: string | Text) => Ternary): Ternary {
  return any(principal.names.map((name) => (
    name instanceof OneOf ? consensus(name.options.map((option) => same(option as string | Text))) : same(name)
  )));
}

function anyOf(namings: readonly NamingOf[]): NamingOf {
  return namings.length === 1 ? namings[0] : (principal) => combine(namings, principal, any);
}

function oneOf(namings: readonly NamingOf[]): NamingOf {
  return (principal) => combine(namings, principal, consensus);
}

function combine(namings: readonly NamingOf[], principal: Principal, how: (answers: Ternary[]) => Ternary): Naming {
  const each = namings.map((naming) => naming(principal));
  return {
    everyone: how(each.map((naming) => naming.everyone)),
    itself: how(each.map((naming) => naming.itself)),
    account: how(each.map((naming) => naming.account)),
    neighbour: how(each.map((naming) => naming.neighbour)),
  };
}
