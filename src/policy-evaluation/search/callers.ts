import type { UnknownOf } from './condition-formula';
import { textOf } from './key-search';
import type { Symbol } from './pattern-set';
import { CALLER } from './tests';
import { type Segment, stretchOf } from './text-search';
import { memo, type Text } from '../../template';
import type { ContextKeys } from '../context';
import { Principal, PrincipalKind } from '../principal';
import { FRESH, literalTokens } from '../tokens';

export const ACCOUNT = 'account';
const NAME = 'name';

/** The user id of a federated user, as in `111122223333:anna`: stretches of its ARN. */
const COLON = 'colon';
const USER_ID = stretchOf(ACCOUNT, COLON, NAME);

/** Callers that policies tell apart by nothing, or by their ARN only. */
export interface CallerClass {
  readonly kind: PrincipalKind;
  /** One caller, of whom everything is known that follows from who it is. */
  readonly principal?: Principal;
  /** Or those with ARNs of a shape. */
  readonly shape?: readonly Segment[];
  /** Whose account they are in, of those with a shape. */
  readonly account?: AccountText;
  /** What of their requests is the same for all of them. */
  readonly context: ContextKeys;
  readonly unknownOf: UnknownOf;
  /** The caller with an ARN. */
  readonly called: (arn: string | Text) => Principal;
}

/** Callers of one account: of any that has a number, of one that no policy names, or of one that is given. */
export type AccountText = 'numbered' | 'other' | readonly Symbol[];

/** Sorts of callers that are known by an ARN of IAM. */
type KindWithArn = PrincipalKind.ROLE | PrincipalKind.USER | PrincipalKind.ROOT | PrincipalKind.FEDERATED;

const EACH_KEY: UnknownOf = (unknown) => ({ unknown });

const ACCOUNT_OF_KMS = 'kms:calleraccount';

const DIGITS = [...'0123456789'];

/**
 * A caller who is known.
 *
 * @param principal Whose context tells what follows from who it is.
 */
export function knownCaller(principal: Principal): CallerClass {
  const context = Object.fromEntries(Object.entries(principal.context).map(([key, value]) => [key.toLowerCase(), value]));
  return { kind: principal.kind, principal, context, unknownOf: EACH_KEY, called: () => principal };
}

/** Roles, users or root users of accounts, by what their ARNs can be. */
export function callersByArn(kind: KindWithArn, partition: string | Text, account: AccountText): CallerClass[] {
  const arns = namesOf(kind).map((name): Segment[] => [
    { fixed: [...'arn:', ...symbolsOf(partition), ...(kind === PrincipalKind.FEDERATED ? ':sts::' : ':iam::')] },
    { name: ACCOUNT, ...accountSegment(account) },
    ...name,
  ]);
  const called = (arn: string | Text) => calledBy(kind, arn, partition);
  const common = { kind, account, context: contextOf(kind), unknownOf: UNKNOWN_OF[kind], called };
  return arns.map((shape) => ({ ...common, shape }));
}

/** The text of a value as symbols of a search. */
export function symbolsOf(text: string | Text): Symbol[] {
  return Array.from(literalTokens(text)) as Symbol[];
}

function accountSegment(account: AccountText): Omit<Segment, 'name'> {
  switch (account) {
    case 'numbered': return { free: { least: 12, most: 12, allows: isOfNumber, alphabet: DIGITS } };
    case 'other': return { fixed: Array.from({ length: 12 }, () => FRESH) };
    default: return { fixed: account };
  }
}

/** What follows the account: for users, with a path and without. */
function namesOf(kind: KindWithArn): Segment[][] {
  switch (kind) {
    case PrincipalKind.ROOT: return [[{ fixed: [...':root'] }]];
    case PrincipalKind.ROLE: return [[{ fixed: [...':role/'] }, { free: { least: 1, allows: isOfName } }]];
    case PrincipalKind.FEDERATED: return [
      [
        { name: COLON, fixed: [':'] },
        { fixed: [...'federated-user/'] },
        { name: NAME, free: { least: 1, allows: (symbol) => isOfName(symbol) && symbol !== '/' } },
      ],
    ];
    case PrincipalKind.USER: {
      const name: Segment = { name: NAME, free: { least: 1, allows: (symbol) => isOfName(symbol) && symbol !== '/' } };
      return [
        [{ fixed: [...':user/'] }, name],
        [{ fixed: [...':user/'] }, { free: { least: 1, allows: isOfName } }, { fixed: ['/'] }, name],
      ];
    }
  }
}

/** A number that no policy names can begin like one that it names. */
function isOfNumber(symbol: Symbol): boolean {
  return typeof symbol === 'string' && (symbol === FRESH || /\d/.test(symbol));
}

function isOfName(symbol: Symbol): boolean {
  return symbol !== ':';
}

const ARN_KEYS: UnknownOf = (key) => {
  switch (key) {
    case 'aws:principalarn': return { unknown: CALLER };
    case 'aws:principalaccount':
    case ACCOUNT_OF_KMS: return { unknown: CALLER, segment: ACCOUNT };
    default: return { unknown: key };
  }
};

const UNKNOWN_OF = {
  [PrincipalKind.ROLE]: ARN_KEYS,
  [PrincipalKind.USER]: ((key) => (key === 'aws:username' ? { unknown: CALLER, segment: NAME } : ARN_KEYS(key))) satisfies UnknownOf,
  [PrincipalKind.FEDERATED]: ((key) => (key === 'aws:userid' ? { unknown: CALLER, segment: USER_ID } : ARN_KEYS(key))) satisfies UnknownOf,
  [PrincipalKind.ROOT]: ((key) => (key === 'aws:userid' ? { unknown: CALLER, segment: ACCOUNT } : ARN_KEYS(key))) satisfies UnknownOf,
};

const TYPES = {
  [PrincipalKind.ROLE]: 'AssumedRole', [PrincipalKind.USER]: 'User', [PrincipalKind.ROOT]: 'Account', [PrincipalKind.FEDERATED]: 'FederatedUser',
};

function contextOf(kind: KindWithArn): ContextKeys {
  return {
    'aws:principalisawsservice': 'false',
    'aws:principaltype': TYPES[kind],
    'aws:principalservicename': null,
    'aws:principalservicenameslist': null,
  };
}

/** The same callers in requests for an action: only those to AWS KMS have its key for the account. */
export function callersFor(action: string, callers: readonly CallerClass[]): readonly CallerClass[] {
  if (action.startsWith('kms:')) { return callers; }
  return callers.map((caller) => (caller.shape === undefined ? caller : { ...caller, unknownOf: withoutKms(caller.unknownOf) }));
}

const withoutKms = memo((unknownOf: UnknownOf): UnknownOf => (key) => (key === ACCOUNT_OF_KMS ? { unknown: key } : unknownOf(key)));

function calledBy(kind: KindWithArn, arn: string | Text, partition: string | Text): Principal {
  switch (kind) {
    case PrincipalKind.ROLE: return Principal.role(arn);
    case PrincipalKind.USER: return Principal.user(arn);
    case PrincipalKind.FEDERATED: return Principal.federatedUser(arn);
    case PrincipalKind.ROOT: return Principal.account(accountIn(arn), partition);
  }
}

function accountIn(arn: string | Text): string | Text {
  const symbols = symbolsOf(arn);
  const colons = symbols.flatMap((symbol, i) => (symbol === ':' ? [i] : []));
  return textOf(symbols.slice(colons[3] + 1, colons[4]));
}

/** Anybody, without a signature. */
export const ANONYMOUS = knownCaller(Principal.anonymous());
