import { isRawMap, own, RawMap } from '../raw';
import { PropertyPath } from '../read';
import { Unseen } from '../unseen';
import { connected, connectorsOf } from './connectors';
import { functionEvents, invokePolicies } from './events';
import { Globals } from './globals';
import { rolePolicies } from './policies';
import { RoleCondition, roleOf, roleResource, unique } from './roles';

const TRANSFORM = 'AWS::Serverless-2016-10-31';
const PREFIX = 'AWS::Serverless::';

/** Make neither buckets nor keys, and no roles that use any. What application they are of is another rule's question. */
const OF_NO_CONSEQUENCE = new Set(['Api', 'Application', 'CapacityProvider', 'Connector', 'GraphQLApi', 'HttpApi', 'LayerVersion', 'WebSocketApi']);

const FIX = 'Check the processed template as well, which aws cloudformation get-template --template-stage Processed returns.';

/** A template with what AWS SAM makes of it, as far as that concerns buckets, keys and who uses them. */
export interface Serverless {
  readonly json: RawMap;
  readonly places: ReadonlyMap<string, PropertyPath>;
  readonly unseen: readonly Unseen[];
}

/** Whether a template asks for its serverless resources to be transformed. */
export function isServerless(transforms: readonly (string | undefined)[]): boolean {
  return transforms.includes(TRANSFORM);
}

/** Whether CloudFormation knows a type through AWS SAM only. */
export function isServerlessType(type: string): boolean {
  return type.startsWith(PREFIX);
}

// docs/decisions/0077
/**
 * Functions and state machines with the roles that they get, tables, the notifications of buckets, and what connectors allow.
 *
 * @param places Where the template has what it does not have at its logical ID.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
 */
export function transform(template: RawMap, places: ReadonlyMap<string, PropertyPath>): Serverless {
  let result = known.get(template);
  if (!result) {
    const resources = own(template, 'Resources');
    result = isRawMap(resources) ? new Transformer(template, resources, places).transform() : { json: template, places, unseen: [] };
    known.set(template, result);
  }
  return result;
}

/** An app is interpreted in many cases, and what is made of a template is the same in all of them. */
const known = new WeakMap<RawMap, Serverless>();

class Transformer {
  private readonly entries: Map<string, unknown>;
  private readonly places: Map<string, PropertyPath>;
  private readonly unseen: Unseen[] = [];
  private readonly notifications = new Map<string, RawMap[]>();
  private readonly conditions = new Map<string, RawMap>();
  private readonly globals: Globals;

  constructor(private readonly template: RawMap, private readonly written: RawMap, places: ReadonlyMap<string, PropertyPath>) {
    this.entries = new Map(Object.entries(written));
    this.places = new Map(places);
    this.globals = new Globals(template);
  }

  transform(): Serverless {
    for (const [id, raw] of Object.entries(this.written)) {
      const type = isRawMap(raw) ? own(raw, 'Type') : undefined;
      if (isRawMap(raw) && typeof type === 'string' && isServerlessType(type)) { this.resource(id, raw, type.slice(PREFIX.length)); }
    }
    for (const [id, raw] of Object.entries(this.written)) {
      if (isRawMap(raw)) { this.connectors(id, raw); }
    }
    for (const [id, added] of this.notifications) {
      const bucket = this.entries.get(id);
      if (isRawMap(bucket)) { this.entries.set(id, withNotifications(bucket, added)); }
    }
    const conditions = own(this.template, 'Conditions');
    const json = {
      ...this.template,
      Resources: Object.fromEntries(this.entries),
      ...this.conditions.size === 0 ? {} : { Conditions: { ...Object.fromEntries(this.conditions), ...isRawMap(conditions) ? conditions : {} } },
    };
    return { json, places: this.places, unseen: this.unseen };
  }

  private resource(id: string, raw: RawMap, kind: string): void {
    const properties = this.globals.in(kind, own(raw, 'Properties'));
    if (this.globals.isExhausted) { this.notSeen(id, 'Properties', `What Globals gives to ${id} is not seen: the section is too large for so many resources.`); }
    switch (kind) {
      case 'Function':
        this.function(id, raw, properties);
        break;
      case 'StateMachine':
        this.stateMachine(id, raw, properties);
        break;
      case 'SimpleTable':
        this.entries.set(id, { ...raw, Type: 'AWS::DynamoDB::Table', Properties: properties });
        break;
      default:
        if (!OF_NO_CONSEQUENCE.has(kind)) { this.notSeen(id, 'Type', `What ${PREFIX}${kind} creates is not seen: AWS SAM makes its resources at deployment.`); }
    }
  }

