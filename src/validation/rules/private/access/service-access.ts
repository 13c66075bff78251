import type { ObjectAccess } from './object-access';
import { type AccessRequest, knownCaller, Outcome, PolicySearch, Principal, Wanted } from '../../../../policy-evaluation';
import { LOG_SERVICES, principalMatcher } from '../../../../services';
import { at, isMap, type Resource, type ValueMap } from '../../../../template';
import { type AlikeBucket, type Bucket, entriesOf, type Posture, statementsOf } from '../../../posture';

/** What a service may do with objects of a bucket in its own name. */
export interface ServiceAccess extends Omit<ObjectAccess, 'subject' | 'objects' | 'confirms'> {
  readonly service: string;
  readonly principal: Principal;
}

/** Services that deliver logs and reports, of which each names an encryption of its own or not. Rules about logs judge them. */
const isDelivering = principalMatcher(LOG_SERVICES);

const CLOUDFRONT = 'cloudfront.amazonaws.com';
/** CloudWatch Logs, without its Region. */
const CLOUDWATCH_LOGS = 'logs.amazonaws.com';

/** The services that the policy of a bucket allows to read or write objects, but for those that other rules judge. */
export function* serviceAccess(posture: Posture, bucket: Bucket): Iterable<ServiceAccess> {
  if (!bucket.ask(namesServices)) { return; }
  const cloudFrontIsJudged = posture.ofType('AWS::CloudFront::Distribution').length > 0;
  for (const { resource } of bucket.policies) {
    const isList = Array.isArray(resource.read('PolicyDocument', 'Statement'));
    for (const [i, statement] of statementsOf(resource.read('PolicyDocument') ?? null).entries()) {
      for (const service of servicesIn(statement)) {
        if (isDelivering(service) || service === CLOUDWATCH_LOGS || (service === CLOUDFRONT && cloudFrontIsJudged)) { continue; }
        const principal = Principal.service(service);
        const may = (action: string) => isGranted(statement, resource, { action, principal, resource: bucket.arn });
        const [reads, writes] = [may('s3:GetObject'), may('s3:PutObject')];
        const property = ['Properties', 'PolicyDocument', 'Statement', ...(isList ? [i] : [])].join('.');
        if (reads || writes) { yield { service, principal, bucket, resource, property, reads, writes }; }
      }
    }
  }
}

/** Whether a statement grants anything of an action on objects that no other statement of the policy denies. */
function isGranted(statement: ValueMap, policy: Resource, { action: name, principal, resource }: Omit<AccessRequest, 'context'>): boolean {
  const document = policy.read('PolicyDocument');
  const denials = statementsOf(document ?? null).filter(({ Effect }) => Effect !== 'Allow');
  const search = new PolicySearch({ Version: at(document, 'Version') ?? null, Statement: [statement, ...denials] });
  const space = { callers: [knownCaller(principal)], actions: [{ name, onObjects: true }], resource };
  return search.find(Wanted.GRANTED, space).outcome === Outcome.FOUND;
}

function namesServices({ policies }: AlikeBucket): boolean {
  return policies.some(({ resource }) => statementsOf(resource.read('PolicyDocument') ?? null).some((statement) => servicesIn(statement).length > 0));
}

function servicesIn({ Effect, Principal: principal }: ValueMap): readonly string[] {
  if (Effect !== 'Allow') { return []; }
  return entriesOf(principal).filter(isMap).flatMap(({ Service }) => entriesOf(Service)).filter((name) => typeof name === 'string');
}
