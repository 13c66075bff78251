import { ANY_SERVICE, Effect } from '../../../../policy-evaluation';
import { type LogService, S3_ACCESS_LOGS, S3_INVENTORY } from '../../../../services';
import { isMap, Ternary, Text, type Value, type ValueMap } from '../../../../template';
import {
  type AlikePolicy, type Bucket, type BucketPolicy, type Comparison, comparisonsOf, deliveryConditions, deliveryKeys, entriesOf, ObservedDeliveries,
  type Posture,
} from '../../../posture';
import { type AlikeOutline, outlinesOf } from '../../private/policy-outline';

/** Something that AWS services are meant to do with a bucket, in their own name. */
export interface ServiceUse {
  /** As in `logging.s3.amazonaws.com`. */
  readonly services: readonly (string | Text)[];
  /** What they are meant to do, as a statement that allows it. */
  readonly statement: ValueMap;
  /** How it is known, for messages: a clause. */
  readonly because: string;
}

/** What the bucket policy allows services by name. */
export function usesAllowedBy(policy: BucketPolicy): ServiceUse[] {
  return outlinesOf(policy).flatMap(({ elements, name }) => {
    const services = servicesOf(elements);
    return services.length === 0 ? [] : [{ services, statement: elements!, because: `${name} allows it` }];
  });
}

/** Whether there is any such use. */
export function allowsServices(policy: AlikePolicy): boolean {
  return outlinesOf(policy).some(({ elements }) => servicesOf(elements).length > 0);
}

/** What S3 itself delivers to buckets of the app, which may need no statement: server access logs and inventories. */
export function usesByDelivery(posture: Posture, bucket: Bucket): ServiceUse[] {
  return ObservedDeliveries.of(posture).to(bucket).filter(({ on, service }) => DELIVERED.has(service) && on !== Ternary.NO).map((delivery) => {
    const { service: { principal }, source } = delivery;
    return {
      services: [principal],
      statement: {
        Effect: Effect.ALLOW,
        Principal: { Service: principal },
        Action: 's3:PutObject',
        Resource: Text.of(bucket.arn, '/', deliveryKeys(delivery)),
        Condition: deliveryConditions(delivery),
      },
      because: `it delivers ${DELIVERED.get(delivery.service)} of ${source.logicalId}`,
    };
  });
}

const DELIVERED: ReadonlyMap<LogService, string> = new Map([[S3_ACCESS_LOGS, 'the access logs'], [S3_INVENTORY, 'an inventory']]);

/** The services that a statement allows something, in its Principal or in a condition. */
function servicesOf(elements: AlikeOutline['elements']): (string | Text)[] {
  if (elements?.Effect !== Effect.ALLOW) { return []; }
  const named = isMap(elements.Principal) ? textsOf(entriesOf(elements.Principal.Service)) : [];
  return named.length > 0 ? named : comparisonsOf(elements).flatMap(servicesIn);
}

function servicesIn({ conditionKey: key, operator, values }: Comparison): readonly (string | Text)[] {
  switch (key) {
    case 'aws:principalservicename':
    case 'aws:principalservicenameslist': return /^(?:foranyvalue:)?string(?:equals|like)$/.test(operator) ? textsOf(values) : [];
    case 'aws:principalisawsservice': return operator === 'bool' && values.some((value) => String(value).toLowerCase() === 'true') ? [ANY_SERVICE] : [];
    default: return [];
  }
}

function textsOf(values: readonly Value[]): (string | Text)[] {
  return values.filter((value) => typeof value === 'string' || value instanceof Text);
}
