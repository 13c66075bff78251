import { always, anyEntry, Check, Entry } from './alternatives';
import { condition } from './condition';
import { Context } from './context';
import { PrincipalElement } from './principal-element';
import { AccessRequest, CompleteRequest } from './request';
import { TextPattern } from './text-pattern';
import { consensus, isMap, NameHole, not, OneOf, Ternary, Text, Unknown, Value, ValueMap } from '../template';

/** What a statement does to the requests that it applies to. */
export enum Effect {
  ALLOW = 'Allow',
  DENY = 'Deny',
}

/** A statement of a policy, ready to be asked. */
export interface Statement {
  readonly sid: string | undefined;
  /** `undefined` where it cannot be determined. */
  readonly effect: Effect | undefined;
  /** Whether principal, action, resource and condition are those of the request, whatever the effect. */
  appliesTo(request: AccessRequest): Ternary;
  denies(request: AccessRequest): Ternary;
  allows(request: AccessRequest): Ternary;
  /** Whether it allows the request and names the caller, or everybody, rather than only the caller's account. */
  allowsByItself(request: AccessRequest): Ternary;
  /** What is wrong with it or cannot be determined, in words. */
  problems(): readonly string[];
}

/** What the statements of a policy have in common. */
export interface StatementSettings {
  /** How messages call it. */
  readonly name: string;
  /** Whether the policy's version knows variables. */
  readonly variables: Ternary;
}

type Problem = (text: string) => void;

