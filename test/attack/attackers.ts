import { distinct, demanded } from './circumstances';
import { Document, list, principalsOf, sample, type StatementJson } from './documents';
import type { Estate, OwnRole, Target } from './estate';
import { type ContextKeys, Principal } from '../../src/policy-evaluation';

/** An account that is never granted anything, its organization, and a member account of an organization that is. */
export const STRANGERS_ACCOUNT = '666666666666';
const THEIR_ORGANIZATION = 'o-stranger666';
const MEMBER = '777788889999';

export enum Who {
  STRANGER = 'a stranger',
  SERVICE = 'a service for a stranger',
  OWN_SERVICE = 'a service for another resource of the account',
  PARTNER = 'another account of the app',
  NOBODY = 'an own role without rights',
  ROLE = 'a role of the app',
  ADMIN = 'an own administrator',
}

/** What AWS tells of the resource that a service acts for. */
const SOURCE_KEYS = ['aws:SourceArn', 'aws:SourceAccount', 'aws:SourceOrgID'];

/** Somebody who asks for what is not his. */
export interface Attacker {
  readonly who: Who;
  readonly name: string;
  readonly principal: Principal;
  /** What his own account allows him; none where it is somebody without an account. */
  readonly identity: readonly Document[];
  /** What AWS tells of him, beside what follows from who he is. */
  readonly told: ContextKeys;
}

const EVERYTHING = Document.of({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } });

/** Services that are in no policy: they try all the same. */
const OTHER_SERVICES = ['lambda.amazonaws.com', 'ec2.amazonaws.com', 'cloudtrail.amazonaws.com', 's3.amazonaws.com', 'delivery.logs.amazonaws.com'];

/** Roles and users of an account that has nothing to do with any of this, and whoever does not sign. */
export function strangers(estate: Estate): Attacker[] {
  const names = namesOfRoles(estate);
  const make = (name: string, principal: Principal, told: ContextKeys = {}) => ({ who: Who.STRANGER, name, principal, identity: [EVERYTHING], told });
  const role = (name: string) => Principal.role(`arn:aws:iam::${STRANGERS_ACCOUNT}:role/${name}`);
  return [
    make('a role', role('Attacker')),
    make('a role of another organization', role('Attacker'), organization(THEIR_ORGANIZATION, `${THEIR_ORGANIZATION}/r-ab12/ou-ab12-11111111/`)),
    make('a user', Principal.user(`arn:aws:iam::${STRANGERS_ACCOUNT}:user/Attacker`)),
    make('the root user', Principal.account(STRANGERS_ACCOUNT, 'aws')),
    ...names.map((name) => make(`a role called ${name}`, role(name))),
    { ...make('nobody who signs', Principal.anonymous()), identity: [] },
  ];
}

/** Services that are let in somewhere, and some that are not, when a stranger makes them ask. */
export function servicesForStrangers(estate: Estate, target: Target): Attacker[] {
  const names = [...new Set([...estate.statements.flatMap((statement) => principalsOf(statement, 'Service')), ...OTHER_SERVICES])];
  return names.flatMap((name) => sources(target, name).map((told) => asService(Who.SERVICE, name, told)));
}

/** Services that are let in, with their own sources: what they may not do for others of the account. */
export function servicesForOthers(target: Target): Attacker[] {
  const allows = target.document?.allows ?? [];
  const told = (statement: StatementJson) => Object.fromEntries(SOURCE_KEYS.map((key) => [key, demanded([statement], key)[0]] as const)
    .filter(([, value]) => value !== undefined));
  return distinct(allows.flatMap((statement) => principalsOf(statement, 'Service').map((name) => ({ name, keys: told(statement) }))))
    .map(({ name, keys }) => asService(Who.OWN_SERVICE, name, keys));
}

function asService(who: Who, name: string, told: ContextKeys): Attacker {
  return { who, name, principal: Principal.service(name), identity: [], told };
}

/** What AWS tells of a source that belongs to a stranger: all of it, part of it, or nothing. */
function sources(target: Target, service: string): ContextKeys[] {
  const statements = target.document?.allows.filter((statement) => principalsOf(statement, 'Service').includes(service)) ?? [];
  const arns = demanded(statements, 'aws:SourceArn');
  const any = `arn:aws:${service.split('.')[0]}:${target.region}:${target.account}:thing/any`;
  const theirs = [...new Set((arns.length > 0 ? arns : [any]).map(ofStranger))];
  const account = { 'aws:SourceAccount': STRANGERS_ACCOUNT, 'aws:SourceOrgID': THEIR_ORGANIZATION };
  if (statements.length === 0) { return [{}, { 'aws:SourceArn': theirs[0], ...account }]; }
  const own = contextsOfSource(statements, service);
  return distinct([
    {}, account,
    ...theirs.flatMap((arn) => [{ 'aws:SourceArn': arn }, { 'aws:SourceArn': arn, ...account }]),
    // The name of a bucket that is gone can be taken by anybody.
    ...arns.filter((arn) => /^arn:aws:s3:::/.test(arn)).map((arn) => ({ 'aws:SourceArn': arn, ...account })),
  ].map((told) => ({ ...told, ...own })));
}

