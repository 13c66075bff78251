import { Hole, isMap, NameHole, OneOf, optionsOf, Text, textKey, Unknown, type Value, type ValueMap } from '../../template';
import { arnFields } from '../arn';
import { possibleDocuments } from '../policy';
import { Gap, literalTokens } from '../tokens';

/** What a policy says of callers, beside the ARNs that patterns stand for. */
export interface Mentions {
  /** Holes that can be the number of an account. */
  readonly accounts: readonly Gap[];
  /** Callers whose ARN has no field for a role or a user: sessions of roles, and ARNs that are known at deployment only. */
  readonly callers: readonly (string | Text)[];
  /** Services that a `Principal` or a `NotPrincipal` names. */
  readonly services: readonly (string | Text)[];
}

const ACCOUNT_KEYS = new Set(['aws:principalaccount', 'kms:calleraccount']);

export function mentionsOf(document: Value): Mentions {
  const accounts = new Map<string, Gap>();
  const callers = new Map<string, string | Text>();
  const services = new Map<string, string | Text>();
  const mayBeAccount = (text: string | Text) => {
    const [token, ...others] = Array.from(literalTokens(text));
    if (token instanceof Gap && others.length === 0) { accounts.set(token.id, token); }
  };
  const ofCaller = (text: string | Text) => {
    const fields = arnFields(text);
    if (fields instanceof Array) {
      mayBeAccount(fields[4]);
      // Federated users are told by their ARNs as users are.
      if (fields[2] === 'sts' && !textKey(fields[5]).startsWith('federated-user/')) { callers.set(textKey(text), text); }
    } else {
      mayBeAccount(text);
      if (text instanceof Text) { callers.set(textKey(text), text); }
    }
  };
  for (const statement of possibleDocuments(document, (value) => value, () => {}).flat().flatMap((value) => optionsOf(value)).filter(isMap)) {
    for (const [type, text] of [...principalsIn(statement.Principal), ...principalsIn(statement.NotPrincipal)]) {
      if (type === 'Service') { services.set(textKey(text), text); } else { ofCaller(text); }
    }
    for (const [key, text] of comparedIn(statement)) {
      if (ACCOUNT_KEYS.has(key)) { mayBeAccount(text); }
      if (key === 'aws:principalarn') { ofCaller(text); }
    }
  }
  return { accounts: [...accounts.values()], callers: [...callers.values()], services: [...services.values()] };
}

function principalsIn(value: Value = []): [string, string | Text][] {
  return optionsOf(value).flatMap((option): [string, string | Text][] => (
    isMap(option) ? Object.entries(option).flatMap(([type, list]) => textsIn(list).map((text): [string, string | Text] => [type, text]))
      : textsIn(option).map((text): [string, string | Text] => ['AWS', text])
  ));
}

function comparedIn(statement: ValueMap): [string, string | Text][] {
  const maps = (value: Value = []): ValueMap[] => optionsOf(value).filter(isMap);
  return maps(statement.Condition).flatMap((condition) => Object.values(condition)).flatMap(maps)
    .flatMap((keys) => Object.entries(keys)).flatMap(([key, values]) => (
      textsIn(values).map((text): [string, string | Text] => [key.toLowerCase(), text])
    ));
}

/** Texts among the entries of lists and the branches of choices; of an unknown value the hole that stands for it. */
function textsIn(value: Value): (string | Text)[] {
  if (value instanceof OneOf) { return value.hole === undefined ? value.options.flatMap(textsIn) : [Text.of(value.hole)]; }
  if (value instanceof Unknown) { return value.hole === undefined ? [] : [Text.of(value.hole)]; }
  if (Array.isArray(value)) { return value.flatMap(textsIn); }
  if (typeof value === 'string' || value instanceof Text) { return [value]; }
  return typeof value === 'number' ? [String(value)] : [];
}

/** The partition that a policy writes in an ARN: a policy can only name resources and principals of its own. */
export function partitionIn(document: Value): string | undefined {
  if (typeof document === 'string') { return /\barn:(aws[a-z-]*):/.exec(document)?.[1]; }
  if (document instanceof Text) { return partitionIn(document.parts.filter((part) => typeof part === 'string').join('\n')); }
  const entries = document instanceof OneOf ? document.options : Array.isArray(document) ? document : isMap(document) ? Object.values(document) : [];
  for (const entry of entries) {
    const found = partitionIn(entry);
    if (found !== undefined) { return found; }
  }
  return undefined;
}

/** The same value, with a partition that was not known. */
export function withPartition<T extends Value | undefined>(value: T, partition: string): T;
export function withPartition(value: Value | undefined, partition: string): Value | undefined {
  if (value instanceof Text) { return Text.of(...value.parts.map((part) => (isPartition(part) ? partition : part))); }
  if (value instanceof OneOf) { return new OneOf(value.options.map((option) => withPartition(option, partition)), value.hole); }
  if (Array.isArray(value)) { return value.map((entry) => withPartition(entry, partition)); }
  return isMap(value) ? Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, withPartition(entry, partition)])) : value;
}

function isPartition(part: string | Hole): boolean {
  return part instanceof NameHole && /^AWS::Partition\b/.test(part.id);
}
