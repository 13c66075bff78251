import { doubt, unsent } from './private/access';
import { logsOf } from './private/sources';
import { type ForStrangers, forStrangers } from './private/statements';
import { type AccessRequest, Outcome, type RequestSpace, Wanted } from '../../../policy-evaluation';
import { LogConfinement, LogPermission, type LogService } from '../../../services';
import { any, Hole, isMap, Ternary, Text, textKey, type Value, type ValueMap } from '../../../template';
import {
  type Comparison, comparisonsOf, entriesOf, fieldOfArn, ObservedDeliveries, type ObservedDelivery, type Others, strangersSpace,
  unnamedStrangersRequest, unnamedStrangersSpace,
} from '../../posture';
import { askPolicies } from '../private/bucket-policies';
import { cannotTell, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

// docs/decisions/0074
export const logDeliveryConfined: Rule = {
  metadata: {
    name: 'LogDeliveryConfined',
    topic: Topic.LOGS,
    severity: Severity.WARNING,
    preset: Preset.RECOMMENDED,
    title: 'Services deliver logs only on behalf of the accounts of the app',
    why: 'A service principal acts for every customer of the service. Without a condition on the source, anyone can deliver logs to the '
      + 'bucket, at your cost, and put forged records among yours.',
    fix: 'Add aws:SourceAccount and aws:SourceArn (or aws:SourceOrgID) to the statement that allows the service to write, as '
      + 'acceptLogsFrom() of LogBucket does. For load balancers, the account in the Resource (AWSLogs/account-id/*) is sufficient.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html',
      'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html',
    ],
  },

  * check(posture) {
    for (const [target, deliveries] of ObservedDeliveries.of(posture).byTarget) {
      const [policy] = target.policies;
      const [resource, property] = policy ? [policy.resource, 'Properties.PolicyDocument'] : [target.resource, 'Properties'];
      for (const ofService of byService(deliveries).values()) {
        const { answer, deed } = letsStrangersIn(ofService);
        if (answer === Ternary.NO) { continue; }
        const { principal } = ofService[0].service;
        const { logicalId } = target.resource;
        yield answer === Ternary.YES
          ? violation(resource, property,
            `The policy of ${logicalId} allows ${principal} to write on behalf of any account, not only ${logsOf(ofService)}.`
            + (deed === undefined ? '' : ` It allows ${deed}.`))
          : cannotTell(resource, property,
            `It cannot be determined whether the policy of ${logicalId} allows ${principal} to write on behalf of other accounts: ${doubt(target)}.`);
      }
    }
  },
};

/** Whether somebody in another account is let in, and a request by which, in words that name what the policy looks at. */
interface Strangers {
  readonly answer: Ternary;
  readonly deed?: string;
}

function byService(deliveries: readonly ObservedDelivery[]): ReadonlyMap<string, readonly ObservedDelivery[]> {
  const groups = new Map<string, ObservedDelivery[]>();
  for (const delivery of deliveries) {
    const { confinement, permission, principal } = delivery.service;
    if (confinement === undefined || permission === LogPermission.ACL) { continue; }
    const group = groups.get(principal);
    if (group) { group.push(delivery); } else { groups.set(principal, [delivery]); }
  }
  return groups;
}

/** Whether somebody is let in at one of the places at which a service writes, which several deliveries may share. */
function letsStrangersIn(deliveries: readonly ObservedDelivery[]): Strangers {
  const asked = new Set<string>();
  let result: Strangers = { answer: Ternary.NO };
  for (const delivery of deliveries) {
    const written = `${delivery.objectKey}|${textKey(delivery.prefix)}`;
    if (asked.has(written)) { continue; }
    asked.add(written);
    const strangers = strangersOf(delivery);
    if (strangers.answer === Ternary.YES) { return strangers; }
    if (strangers.answer === Ternary.UNKNOWN) { result = strangers; }
  }
  return result;
}

function strangersOf(delivery: ObservedDelivery): Strangers {
  const { target, service } = delivery;
  let deed: string | undefined;
  // Of several policies one is kept: it is bad enough if one of them lets strangers in, wherever it is made.
  const answer = any(askPolicies(target, (policy) => {
    const found = forStrangers(policy, service.principal);
    if (found === undefined || (found.complete && found.statements.every((statement) => isConfined(statement, service)))) { return Ternary.NO; }
    // Where nothing is asked of whom the service writes for, there is nothing to search for, nor to say.
    const isUnconditional = found.statements.some(({ Condition: condition }) => condition === undefined);
    if (isUnconditional && policy.policy.grants(unnamedStrangersRequest(delivery)) === Ternary.YES) { return Ternary.YES; }
    const ask = (space: Omit<RequestSpace, 'resource'>): Ternary => {
      const whole = { ...space, resource: target.arn, context: { ...unsent(policy, space.context), ...space.context } };
      const { outcome, request } = found.search.find(Wanted.GRANTED, whole);
      if (outcome === Outcome.FOUND && request !== undefined) { deed = deedOf(found, request, whole); }
      return outcome === Outcome.FOUND ? Ternary.YES : outcome === Outcome.NONE ? Ternary.NO : Ternary.UNKNOWN;
    };
    const anybody = ask(strangersSpace(delivery, namedBy(found.statements)));
    return anybody === Ternary.UNKNOWN ? ask(unnamedStrangersSpace(delivery)) : anybody;
  }, target.policies.map(({ resource }) => resource)));
  return { answer, ...(deed === undefined ? {} : { deed }) };
}