  private function(id: string, owner: RawMap, properties: RawMap): void {
    const { notifications, policies, managed } = functionEvents(id, own(properties, 'Events'));
    const condition = own(owner, 'Condition');
    for (const [bucket, notification] of notifications) {
      const made = condition === undefined ? notification : { 'Fn::If': [condition, notification, { Ref: 'AWS::NoValue' }] };
      const others = this.notifications.get(bucket);
      if (others) { others.push(made); } else { this.notifications.set(bucket, [made]); }
    }
    const tracing = own(properties, 'Tracing');
    const Role = this.role(id, {
      owner,
      properties,
      service: 'lambda.amazonaws.com',
      managed: [
        own(properties, 'DurableConfig') === undefined ? 'AWSLambdaBasicExecutionRole' : 'AWSLambdaBasicDurableExecutionRolePolicy',
        ...tracing === undefined || tracing === 'Disabled' ? [] : ['AWSXrayWriteOnlyAccess'],
        ...own(properties, 'VpcConfig') === undefined ? [] : ['AWSLambdaVPCAccessExecutionRole'],
        ...managed,
      ],
      inline: [...invokePolicies(id, own(properties, 'EventInvokeConfig')), ...policies],
    });
    const { Policies: _policies, Events: _events, ...others } = properties;
    this.entries.set(id, { ...owner, Type: 'AWS::Lambda::Function', Properties: { ...others, Role } });
  }

  private stateMachine(id: string, owner: RawMap, properties: RawMap): void {
    const tracing = own(properties, 'Tracing');
    const managed = isRawMap(tracing) && own(tracing, 'Enabled') === true ? ['AWSXrayWriteOnlyAccess'] : [];
    const RoleArn = this.role(id, { owner, properties, service: 'states.amazonaws.com', managed, inline: [] });
    const { Policies: _policies, Events: _events, Role: _role, ...others } = properties;
    this.entries.set(id, { ...owner, Type: 'AWS::StepFunctions::StateMachine', Properties: { ...others, RoleArn } });
  }

  /** Makes the role where it has to be made. */
  private role(id: string, parts: Parameters<typeof roleResource>[0]): unknown {
    const made = `${id}Role`;
    const { role, isMade, condition } = roleOf(own(parts.properties, 'Role'), made);
    if (isMade) {
      const policies = rolePolicies(own(parts.properties, 'Policies'), made);
      this.add(made, roleResource(parts, policies, this.conditionOf(parts.owner, condition)), [...this.placeOf(id), 'Properties', 'Policies']);
      if (policies.unknown.length > 0) {
        this.notSeen(id, 'Properties.Policies', `What the role of ${id} is allowed is not seen: ${[...new Set(policies.unknown)].join('; ')}.`);
      }
    }
    return role;
  }

  /** Both that of the function, and that on which it hangs whether the function is given another role. */
  private conditionOf(owner: RawMap, made: RoleCondition | undefined): unknown {
    const given = own(owner, 'Condition');
    if (made === undefined) { return given; }
    const holds = { Condition: made.name };
    const ofRole = made.holds ? holds : { 'Fn::Not': [holds] };
    if (given === undefined && made.holds) { return made.name; }
    const name = `${made.holds ? '' : 'NOT'}${made.name}${typeof given === 'string' ? `AND${given}` : ''}`;
    this.conditions.set(name, given === undefined ? ofRole : { 'Fn::And': [ofRole, { Condition: given }] });
    return name;
  }

  private connectors(id: string, raw: RawMap): void {
    for (const connector of connectorsOf(id, raw)) {
      const { policies, isUnknown } = connected(connector, this.entries);
      for (const [logicalId, policy] of policies) { this.add(logicalId, policy, this.placeOf(id)); }
      if (isUnknown) { this.notSeen(id, 'Properties', `What the connector ${connector.id} allows is not seen: it is not known which role uses the bucket, or how.`); }
    }
  }

  /** What the template has at the logical ID already stays. */
  private add(id: string, resource: RawMap, place: PropertyPath): void {
    if (this.entries.has(id)) { return; }
    this.entries.set(id, resource);
    this.places.set(id, place);
  }

  private notSeen(logicalId: string, property: string, text: string): void {
    this.unseen.push({ logicalId, type: PREFIX, path: this.placeOf(logicalId), property, text, fix: FIX, isRefused: false });
  }

  private placeOf(id: string): PropertyPath {
    return this.places.get(id) ?? ['Resources', id];
  }
}

function withNotifications(bucket: RawMap, added: readonly RawMap[]): RawMap {
  const properties = own(bucket, 'Properties') ?? {};
  const configuration = isRawMap(properties) ? own(properties, 'NotificationConfiguration') ?? {} : undefined;
  const lambdas = isRawMap(configuration) ? own(configuration, 'LambdaConfigurations') ?? [] : undefined;
  if (!isRawMap(properties) || !isRawMap(configuration) || !Array.isArray(lambdas)) { return bucket; }
  const all = [...lambdas as unknown[], ...added];
  const NotificationConfiguration = { ...configuration, LambdaConfigurations: unique(all) };
  return { ...bucket, Properties: { ...properties, NotificationConfiguration } };
}