/** Encryption context that names the source: a log group, say, is encrypted for itself. */
function contextsOfSource(statements: readonly StatementJson[], service: string): ContextKeys {
  const isOfService = (arn: string) => arn.split(':')[2] === service.split('.')[0] && arn.split(':')[4] !== '';
  const keys = statements.flatMap(({ Condition = {} }) => Object.values(Condition).flatMap((values) => Object.keys(values)))
    .filter((key) => /^kms:EncryptionContext:/i.test(key));
  return Object.fromEntries(keys.flatMap((key) => demanded(statements, key).filter(isOfService).map((arn) => [key, ofStranger(arn)] as const)));
}

/** The same resource in a stranger's account; of buckets, which have no account in their ARN, another one. */
function ofStranger(arn: string): string {
  const [, partition, service, region, account, ...rest] = arn.split(':');
  if (account === '') { return 'arn:aws:s3:::strangers-bucket'; }
  return ['arn', partition, service, sample(region), STRANGERS_ACCOUNT, sample(rest.join(':'))].join(':');
}

/** Other accounts that the app itself speaks of, and members of organizations that it speaks of: what they may do, and no more. */
export function partners(estate: Estate, target: Target): Attacker[] {
  const arns = [...namedPrincipals(estate), ...estate.roles.map((role) => role.principal.names[0] as string)];
  const ofOthers = [...new Set(arns)].filter((arn) => /^arn:[^:]*:iam::\d{12}:role\//.test(arn) && arn.split(':')[4] !== target.account);
  const ids = [...arns.map((arn) => (/^\d{12}$/.test(arn) ? arn : arn.split(':')[4])), ...estate.targets.map(({ account }) => account)];
  const accounts = [...new Set(ids)].filter((id) => /^\d{12}$/.test(id) && id !== target.account);
  const make = (name: string, principal: Principal, told: ContextKeys = {}) => ({ who: Who.PARTNER, name, principal, identity: [EVERYTHING], told });
  const organizations = demanded(estate.statements, 'aws:PrincipalOrgID');
  const paths = demanded(estate.statements, 'aws:PrincipalOrgPaths');
  const member = Principal.role(`arn:aws:iam::${MEMBER}:role/Member`);
  return [
    ...accounts.map((account) => make('a role of the account', Principal.role(`arn:aws:iam::${account}:role/Partner`))),
    ...ofOthers.map((arn) => make(sample(arn.replace(/^.*:role\//, '')), Principal.role(sample(arn)))),
    ...organizations.flatMap((id) => [
      make('a member of the organization', member, organization(id, `${id}/r-ab12/`)),
      ...paths.map((path) => make(`a member of ${path}`, member, organization(id, path))),
    ]),
  ];
}

/** Roles of the account of a resource that IAM allows nothing, whatever they are called and whatever organization they are in. */
export function nobodies(estate: Estate, target: Target): Attacker[] {
  const ids = demanded(estate.statements, 'aws:PrincipalOrgID');
  const paths = demanded(estate.statements, 'aws:PrincipalOrgPaths');
  const named = target.document?.statements.flatMap((statement) => principalsOf(statement, 'AWS')) ?? [];
  const roles = ['Nobody', ...namesOfRoles(estate)].map((name) => ({ name, arn: `arn:aws:iam::${target.account}:role/${name}` }))
    // Whom a policy names by his ARN has rights.
    .filter(({ arn }) => !named.includes(arn));
  const told = [{}, ...ids.map((id) => organization(id, paths[0] ?? `${id}/r-ab12/`))];
  return told.flatMap((keys) => roles.map(({ name, arn }) => ({ who: Who.NOBODY, name, principal: Principal.role(arn), identity: [], told: keys })));
}

/** Who may do anything in IAM: policies of resources stand in his way, or nothing does. */
export function administrators(target: Target): Attacker[] {
  const make = (name: string, principal: Principal) => ({ who: Who.ADMIN, name, principal, identity: [EVERYTHING], told: {} });
  return [make('a role', Principal.role(`arn:aws:iam::${target.account}:role/Admin`)), make('the root user', Principal.account(target.account, 'aws'))];
}

/** A role of the app, with what it is allowed. */
export function asAttacker({ name, principal, documents }: OwnRole): Attacker {
  return { who: Who.ROLE, name, principal, identity: documents, told: {} };
}

/** Names of roles that policies speak of: any account can have one of that name. */
function namesOfRoles(estate: Estate): string[] {
  return [...new Set(namedPrincipals(estate).filter((arn) => arn.includes(':role/')).map((arn) => sample(arn.replace(/^.*?:role\//, ''))))];
}

/** Whom policies speak of: ARNs and ids of accounts. */
function namedPrincipals({ statements }: Estate): string[] {
  return [...demanded(statements, 'aws:PrincipalArn'), ...statements.flatMap((statement) => principalsOf(statement, 'AWS'))];
}

function organization(id: string, path: string): ContextKeys {
  return { 'aws:PrincipalOrgID': id, 'aws:PrincipalOrgPaths': list(sample(path)) };
}
