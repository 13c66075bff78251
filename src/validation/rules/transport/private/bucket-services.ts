import { at, isMap, isUnknown, memo, OneOf, type Resource, Text, textOf, type Value } from '../../../../template';
import { type AlikePolicy, type Bucket, type BucketPolicy, entriesOf, type Posture } from '../../../posture';
import { type AlikeOutline, outlinesOf } from '../../private/policy-outline';

/** Something that an AWS service is meant to do with a bucket, in its own name. */
export interface ServiceCall {
  /** As in `logging.s3.amazonaws.com`. */
  readonly service: string;
  readonly action: string;
  readonly resource: string | Text;
  /** How it is known, for messages: a clause. */
  readonly because: string;
}

/** Of a policy's wildcards these stand for all. */
const OBJECT_ACTIONS = ['s3:PutObject', 's3:GetObject'];

/** What the bucket policy allows services by name. */
export function callsAllowedBy(policy: BucketPolicy, { arn }: Bucket): ServiceCall[] {
  return outlinesOf(policy).flatMap((outline) => allowedBy(outline, arn).map((call) => ({ ...call, because: `${outline.name} allows it` })));
}

/** Whether there is any such call. */
export function allowsServices(policy: AlikePolicy): boolean {
  return outlinesOf(policy).some((outline) => allowedBy(outline, ANY_BUCKET).length > 0);
}

/** How many calls are allowed does not depend on which bucket `*` stands for. */
const ANY_BUCKET = 'arn:aws:s3:::any-bucket';

function allowedBy({ elements }: AlikeOutline, arn: string | Text): Omit<ServiceCall, 'because'>[] {
  if (elements?.Effect !== 'Allow' || !isMap(elements.Principal)) { return []; }
  const resources = entriesOf(elements.Resource).flatMap((resource) => concrete(resource, arn));
  return textsOf(elements.Principal.Service).flatMap((service) => textsOf(elements.Action).flatMap(actionsOf).flatMap((action) =>
    resources.map((resource) => ({ service, action, resource }))));
}

/** What S3 itself delivers to buckets of the app: server access logs and inventories. */
export const deliveries = memo((posture: Posture): ReadonlyMap<Bucket, readonly ServiceCall[]> => {
  const calls = new Map<Bucket, ServiceCall[]>();
  const note = (target: Value | undefined, from: Resource, service: string, because: string) => {
    const bucket = posture.bucketAt(target, from);
    if (!bucket) { return; }
    const call = { service, action: 's3:PutObject', resource: Text.of(bucket.arn, '/an-object'), because };
    calls.set(bucket, [...calls.get(bucket) ?? [], call]);
  };
  for (const { resource } of posture.buckets) {
    const logging = resource.read('LoggingConfiguration');
    if (logging !== undefined) {
      note(at(logging, 'DestinationBucketName') ?? resource.identity.physicalName, resource, 'logging.s3.amazonaws.com',
        `it delivers the access logs of ${resource.logicalId}`);
    }
    for (const inventory of entriesOf(resource.read('InventoryConfigurations'))) {
      note(at(inventory, 'Destination', 'BucketArn'), resource, 's3.amazonaws.com', `it delivers an inventory of ${resource.logicalId}`);
    }
  }
  return calls;
});

function actionsOf(action: string): string[] {
  return /[*?]/.test(action) ? OBJECT_ACTIONS : [action];
}

/** A resource that a pattern stands for; nothing where it is not known to be of this bucket. */
function concrete(pattern: Value, arn: string | Text): (string | Text)[] {
  const text = pattern === '*' ? Text.of(arn, '/*') : textOf(pattern);
  if (text === undefined || isUnknown(pattern) || pattern instanceof OneOf) { return []; }
  const fill = (part: string) => part.replace(/[*?]/g, 'x');
  return [typeof text === 'string' ? fill(text) : Text.of(...text.parts.map((part) => (typeof part === 'string' ? fill(part) : part)))];
}

function textsOf(value: Value | undefined): string[] {
  return entriesOf(value).filter((entry) => typeof entry === 'string');
}
