import { type Action, actionPattern, hasKey, indistinguishable } from './actions';
import {
  administrators, asAttacker, type Attacker, nobodies, partners, servicesForOthers, servicesForStrangers, strangers, Who,
} from './attackers';
import { Document } from './documents';
import type { Estate, OwnRole, Target } from './estate';
import { OTHER_BUCKET, type Way, ways } from './ways';
import { type AccessRequest, type ContextKeys, decide } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { REGION } from '../support/concrete';

/** What somebody is allowed, or may be: a fault, unless it is promised. */
export interface Finding {
  readonly specimen: string;
  readonly estate: Estate;
  readonly attacker: Attacker;
  readonly target: Target;
  readonly action: string;
  readonly resource: string;
  readonly context: ContextKeys;
  readonly answer: Ternary;
  /** The statements that allow it. */
  readonly by: readonly string[];
}

/** Resources of the account of a role that no specimen makes: an app's roles have no business there. */
function elsewhere({ account }: OwnRole): Target[] {
  const trusting = (Action: string) => trustingDocument(account, Action);
  return ([
    { kind: 'bucket', arn: OTHER_BUCKET },
    { kind: 'key', arn: `arn:aws:kms:${REGION}:${account}:key/another`, document: trusting('kms:*') },
    { kind: 'role', arn: `arn:aws:iam::${account}:role/another`, document: trusting('sts:*') },
    { kind: 'account', arn: '*' },
  ] as const).map((target) => ({ ...target, account, region: REGION, properties: {} }));
}

/** Buckets and keys that the policies of a role name, and that are not made here: as if their policies allowed its account everything. */
function named(estate: Estate, { account, documents }: OwnRole): Target[] {
  const arns = documents.flatMap((one) => one.resourcePatterns).flatMap((pattern) => /^arn:aws:(s3:::[^/*]+|kms:[^*]*:key\/[^*]+)/.exec(pattern)?.[0] ?? []);
  return [...new Set(arns)].filter((arn) => estate.targets.every((target) => target.arn !== arn)).map((arn) => (
    arn.startsWith('arn:aws:s3:') ? { kind: 'bucket', arn, account, region: REGION, properties: {}, document: trustingDocument(account, 's3:*', [arn, `${arn}/*`]) }
      : { kind: 'key', arn, account: arn.split(':')[4], region: arn.split(':')[3], properties: {}, document: trustingDocument(account, 'kms:*') }));
}

/** Attacks what an app deploys in every way, with every action. */
export class Attack {
  /** How many requests were tried. */
  tried = 0;
  readonly findings: Finding[] = [];
  private readonly known = new Map<string, readonly (readonly Action[])[]>();

  constructor(private readonly specimen: string, private readonly estate: Estate, private readonly actions: readonly Action[]) {
    for (const target of estate.targets) {
      const outsiders = [
        ...strangers(estate), ...servicesForStrangers(estate, target), ...partners(estate, target), ...nobodies(estate, target),
        ...estate.roles.map(asAttacker),
        ...target.kind === 'key' ? servicesForOthers(target) : [],
        ...target.kind === 'topic' || target.kind === 'queue' ? [] : administrators(target),
      ];
      for (const attacker of outsiders) { this.try(attacker, target); }
    }
    for (const role of estate.roles) {
      for (const target of [...elsewhere(role), ...named(estate, role)]) { this.try(asAttacker(role), target); }
    }
  }

  private try(attacker: Attacker, target: Target): void {
    const tries = ways(this.estate, target, attacker);
    const keys = [...new Set(tries.flatMap(({ context }) => Object.keys(context)))];
    const told = patterns(attacker, target);
    const grouping = { told, keys, name: JSON.stringify([told, keys]) };
    const done = new Set<string>();
    for (const way of tries) {
      for (const group of this.groups(way, grouping)) {
        // What an action has no key for is not part of the request.
        const context = Object.fromEntries(Object.entries(way.context).filter(([key]) => hasKey(group[0], key)));
        const name = JSON.stringify([way.resource, group[0].name, context]);
        if (!done.has(name)) { this.ask(attacker, target, { ...way, context }, group); }
        done.add(name);
      }
    }
  }

  private ask(attacker: Attacker, target: Target, { resource, context }: Way, group: readonly Action[]): void {
    const request = { principal: attacker.principal, action: group[0].name, resource, context: { ...context, ...attacker.told } };
    this.tried++;
    const answer = answerTo(request, attacker, target);
    if (answer === Ternary.NO) { return; }
    const by = allowing(request, attacker, target);
    for (const { name } of group) {
      const { specimen, estate } = this;
      this.findings.push({ specimen, estate, attacker, target, action: name, resource, context: request.context, answer, by });
    }
  }

  private groups({ type, knows, only }: Way, { told, keys, name }: Grouping): readonly (readonly Action[])[] {
    const fullName = `${type} ${knows} ${only} ${name}`;
    let groups = this.known.get(fullName);
    if (groups === undefined) {
      const actions = this.actions.filter((action) => action.resourceTypes.includes(type)
        && (knows === undefined || hasKey(action, knows)) && (only === undefined || actionPattern(only)(action.name)));
      groups = indistinguishable(actions, told, keys);
      this.known.set(fullName, groups);
    }
    return groups;
  }
}

/** What tells actions apart: patterns of policies, and the condition keys of requests. */
interface Grouping { readonly told: readonly string[]; readonly keys: readonly string[]; readonly name: string }

function trustingDocument(account: string, Action: string, Resource: string | string[] = '*'): Document {
  return Document.of({ Version: '2012-10-17', Statement: { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action, Resource } });
}

function patterns(attacker: Attacker, target: Target): string[] {
  // Actions of IAM are decided without the policy of the role.
  return [...target.document?.actionPatterns ?? [], ...attacker.who === Who.ROLE ? attacker.identity.flatMap((one) => one.actionPatterns) : [], 'iam:*', 'iam:PassRole'];
}

/** The policies that are asked: IAM does not ask the trust policy of a role, and STS nothing else. */
function deciders(action: string, { identity }: Attacker, { kind, document, account }: Target): Parameters<typeof decide>[1] {
  const ownPolicy = kind === 'role' && !actionPattern('sts:*')(action) ? undefined : document?.policy;
  return { identity: identity.map(({ policy }) => policy), resource: ownPolicy, resourceAccount: account, kind: kind === 'key' || (kind === 'role' && ownPolicy) ? 'kms' : 's3' };
}

function answerTo(request: AccessRequest, attacker: Attacker, target: Target): Ternary {
  const asked = deciders(request.action, attacker, target);
  // What nothing allows need not be asked for denials.
  const allowed = [asked.resource, ...asked.identity ?? []].some((policy) => policy !== undefined && policy.allows(request) !== Ternary.NO);
  return allowed ? decide(request, asked) : Ternary.NO;
}

function allowing(request: AccessRequest, attacker: Attacker, target: Target): string[] {
  const { resource } = deciders(request.action, attacker, target);
  const ofResource = (resource?.statements ?? []).flatMap((one, i) => (one.allows(request) === Ternary.NO ? [] : [`policy of the ${target.kind}: ${one.sid ?? `statement ${i + 1}`}`]));
  const ofIdentity = attacker.who !== Who.ROLE ? [] : attacker.identity.flatMap(({ policy }) => policy.statements.flatMap((one, i) => (
    one.allows(request) === Ternary.NO ? [] : [`policy of the role: ${one.sid ?? `statement ${i + 1}`}`])));
  return [...ofResource, ...ofIdentity];
}
