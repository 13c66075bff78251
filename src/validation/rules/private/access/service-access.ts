import type { ObjectAccess } from './object-access';
import { Policy, Principal, textThatNoPolicyNames } from '../../../../policy-evaluation';
import { LOG_SERVICES, principalMatcher } from '../../../../services';
import { isMap, Ternary, Text, type ValueMap } from '../../../../template';
import { type AlikeBucket, type Bucket, entriesOf, type Posture, statementsOf } from '../../../posture';
import { circumstancesOf } from '../statement-circumstances';

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
        const alone = Policy.of({ Version: '2012-10-17', Statement: [statement] });
        const objects = [Text.of(bucket.arn, `/${textThatNoPolicyNames(1)}`), ...entriesOf(statement.Resource).filter((one) => typeof one === 'string' || one instanceof Text)];
        const may = (action: string) => objects.some((object) =>
          alone.allows({ principal, action, resource: object, context: circumstancesOf(statement) }) === Ternary.YES);
        const [reads, writes] = [may('s3:GetObject'), may('s3:PutObject')];
        const property = ['Properties', 'PolicyDocument', 'Statement', ...(isList ? [i] : [])].join('.');
        if (reads || writes) { yield { service, principal, bucket, resource, property, reads, writes }; }
      }
    }
  }
}

function namesServices({ policies }: AlikeBucket): boolean {
  return policies.some(({ resource }) => statementsOf(resource.read('PolicyDocument') ?? null).some((statement) => servicesIn(statement).length > 0));
}

function servicesIn({ Effect, Principal: principal }: ValueMap): readonly string[] {
  if (Effect !== 'Allow') { return []; }
  return entriesOf(principal).filter(isMap).flatMap(({ Service }) => entriesOf(Service)).filter((name) => typeof name === 'string');
}
