import { Budget, OutOfSteps } from './budget';
import { type AccountText, type CallerClass, callersByArn, callersFor, knownCaller, symbolsOf } from './callers';
import { type Mentions, mentionsOf, partitionIn, withPartition } from './mentions';
import { allowanceInWords, denialInWords, type NearMiss, nearMisses, Part } from './nearly';
import { ReadDocument } from './read-document';
import { RequestSearch } from './request-search';
import { Outcome, type RequestSpace, type SearchResult, type Wanted } from './request-space';
import { ANY_SERVICE, deedOf, spellingsIn, type Wording, wordsOf } from './words';
import { isMap, NameHole, Ternary, Text, type Value, type ValueMap } from '../../template';
import type { ContextKeys } from '../context';
import { sameText } from '../match-text';
import { Policy } from '../policy';
import { Principal, PrincipalKind } from '../principal';
import type { AccessRequest } from '../request';
import { Effect } from '../statement';

/** Less than a second of a slow machine. */
const MOST_STEPS = 2_000_000;

const KINDS = [PrincipalKind.ROLE, PrincipalKind.USER, PrincipalKind.ROOT, PrincipalKind.FEDERATED] as const;

/** What the words for a request depend on. */
type Worded = Pick<RequestSpace, 'resource' | 'condition' | 'context' | 'against'>;

// docs/decisions/0072
/**
 * Looks for requests that a policy lets through: among all callers, actions, objects and condition keys.
 *
 * That there is none is a proof, whatever the values turn out to be that are not known. A request that is found is
 * confirmed by the evaluator.
 */
export class PolicySearch {
  private readonly document: Value;
  private readonly partition: string | undefined;

  private wording: Pick<Wording, 'spellings' | 'namesAccounts'> | undefined;
  private documentRead: ReadDocument | undefined;
  private mentionsFound: Mentions | undefined;
  private identitiesFound: readonly CallerClass[] | undefined;
  private servicesFound: readonly CallerClass[] | undefined;

  /** @param other The policy that this one is compared with, if it is: it may be the one that writes the partition. */
  constructor(document: Value, other: Value = null) {
    this.partition = partitionIn(document) ?? partitionIn(other);
    this.document = this.partition === undefined ? document : withPartition(document, this.partition);
  }

  /** Roles, users, root users and federated users of all accounts: by what the policy can tell apart. */
  get identities(): readonly CallerClass[] {
    if (this.identitiesFound === undefined) {
      const { accounts, callers } = this.mentions;
      const byAccount = (['other', 'numbered', ...accounts.map((account) => [account])] as const).map((account) => this.callersIn(account));
      // Roles of all accounts before users, and users before the others.
      const byArn = byAccount[0].flatMap((_, i) => byAccount.map((ofAccount) => ofAccount[i]));
      this.identitiesFound = [...byArn, ...callers.map((arn) => knownCaller(Principal.role(arn)))];
    }
    return this.identitiesFound;
  }

  /** The same of one account, whether the policy names it or not. */
  identitiesOf(account: string | Text): readonly CallerClass[] {
    const sessions = this.mentions.callers.map((arn) => Principal.role(arn)).filter((role) => sameText(role.account ?? '', account) !== Ternary.NO);
    return [...this.callersIn(symbolsOf(account)), ...sessions.map(knownCaller)];
  }

  /** The same of accounts that the policy does not have to name. */
  get strangers(): readonly CallerClass[] {
    const { identities } = this;
    return identities.filter(({ account }) => account === 'other' || account === 'numbered');
  }

  /**
   * AWS services in their own name: those that the policy names, and one that it does not name. Those that conditions name
   * are left out: who exempts a service by its name means it.
   */
  get services(): readonly CallerClass[] {
    this.servicesFound ??= [ANY_SERVICE, ...this.mentions.services].map((name) => knownCaller(Principal.service(name)));
    return this.servicesFound;
  }

  private callersIn(account: AccountText): readonly CallerClass[] {
    const partition = this.partition ?? Text.of(new NameHole('AWS::Partition', '${AWS::Partition}'));
    return KINDS.flatMap((kind) => callersByArn(kind, partition, account));
  }

  private get mentions(): Mentions {
    this.mentionsFound ??= mentionsOf(this.document);
    return this.mentionsFound;
  }

  /** A request that was found, in words. */
  inWords(request: AccessRequest, space: Worded): string {
    return wordsOf(request, this.wordingOf(space));
  }