/** The forms that nearly all statements have which name no one source: no request has to be searched for. */
function isConfined(statement: ValueMap, { confinement }: LogService): boolean {
  const ofAccount = ({ conditionKey: key, operator, values }: Comparison) => key === 'aws:sourcearn' && /^arn(?:like|equals)$/.test(operator)
    && values.length > 0 && values.every(namesAccount);
  const isWritten = isMap(statement.Condition) && Object.values(statement.Condition).every(isMap);
  if (isWritten && comparisonsOf(statement).some(ofAccount)) { return true; }
  const resources = entriesOf(statement.Resource);
  return confinement === LogConfinement.ACCOUNT_FOLDER && resources.length > 0 && resources.every((one) => accountsIn(untilWildcard(one)).length > 0);
}

function namesAccount(arn: Value): boolean {
  const account = typeof arn === 'string' || arn instanceof Text ? fieldOfArn(arn, 4) : undefined;
  return account !== undefined && account !== '' && isWrittenOut(account) && !textKey(account).includes('$');
}

/** What a resource begins with, whatever its wildcards stand for. */
function untilWildcard(resource: Value): Value {
  const parts = resource instanceof Text ? resource.parts : typeof resource === 'string' ? [resource] : [];
  const end = parts.findIndex((part) => typeof part === 'string' && /[*?$]/.test(part));
  return Text.of(...parts.slice(0, end < 0 ? parts.length : end), end < 0 ? '' : String(parts[end]).replace(/[*?$].*$/s, ''));
}

/** Accounts and sources that statements name are meant, whoever they are. */
function namedBy(statements: readonly ValueMap[]): Others {
  const [accounts, sources]: (string | Text)[][] = [[], []];
  for (const { conditionKey: key, values } of statements.flatMap(comparisonsOf)) {
    const texts = values.filter((value) => typeof value === 'string' || value instanceof Text);
    if (key === 'aws:sourceaccount') { accounts.push(...texts.filter(isWrittenOut)); }
    if (key === 'aws:sourcearn') {
      sources.push(...texts.filter(isWrittenOut));
      accounts.push(...texts.flatMap((text) => fieldOfArn(text, 4) ?? []).filter((account) => account !== '' && isWrittenOut(account)));
    }
  }
  return { accounts: [...accounts, ...statements.flatMap(({ Resource }) => entriesOf(Resource)).flatMap(accountsIn)], sources };
}

function isWrittenOut(text: string | Text): boolean {
  return !/[*?]/.test(textKey(text));
}

/** The account whose folder of logs a resource is: written out, or known at deployment only. */
function accountsIn(resource: Value): readonly (string | Text)[] {
  const parts = resource instanceof Text ? resource.parts : [resource];
  return parts.flatMap((part, i): (string | Text)[] => {
    if (typeof part !== 'string') { return []; }
    const [next, behind] = [parts[i + 1], parts[i + 2]];
    const isFolder = next instanceof Hole && FOLDERS.test(part) && typeof behind === 'string' && behind.startsWith('/');
    return isFolder ? [Text.of(next)] : FOLDER.exec(part)?.slice(1, 2) ?? [];
  });
}

const FOLDER = /AWSLogs\/(?:aws-account-id=)?(\d{12})\//;
const FOLDERS = /AWSLogs\/(?:aws-account-id=)?$/;

/** What a stranger does, as far as the policy looks at it. */
function deedOf({ search, statements }: ForStrangers, request: AccessRequest, space: RequestSpace): string | undefined {
  const compared = new Set(statements.flatMap(comparisonsOf).map(({ conditionKey }) => conditionKey));
  const context = Object.fromEntries(Object.entries(request.context).filter(([key]) => compared.has(key.toLowerCase())));
  const inFolder = (space.exceptObjectKeys ?? []).length > 0;
  const words = search.deedInWords({ ...request, context, ...(inFolder ? {} : { resource: space.resource }) }, space);
  return words === request.action || words.includes('{') ? undefined : words;
}