const ELEMENTS = ['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];

/**
 * Prepares a statement; `null` is one that the template leaves out.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html
 */
export function statement(value: Value, settings: StatementSettings): Statement {
  if (value === null) { return new UniformStatement(Ternary.NO); }
  if (value instanceof OneOf) { return new AlternativeStatement(value.options.map((option) => statement(option, settings))); }
  if (isMap(value)) { return new PlainStatement(value, settings); }
  const problem = value instanceof Unknown ? `${settings.name} cannot be determined: ${value.reason}` : `${settings.name} is not a map`;
  return new UniformStatement(Ternary.UNKNOWN, [problem]);
}

/** The elements of a statement, ready to be asked. */
class Elements {
  readonly principal: PrincipalElement | undefined;
  readonly action: Check<CompleteRequest>;
  readonly resource: Check<CompleteRequest>;
  readonly condition: Check<Context>;

  constructor(map: ValueMap, variables: Ternary, problem: Problem) {
    this.principal = principalOf(map, problem);
    this.action = actionOf(map, problem);
    this.resource = resourceOf(map, variables, problem);
    this.condition = condition(map.Condition ?? null, variables, problem);
  }
}

class PlainStatement implements Statement {
  readonly sid: string | undefined;
  readonly effect: Effect | undefined;

  /** AWS refuses a statement that has them. Without them it may mean the opposite: think of a misspelt condition. */
  private readonly strangers: readonly string[];
  private prepared: Elements | undefined;

  constructor(private readonly map: ValueMap, private readonly settings: StatementSettings) {
    this.sid = sidOf(map.Sid);
    this.effect = map.Effect === Effect.ALLOW || map.Effect === Effect.DENY ? map.Effect : undefined;
    this.strangers = strangersOf(map);
  }

  appliesTo(request: AccessRequest): Ternary {
    return this.ask(request, false);
  }

  denies(request: AccessRequest): Ternary {
    return this.ask(request, false, Effect.DENY);
  }

  allows(request: AccessRequest): Ternary {
    return this.ask(request, false, Effect.ALLOW);
  }

  allowsByItself(request: AccessRequest): Ternary {
    return this.ask(request, true, Effect.ALLOW);
  }

  problems(): readonly string[] {
    const { map, settings, strangers } = this;
    const name = map.Sid === undefined || map.Sid === null ? settings.name : `${settings.name} (${sidOf(map.Sid)})`;
    const problems: string[] = [];
    const say = (text: string) => { problems.push(`${name}: ${text}`); };
    if (strangers.length > 0) { say(`unknown element ${strangers.join(', ')}`); }
    if (this.effect === undefined && !isUndecided(map.Effect)) { say('Effect is neither Allow nor Deny'); }
    new Elements(map, settings.variables, say);
    return problems;
  }

  /** From the cheapest question to the dearest: most statements are about something else, and one no decides. */
  private ask(request: AccessRequest, byItself: boolean, effect?: Effect): Ternary {
    if (effect !== undefined && this.effect !== undefined && this.effect !== effect) { return Ternary.NO; }
    const complete = CompleteRequest.of(request);
    // Prepared when first asked: of most policies few statements are.
    const { action, condition: circumstances, principal, resource } = this.prepared ??= new Elements(this.map, this.settings.variables, () => {});
    const about = action(complete);
    if (about === Ternary.NO) { return Ternary.NO; }
    const holds = circumstances(complete.context);
    if (holds === Ternary.NO) { return Ternary.NO; }
    const who = principal === undefined ? Ternary.UNKNOWN
      : byItself ? principal.coversByItself(request.principal) : principal.covers(request.principal);
    if (who === Ternary.NO) { return Ternary.NO; }
    const what = resource(complete);
    if (what === Ternary.NO) { return Ternary.NO; }
    const isTold = about === Ternary.YES && holds === Ternary.YES && who === Ternary.YES && what === Ternary.YES;
    return isTold && this.strangers.length === 0 && (effect === undefined || this.effect !== undefined) ? Ternary.YES : Ternary.UNKNOWN;
  }
}

/** One of several statements, and it cannot be determined which. */
class AlternativeStatement implements Statement {
  readonly sid: string | undefined;
  readonly effect: Effect | undefined;

  constructor(private readonly options: readonly Statement[]) {
    this.sid = options.find((option) => option.sid !== undefined)?.sid;
    const effects = new Set(options.map((option) => option.effect));
    this.effect = effects.size === 1 ? options[0].effect : undefined;
  }

  appliesTo(request: AccessRequest): Ternary {
    return consensus(this.options.map((option) => option.appliesTo(request)));
  }

  denies(request: AccessRequest): Ternary {
    return consensus(this.options.map((option) => option.denies(request)));
  }

  allows(request: AccessRequest): Ternary {
    return consensus(this.options.map((option) => option.allows(request)));
  }

  allowsByItself(request: AccessRequest): Ternary {
    return consensus(this.options.map((option) => option.allowsByItself(request)));
  }

  problems(): readonly string[] {
    return this.options.flatMap((option) => option.problems());
  }
}

/** A statement that is not there, or of which nothing is known. */
class UniformStatement implements Statement {
  readonly sid = undefined;
  readonly effect = undefined;

  constructor(private readonly answer: Ternary, private readonly said: readonly string[] = []) {}

  appliesTo(): Ternary { return this.answer; }
  denies(): Ternary { return this.answer; }
  allows(): Ternary { return this.answer; }
  allowsByItself(): Ternary { return this.answer; }
  problems(): readonly string[] { return this.said; }
}

function strangersOf(map: ValueMap): readonly string[] {
  return Object.keys(map).filter((name) => !ELEMENTS.includes(name));
}

/** Whether a statement has no element that AWS does not know. */
export function isComplete(map: ValueMap): boolean {
  return strangersOf(map).length === 0;
}

function sidOf(value: Value | undefined): string | undefined {
  return typeof value === 'string' || value instanceof Text ? value.toString() : undefined;
}

function isUndecided(value: Value | undefined): boolean {
  return value instanceof OneOf || value instanceof Unknown || value instanceof Text;
}

function principalOf(map: ValueMap, say: Problem): PrincipalElement | undefined {
  const [positive, negative] = [map.Principal ?? null, map.NotPrincipal ?? null];
  if (positive !== null && negative !== null) {
    say('has both Principal and NotPrincipal');
    return undefined;
  }
  if (negative !== null) {
    if (map.Effect === Effect.ALLOW) { say('NotPrincipal is only for Deny'); }
    return PrincipalElement.of(negative, true, say);
  }
  return positive === null ? PrincipalElement.implied() : PrincipalElement.of(positive, false, say);
}

/** Whether the actions of a statement are those of a request. */
export function actionOf(map: ValueMap, problem: Problem): Check<CompleteRequest> {
  const prepare = (text: string | Text): Check<CompleteRequest> => {
    const pattern = TextPattern.of(text, { wildcards: true, ignoreCase: true });
    return ({ action, context }) => pattern.match(action, context);
  };
  return oneOfTwo(map, 'Action', prepare, problem) ?? missing('Action', problem);
}

function resourceOf(map: ValueMap, variables: Ternary, problem: Problem): Check<CompleteRequest> {
  const isOfIdentity = (map.Principal ?? map.NotPrincipal ?? null) === null;
  const prepare = (text: string | Text): Check<CompleteRequest> => {
    const patterns = (isOfIdentity ? completions(text) : [text]).map((one) => TextPattern.of(one, { wildcards: true, variables }));
    const partition = writtenPartition(text);
    return ({ resource, context }) => {
      const asked = partition === undefined ? resource : inPartition(resource, partition);
      return patterns.length === 1 ? patterns[0].match(asked, context) : consensus(patterns.map((one) => one.match(asked, context)));
    };
  };
  const check = oneOfTwo(map, 'Resource', prepare, problem);
  if (check !== undefined) { return check; }
  // The trust policy of a role names no resource: it speaks of its role.
  return isAboutTrust(map.Action) ? always(Ternary.YES) : missing('Resource', problem);
}

/** The partition of an ARN that has it in writing. */
function writtenPartition(text: string | Text): string | undefined {
  const first = typeof text === 'string' ? text : text.parts[0];
  return typeof first === 'string' ? /^arn:(aws[a-z-]*):/.exec(first)?.[1] : undefined;
}

/** A policy can only name resources of its own partition: if that is not known, it is the one that the policy writes. */
function inPartition(resource: string | Text, partition: string): string | Text {
  if (typeof resource === 'string' || resource.parts[0] !== 'arn:') { return resource; }
  const [, hole, ...rest] = resource.parts;
  return hole instanceof NameHole && /^AWS::Partition\b/.test(hole.id) ? Text.of('arn:', partition, ...rest) : resource;
}

function missing(name: string, problem: Problem): Check<CompleteRequest> {
  problem(`has neither ${name} nor Not${name}`);
  return always(Ternary.UNKNOWN);
}

/** The check of an element or of its negation; `undefined` where there is neither. */
function oneOfTwo<Subject>(
  map: ValueMap,
  name: 'Action' | 'Resource',
  prepare: (text: string | Text) => Check<Subject>,
  problem: Problem,
): Check<Subject> | undefined {
  const [positive, negative] = [map[name] ?? null, map[`Not${name}`] ?? null];
  if (positive !== null && negative !== null) {
    problem(`has both ${name} and Not${name}`);
    return always(Ternary.UNKNOWN);
  }
  const value = positive ?? negative;
  if (value === null) { return undefined; }
  const check = anyEntry<Subject>(value, (entry) => {
    if (isText(entry)) { return prepare(entry); }
    problem(`${name} is neither text nor a list of texts`);
    return always(Ternary.UNKNOWN);
  });
  return negative === null ? check : (subject) => not(check(subject));
}

function isText(entry: Entry): entry is string | Text {
  return typeof entry === 'string' || entry instanceof Text;
}

/** The name of a policy variable has colons of its own. */
const VARIABLE = /\$\{[^{}]*\}/g;

/**
 * In the policy of an identity IAM fills up an ARN that ends early with stars. There are several possibilities where a
 * hole may hold colons.
 */
function completions(text: string | Text): (string | Text)[] {
  const [first, ...others] = typeof text === 'string' ? [text] : text.parts;
  if (typeof first !== 'string' || !first.startsWith('arn:')) { return [text]; }
  const colons = [first, ...others].reduce((sum, part) => sum + (typeof part === 'string' ? part.replace(VARIABLE, '').split(':').length - 1 : 0), 0);
  const lacking = Math.max(0, 5 - colons);
  // The one behind "arn:" is the partition.
  const isDivided = (first === 'arn:' ? others.slice(1) : others).every((part) => typeof part === 'string' || part instanceof NameHole);
  const least = isDivided ? lacking : 0;
  return Array.from({ length: lacking - least + 1 }, (_, i) => Text.of(text, ':*'.repeat(least + i)));
}

function isAboutTrust(actions: Value | undefined): boolean {
  const list = Array.isArray(actions) ? actions : [actions];
  return list.every((action) => typeof action === 'string' && /^sts:/i.test(action));
}