  /** The same, without who sends it. */
  deedInWords(request: AccessRequest, space: Worded): string {
    return deedOf(request, this.wordingOf(space));
  }

  /** The policy as it is to be asked about requests that were found: they have the partition that it writes. */
  reads(): Pick<Policy, 'denies'> {
    const policy = Policy.of(this.document);
    return {
      denies: (request) => policy.denies({
        ...request, resource: this.settled(request.resource), context: this.settled((request.context ?? {}) as ValueMap) as ContextKeys,
      }),
    };
  }

  find(wanted: Wanted, space: RequestSpace, most = MOST_STEPS, shared?: Budget): SearchResult {
    try {
      this.documentRead ??= new ReadDocument(this.document);
      return new RequestSearch(this.documentRead, wanted, this.settledSpace(space), new Budget(most, shared)).run();
    } catch (error) {
      if (error instanceof OutOfSteps) { return { outcome: Outcome.UNTOLD, reason: 'the policy is too complex to be searched' }; }
      throw error;
    }
  }

  /**
   * The statements that nearly deny a request that was found, each as a sentence.
   *
   * Those that miss it by a condition on what all requests of the search have in common, other than what it is about, and
   * those that miss it by its action, its resource or its caller are left out unless they look at what all requests of
   * the search have in common, or at what is essential to them: they are about something else.
   */
  nearlyDeniedBy(request: AccessRequest, { about, context = {}, essential }: Pick<RequestSpace, 'about' | 'context' | 'essential'>): readonly string[] {
    const given = new Set(Object.keys(context).map((key) => key.toLowerCase()));
    const isMeant = (elements: ValueMap, { comparison, part }: Pick<NearMiss, 'comparison' | 'part'>) => {
      if (essential !== undefined && (part === Part.ACTION || !looksAt(elements, essential))) { return false; }
      if (comparison === undefined) { return looksAt(elements, essential ?? given); }
      const missed = comparison.conditionKey.toLowerCase();
      if (essential?.has(missed) === true) { return false; }
      return (about === undefined && essential === undefined) || missed === about?.toLowerCase() || !given.has(missed);
    };
    return nearMisses(this.document, Effect.DENY, request, isMeant).map(denialInWords);
  }

  /**
   * The statements that nearly allow a request that was found, each as a sentence.
   *
   * @param called How to call a value that is known at deployment only.
   * @param parts What they may lack: those that are meant for others are left out.
   */
  nearlyAllowedBy(
    request: AccessRequest, called?: (value: Value) => string | undefined, parts: readonly Part[] = [Part.ACTION, Part.RESOURCE, Part.CONDITION],
  ): readonly string[] {
    return nearMisses(this.document, Effect.ALLOW, request, (elements, { part }) => parts.includes(part) && elements.Principal !== '*')
      .map((miss) => allowanceInWords(miss, called));
  }

  private wordingOf({ resource, condition = null, context = {}, against }: Worded): Wording {
    this.wording ??= spellingsIn(this.document);
    const other = spellingsIn(against?.document ?? null);
    const namesAccounts = this.wording.namesAccounts || other.namesAccounts || this.mentions.accounts.length > 0;
    const spellings = new Map([...spellingsIn(condition).spellings, ...other.spellings, ...this.wording.spellings]);
    return { namesAccounts, spellings, resource: this.settled(resource), context };
  }

  /** What is asked about names the partition as the policy does. */
  private settledSpace(space: RequestSpace): RequestSpace {
    const { actions: [{ name: action }], against, callers, context, condition, identity } = space;
    const policies = identity && {
      ...identity,
      documents: identity.documents.map((document) => this.settled(document)),
      resourceAccount: this.settled(identity.resourceAccount),
      boundary: this.settled(identity.boundary),
    };
    return {
      ...space,
      callers: callersFor(action, callers),
      identity: policies,
      resource: this.settled(space.resource),
      context: this.settled(context as ValueMap | undefined) as ContextKeys | undefined,
      condition: this.settled(condition),
      against: against && { ...against, document: this.settled(against.document) },
    };
  }

  private settled<T extends Value | undefined>(value: T): T {
    return this.partition === undefined ? value : withPartition(value, this.partition);
  }
}

function looksAt({ Condition: condition }: ValueMap, keys: ReadonlySet<string>): boolean {
  return isMap(condition) && Object.values(condition).filter(isMap).some((block) => Object.keys(block).some((key) => keys.has(key.toLowerCase())));
}
