import { isRawMap, own, RawMap } from '../raw';
import { destinationPolicy } from './policies';

/** What the events of a function mean for buckets and for the role of the function. */
export interface FunctionEvents {
  /** The notifications of buckets of the template, by logical ID. */
  readonly notifications: readonly (readonly [bucket: string, notification: RawMap])[];
  readonly policies: readonly RawMap[];
  readonly managed: readonly string[];
}

/** The managed policies that SAM gives for sources that a function polls. */
const POLLED: Readonly<Record<string, string>> = {
  DynamoDB: 'AWSLambdaDynamoDBExecutionRole',
  Kinesis: 'AWSLambdaKinesisExecutionRole',
  MSK: 'AWSLambdaMSKExecutionRole',
  SQS: 'AWSLambdaSQSQueueExecutionRole',
};

/**
 * @param id The logical ID of the function.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html
 */
export function functionEvents(id: string, events: unknown): FunctionEvents {
  const notifications: (readonly [string, RawMap])[] = [];
  const policies: RawMap[] = [];
  const managed: string[] = [];
  for (const [name, event] of Object.entries(isRawMap(events) ? events : {})) {
    const type = isRawMap(event) ? own(event, 'Type') : undefined;
    const properties = isRawMap(event) ? own(event, 'Properties') : undefined;
    if (typeof type !== 'string' || !isRawMap(properties)) { continue; }
    if (type === 'S3') { notifications.push(...notificationsOf(id, properties)); }
    if (Object.hasOwn(POLLED, type)) { managed.push(POLLED[type]); }
    // Through a queue, which the function polls.
    if (type === 'SNS' && (own(properties, 'SqsSubscription') ?? false) !== false) { managed.push(POLLED.SQS); }
    const failure = at(properties, 'DestinationConfig', 'OnFailure');
    if (isRawMap(failure) && failure.Type === 'S3') { policies.push(destinationPolicy(failure.Destination, `${id}${name}S3Policy`)); }
    const secretKey = own(properties, 'SecretsManagerKmsKeyId');
    if (typeof secretKey === 'string') { policies.push(secretPolicy(secretKey, `${id}${name}SecretPolicy`)); }
  }
  return { notifications, policies, managed };
}

/** The policies for the destinations of a function that is invoked asynchronously. */
export function invokePolicies(id: string, config: unknown): readonly RawMap[] {
  return ['OnSuccess', 'OnFailure'].flatMap((name) => {
    const destination = at(config, 'DestinationConfig', name);
    return isRawMap(destination) && destination.Type === 'S3Bucket' && destination.Destination !== undefined
      ? [destinationPolicy(destination.Destination, `${id}EventInvokeConfig${name}S3Policy`)]
      : [];
  });
}

/** A bucket as an event source is named by `Ref`, and in the same template. */
function* notificationsOf(id: string, properties: RawMap): Iterable<readonly [string, RawMap]> {
  const bucket = at(properties, 'Bucket', 'Ref');
  if (typeof bucket !== 'string') { return; }
  const events = own(properties, 'Events');
  const filter = own(properties, 'Filter');
  for (const Event of Array.isArray(events) ? events as unknown[] : [events]) {
    yield [bucket, { Event, Function: { 'Fn::GetAtt': [id, 'Arn'] }, ...filter === undefined ? {} : { Filter: filter } }];
  }
}

function secretPolicy(key: string, PolicyName: string): RawMap {
  const Resource = { 'Fn::Sub': `arn:\${AWS::Partition}:kms:\${AWS::Region}:\${AWS::AccountId}:key/${key}` };
  return { PolicyName, PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'kms:Decrypt', Resource }] } };
}

function at(raw: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((here, name) => (isRawMap(here) ? own(here, name) : undefined), raw);
}
