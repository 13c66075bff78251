import { isRawMap, own, RawMap } from '../raw';

const BUCKET = 'AWS::S3::Bucket';

/** What connects to buckets with a role of its own, as AWS SAM transforms it. */
const WITH_ROLE = new Set(['AWS::Lambda::Function', 'AWS::StepFunctions::StateMachine']);

/**
 * What connectors to buckets allow, by permission.
 *
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/reference-sam-connector.html
 */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  Read: [
    's3:GetObject', 's3:GetObjectAcl', 's3:GetObjectLegalHold', 's3:GetObjectRetention', 's3:GetObjectTorrent', 's3:GetObjectVersion', 's3:GetObjectVersionAcl',
    's3:GetObjectVersionForReplication', 's3:GetObjectVersionTorrent', 's3:ListBucket', 's3:ListBucketMultipartUploads', 's3:ListBucketVersions',
    's3:ListMultipartUploadParts',
  ],
  Write: [
    's3:AbortMultipartUpload', 's3:DeleteObject', 's3:DeleteObjectVersion', 's3:PutObject', 's3:PutObjectLegalHold', 's3:PutObjectRetention', 's3:RestoreObject',
  ],
};

/** A connector of a template. */
export interface Connector {
  readonly id: string;
  /** The resource that it is written in; nothing for a resource of its own. */
  readonly source?: string;
  readonly raw: RawMap;
}

/** What a connector makes that concerns buckets: policies by logical ID, or that it isn't known. */
export interface Connected {
  readonly policies: readonly (readonly [logicalId: string, resource: RawMap])[];
  readonly isUnknown: boolean;
}

/** The connectors of a resource: itself, or those in its attribute `Connectors`. */
export function connectorsOf(logicalId: string, resource: RawMap): readonly Connector[] {
  if (own(resource, 'Type') === 'AWS::Serverless::Connector') { return [{ id: logicalId, raw: resource }]; }
  const embedded = own(resource, 'Connectors');
  if (!isRawMap(embedded)) { return []; }
  const condition = own(resource, 'Condition');
  return Object.entries(embedded).flatMap(([name, raw]) => (
    isRawMap(raw) ? [{ id: `${logicalId}${name}`, source: logicalId, raw: condition === undefined ? raw : { Condition: condition, ...raw } }] : []
  ));
}

/**
 * @param resources As they are once functions and state machines have their roles.
 */
export function connected({ id, source, raw }: Connector, resources: ReadonlyMap<string, unknown>): Connected {
  const properties = own(raw, 'Properties');
  if (!isRawMap(properties)) { return { policies: [], isUnknown: true }; }
  const given = own(properties, 'Destination');
  const permissions = own(properties, 'Permissions');
  const Condition = own(raw, 'Condition');
  const policies: (readonly [string, RawMap])[] = [];
  let isUnknown = false;
  for (const [i, destination] of (Array.isArray(given) ? given as unknown[] : [given]).entries()) {
    const arn = bucketArn(destination, resources);
    if (arn === undefined) { continue; }
    const role = roleOf(source === undefined ? own(properties, 'Source') : { Id: source }, resources);
    const actions = Array.isArray(permissions) ? permissions.flatMap((one) => (typeof one === 'string' && Object.hasOwn(ACTIONS, one) ? ACTIONS[one] : [])) : [];
    if (role === undefined || actions.length === 0) {
      isUnknown = true;
      continue;
    }
    policies.push([Array.isArray(given) ? `${id}PolicyDestination${i}` : `${id}Policy`, {
      Type: 'AWS::IAM::ManagedPolicy',
      ...Condition === undefined ? {} : { Condition },
      Properties: {
        Roles: [role],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: actions, Resource: [arn, { 'Fn::Join': ['/', [arn, '*']] }] }],
        },
      },
    }]);
  }
  return { policies, isUnknown };
}

function bucketArn(reference: unknown, resources: ReadonlyMap<string, unknown>): unknown {
  if (!isRawMap(reference)) { return undefined; }
  const id = own(reference, 'Id');
  if (typeof id === 'string') { return typeOf(resources.get(id)) === BUCKET ? { 'Fn::GetAtt': [id, 'Arn'] } : undefined; }
  return own(reference, 'Type') === BUCKET ? own(reference, 'Arn') : undefined;
}

/** The name of the role of a source. */
function roleOf(reference: unknown, resources: ReadonlyMap<string, unknown>): unknown {
  if (!isRawMap(reference)) { return undefined; }
  const id = own(reference, 'Id');
  if (typeof id !== 'string') { return own(reference, 'RoleName'); }
  const resource = resources.get(id);
  const properties = isRawMap(resource) && WITH_ROLE.has(typeOf(resource)) ? own(resource, 'Properties') : undefined;
  const role = isRawMap(properties) ? own(properties, 'Role') ?? own(properties, 'RoleArn') : undefined;
  const target = isRawMap(role) ? own(role, 'Fn::GetAtt') ?? own(role, 'Ref') : undefined;
  const logicalId: unknown = Array.isArray(target) ? target[0] : typeof target === 'string' ? target.split('.')[0] : undefined;
  return typeof logicalId === 'string' ? { Ref: logicalId } : undefined;
}

function typeOf(resource: unknown): string {
  const type = isRawMap(resource) ? own(resource, 'Type') : undefined;
  return typeof type === 'string' ? type : '';
}
