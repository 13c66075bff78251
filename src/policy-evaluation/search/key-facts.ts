import { memo } from '../../template';
import {
  CONDITION_KEY_TYPES, conditionKeyName, type ConditionKeyType, KMS_ACTIONS, S3_ACTIONS, S3_EXPRESS_ACTIONS, S3_TABLES_ACTIONS, S3_VECTORS_ACTIONS,
  type ServiceAction,
} from '../actions';
import { PrincipalKind } from '../principal';

/** What the values of a key are. */
export enum ValueKind {
  TEXT,
  BOOLEAN,
  NUMBER,
  DATE,
  ADDRESS,
}

/** What AWS documents of a condition key. */
export interface KeyFacts {
  readonly kind: ValueKind;
  /** Whether it has several values. */
  readonly isSet: boolean;
  /** Whether requests can lack it, and can have it. */
  readonly canBeAbsent: boolean;
  readonly canBePresent: boolean;
  /** The least value of a date, in seconds since 1970. */
  readonly least?: number;
}

/** Every request has them, whoever sends it. */
const ALWAYS = new Set(['aws:currenttime', 'aws:epochtime', 'aws:securetransport', 'aws:requestedregion']);

/**
 * Of these S3 tells nothing when a service calls in its own name, or a service has none.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const NOT_OF_SERVICES = /^aws:(?:sourceip|vpcsourceip|sourcevpc|sourcevpce|sourcevpcarn|vpceaccount|vpceorgid|vpceorgpaths|principalorgid|principalorgpaths|principaltag\/.*|principaltype|username|userid|multifactorauth.*|federatedprovider|tokenissuetime|sourceidentity|rolesessionname|ec2instance.*)$/;

/** A service brings them, for a resource in whose name it calls; nobody else does. */
const ONLY_OF_SERVICES = /^aws:(?:sourcearn|sourceaccount|sourceorgid|sourceorgpaths|principalservicename|principalservicenameslist)$/;

const NOT_OF_ANONYMOUS = /^aws:(?:principalorgid|principalorgpaths|principaltag\/.*|principalarn|principalisawsservice|username|multifactorauth.*|federatedprovider|tokenissuetime|sourceidentity|rolesessionname|ec2instance.*|calledvia.*)$|^s3(?:express)?:(?:signatureversion|signatureage|authtype)$/;

const NOT_OF_ROLES = /^aws:username$/;
const NOT_OF_USERS = /^aws:(?:federatedprovider|rolesessionname|sourceidentity|ec2instance.*)$/;
const NOT_OF_FEDERATED = /^aws:(?:username|federatedprovider|rolesessionname|sourceidentity|ec2instance.*)$/;
const NOT_OF_ROOT = /^aws:(?:username|principaltag\/.*|federatedprovider|rolesessionname|sourceidentity|ec2instance.*)$/;

/** Requests are sent after this library was written: 2026-01-01. */
const EARLIEST = 1_767_225_600;

/** What is known of a key in the requests of a caller. */
export function factsOf(key: string, caller: PrincipalKind, action: string): KeyFacts {
  const type = CONDITION_KEY_TYPES.get(conditionKeyName(key));
  return {
    kind: kindOf(type),
    isSet: type?.startsWith('ArrayOf') === true,
    canBeAbsent: !ALWAYS.has(key) && !(key === 'aws:userid' && caller !== PrincipalKind.SERVICE),
    canBePresent: !isNever(key, caller) && isOfAction(key, action),
    ...(key === 'aws:currenttime' || key === 'aws:epochtime' ? { least: EARLIEST } : {}),
  };
}

/** The condition keys of an action's own service, or nothing for an action that AWS does not document. */
const keysOfAction = memo((action: ServiceAction): ReadonlySet<string> => (
  new Set(action.conditionKeys.map((key) => conditionKeyName(withoutPlaceholder(key))))));

const ACTIONS: ReadonlyMap<string, ServiceAction> = new Map(
  [S3_ACTIONS, KMS_ACTIONS, S3_EXPRESS_ACTIONS, S3_TABLES_ACTIONS, S3_VECTORS_ACTIONS].flat().map((action) => [action.name, action]),
);

/** Whether requests for an action can have a key; for a key of which nothing is known the answer is yes. */
export function isOfAction(key: string, action: string): boolean {
  return actionsWith(key)?.(action) ?? true;
}

/** Whether requests for an action can have a key; nothing for a key that any can have. */
export function actionsWith(key: string): ((action: string) => boolean) | undefined {
  if (!/^(?:s3|kms|s3express|s3tables|s3vectors):/.test(key)) { return undefined; }
  const name = conditionKeyName(key);
  if (!CONDITION_KEY_TYPES.has(name)) { return undefined; }
  return (action) => {
    const known = ACTIONS.get(action);
    return known === undefined || keysOfAction(known).has(name);
  };
}

function withoutPlaceholder(key: string): string {
  return key.replace(/(?:<[^<>]*>|\$\{[^{}]*\})$/, '');
}

function kindOf(type: ConditionKeyType | undefined): ValueKind {
  switch (type) {
    case 'Bool': return ValueKind.BOOLEAN;
    case 'Numeric': return ValueKind.NUMBER;
    case 'Date': return ValueKind.DATE;
    case 'IPAddress': return ValueKind.ADDRESS;
    default: return ValueKind.TEXT;
  }
}

function isNever(key: string, caller: PrincipalKind): boolean {
  switch (caller) {
    case PrincipalKind.SERVICE: return NOT_OF_SERVICES.test(key);
    case PrincipalKind.ANONYMOUS: return NOT_OF_ANONYMOUS.test(key) || ONLY_OF_SERVICES.test(key);
    case PrincipalKind.ROLE: return NOT_OF_ROLES.test(key) || ONLY_OF_SERVICES.test(key);
    case PrincipalKind.USER: return NOT_OF_USERS.test(key) || ONLY_OF_SERVICES.test(key);
    case PrincipalKind.ROOT: return NOT_OF_ROOT.test(key) || ONLY_OF_SERVICES.test(key);
    case PrincipalKind.FEDERATED: return NOT_OF_FEDERATED.test(key) || ONLY_OF_SERVICES.test(key);
  }
}
