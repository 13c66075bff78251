import type { Random } from './random';
import { ACCOUNTS, ARNS, BUCKET, type Key, KEYS, SERVICES, SESSION } from './universe';
import type { AccessRequest, RequestSpace } from '../../../../src/policy-evaluation';
import { condition } from '../../../../src/policy-evaluation/condition';
import { CompleteRequest } from '../../../../src/policy-evaluation/request';
import { all, known, Ternary, type Value, type ValueMap } from '../../../../src/template';

/** What random policies tell requests apart by; the fewer at once, the more of a policy's requests can be enumerated. */
export interface Theme {
  readonly callers: boolean;
  readonly objects: boolean;
  readonly keys: readonly Key[];
  readonly variables: boolean;
}

const ACTION_PATTERNS = [
  's3:*', '*', 's3:GetObject', 's3:PutObject', 's3:Get*', 's3:*Object', 's3:ListBucket', 's3:?etObject', 'S3:getobject', 's3:DeleteObject',
];
const OBJECT_PATTERNS = ['*', 'a', 'a*', '*b', 'a/*', '*a*', '?', '??', 'a?', '*/?', 'b*a', '?*/*', '/*'];
const VARIABLES = ['${aws:username}', '${aws:username}/*', "${aws:PrincipalTag/team, 'a'}", '${aws:PrincipalTag/team}*', '${aws:userid}', '${*}', 'a${?}'];

/** A theme: one to three keys, and now and then callers, objects or variables. */
export function randomTheme(random: Random): Theme {
  return {
    callers: random.chance(0.4),
    objects: random.chance(0.4),
    keys: [...new Set(random.some(KEYS, 0, 2))],
    variables: random.chance(0.15),
  };
}

export function randomPolicy(random: Random, theme: Theme): ValueMap {
  const statements = Array.from({ length: 1 + random.below(4) }, () => randomStatement(random, theme));
  // Mostly everything is denied under some condition, so that there is something to escape from.
  if (random.chance(0.5)) {
    statements.push(randomStatement(random, { ...theme, objects: false, callers: false, keys: theme.keys.slice(0, 1) }, true));
  }
  return { Version: random.chance(0.9) ? '2012-10-17' : '2008-10-17', Statement: statements };
}

/** Which requests are asked about. */
export type Space = Pick<RequestSpace, 'condition' | 'objectKeys' | 'exceptObjectKeys'>;

export function randomSpace(random: Random, theme: Theme): Space {
  const { objects, keys } = theme;
  return {
    ...(keys.length > 0 && random.chance(0.6) ? { condition: conditionOf(random, { keys, variables: false }) } : {}),
    ...(objects && random.chance(0.5) ? { objectKeys: random.one(OBJECT_PATTERNS) } : {}),
    ...(objects && random.chance(0.5) ? { exceptObjectKeys: random.some(OBJECT_PATTERNS.slice(1), 1, 2) } : {}),
  };
}

/** Whether a request is one of them. */
export function isWithin({ condition: asked, exceptObjectKeys = [], objectKeys = '*' }: Space, request: AccessRequest): Ternary {
  const key = String(request.resource).slice(BUCKET.length + 1);
  const isLike = (pattern: string) => new RegExp(`^${pattern.replace(/[*?]/g, (wildcard) => (wildcard === '*' ? '[^]*' : '[^]'))}$`).test(key);
  const isMeant = key === '' || ([objectKeys].map(String).every(isLike) && !exceptObjectKeys.map(String).some(isLike));
  return all([known(isMeant), condition(asked ?? null, Ternary.NO, () => {})(CompleteRequest.of(request).context)]);
}

function randomStatement(random: Random, theme: Theme, isWide = false): ValueMap {
  const isDeny = isWide || random.chance(0.7);
  return {
    Effect: isDeny ? 'Deny' : 'Allow',
    ...principalOf(random, theme.callers, isDeny),
    ...(isWide || random.chance(0.5) ? { Action: 's3:*' } : element(random, 'Action', ACTION_PATTERNS, isDeny)),
    ...resourceOf(random, theme, isDeny),
    ...(theme.keys.length > 0 && random.chance(isWide ? 0.5 : 0.8) ? { Condition: conditionOf(random, theme) } : {}),
  };
}

function principalOf(random: Random, differs: boolean, isDeny: boolean): ValueMap {
  if (!differs || random.chance(0.4)) { return { Principal: random.chance(0.5) ? '*' : { AWS: '*' } }; }
  const names = [
    ...random.some([...ACCOUNTS, ...ACCOUNTS.map((account) => `arn:aws:iam::${account}:root`), ...ARNS, SESSION], 1, 3),
    ...(random.chance(0.1) ? ['*'] : []),
  ];
  const map: { [type: string]: Value } = {};
  if (random.chance(0.8)) { map.AWS = single(random, names); }
  if (random.chance(0.4) || map.AWS === undefined) { map.Service = single(random, random.some(SERVICES, 1, 2)); }
  return { [isDeny && random.chance(0.4) ? 'NotPrincipal' : 'Principal']: map };
}

function element(random: Random, name: string, patterns: readonly string[], isDeny: boolean): ValueMap {
  return { [random.chance(0.25) && isDeny ? `Not${name}` : name]: single(random, random.some(patterns, 1, 3)) };
}

function resourceOf(random: Random, { objects, variables }: Theme, isDeny: boolean): ValueMap {
  if (!objects || random.chance(0.2)) { return { Resource: random.one<Value>([[BUCKET, `${BUCKET}/*`], '*', `${BUCKET}*`]) }; }
  const patterns = variables ? [...OBJECT_PATTERNS.slice(0, 4), ...VARIABLES] : OBJECT_PATTERNS;
  return element(random, 'Resource', [BUCKET, ...patterns.map((pattern) => `${BUCKET}/${pattern}`)], isDeny);
}

export function conditionOf(random: Random, { keys, variables }: Pick<Theme, 'keys' | 'variables'>): ValueMap {
  const result: { [operator: string]: { [key: string]: Value } } = {};
  for (const key of random.some(keys, 1, 2)) {
    const [name, values] = comparison(random, key, variables);
    (result[name] ??= {})[random.chance(0.1) ? key.name.toUpperCase() : key.name] = values;
  }
  return result;
}

function comparison(random: Random, { operators, constants, isSet }: Key, variables: boolean): [string, Value] {
  if (random.chance(0.1)) { return ['Null', random.one(['true', 'false'])]; }
  const operator = random.one(operators);
  const quantifier = isSet ? random.one(['ForAllValues:', 'ForAnyValue:', 'ForAllValues:', 'ForAnyValue:', '']) : random.chance(0.03) ? 'ForAllValues:' : '';
  const choices = variables && operator.startsWith('String') ? [...constants, ...VARIABLES] : constants;
  return [quantifier + operator + (random.chance(0.2) ? 'IfExists' : ''), single(random, random.some(choices, 1, 2))];
}

function single(random: Random, values: Value[]): Value {
  return values.length === 1 && random.chance(0.5) ? values[0] : values;
}

export function conditionKeyOf(name: string): Key {
  const found = KEYS.find((key) => key.name === name);
  if (found === undefined) { throw new Error(`${name} is none of the keys`); }
  return found;
}
