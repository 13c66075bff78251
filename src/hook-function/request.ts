/** What CloudFormation is about to do with the stack or resource. */
export enum Action {
  CREATE = 'CREATE',
  UPDATE = 'UPDATE',
  DELETE = 'DELETE',
}

/** What the Hook is asked about. */
export enum Target {
  STACK = 'STACK',
  CHANGE_SET = 'CHANGE_SET',
  RESOURCE = 'RESOURCE',
}

/**
 * A request of CloudFormation Hooks to the function of a Lambda Hook.
 *
 * @see https://docs.aws.amazon.com/cloudformation-cli/latest/hooks-userguide/lambda-hooks-create-lambda-function.html
 */
export interface HookRequest {
  /** What the response has to repeat. Requests about resources may have none. */
  readonly token: string | undefined;
  readonly action: Action;
  readonly target: Target;
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly stackName: string | undefined;
  /** Of a stack or change set: the presigned URL of the templates. */
  readonly payload: string | undefined;
  /** Of a resource. */
  readonly resource: HookResource | undefined;
  /** Whether Cloud Control API asks, which shows less of a message. */
  readonly isCloudControl: boolean;
}

/** A resource alone, with the values that it is created with. */
export interface HookResource {
  readonly type: string;
  readonly logicalId: string;
  readonly properties: unknown;
  readonly previousProperties: unknown;
}

/** A request that is none, or has no place for what is needed of it. */
export class RequestError extends Error {}

/**
 * Reads the event of an invocation.
 *
 * @throws RequestError
 */
export function requestOf(event: unknown): HookRequest {
  const data = member(event, 'requestData');
  const targetName = text(data, 'targetName');
  if (targetName === undefined) { throw new RequestError('the event isn\'t a request of a CloudFormation Hook: it has no requestData.targetName'); }
  const target = targetName === Target.STACK || targetName === Target.CHANGE_SET ? targetName : Target.RESOURCE;
  const stackId = text(event, 'stackId');
  // arn:PARTITION:cloudformation:REGION:ACCOUNT:stack/NAME/ID
  const [, , , region, , stack] = stackId?.split(':') ?? [];
  const logicalId = text(data, 'targetLogicalId');
  const action = actionOf(text(event, 'actionInvocationPoint'), target);
  return {
    token: text(event, 'clientRequestToken'),
    action,
    target,
    account: text(event, 'awsAccountId'),
    region: region === '' ? undefined : region,
    stackName: stack?.split('/')[1] ?? (target === Target.STACK ? logicalId : undefined),
    payload: text(data, 'payload'),
    resource: target !== Target.RESOURCE ? undefined : { type: targetName, logicalId: logicalId ?? 'Resource', ...propertiesOf(data, action) },
    isCloudControl: target === Target.RESOURCE && stackId === undefined,
  };
}

/** A resource without properties has none in its model. Without a model, nothing is known of it. */
function propertiesOf(data: unknown, action: Action): Pick<HookResource, 'properties' | 'previousProperties'> {
  const model = member(data, 'targetModel');
  const [properties, previousProperties] = [member(model, 'resourceProperties'), member(model, 'previousResourceProperties')];
  if (action !== Action.DELETE && (!isMap(model) || (properties !== undefined && !isMap(properties)))) {
    throw new RequestError('the request has no properties of the resource (requestData.targetModel.resourceProperties)');
  }
  return { properties, previousProperties };
}

/**
 * The guide shows requests for change sets without an invocation point; only their creation calls a Hook. It says nothing of resources that are
 * imported into a stack: these are to comply as those that are created.
 */
function actionOf(point: string | undefined, target: Target): Action {
  if ((point === undefined && target === Target.CHANGE_SET) || /^IMPORT(_|$)/.test(point ?? '')) { return Action.CREATE; }
  const action = Object.values(Action).find((one) => point?.split('_')[0] === one);
  if (action === undefined) { throw new RequestError(`the actionInvocationPoint of the request is ${JSON.stringify(point)}`); }
  return action;
}

/** The guide writes some members in two ways: clientRequestToken and clientRequesttoken, stackId and stackID. */
export function member(map: unknown, name: string): unknown {
  if (typeof map !== 'object' || map === null) { return undefined; }
  const wanted = name.toLowerCase();
  const found = Object.entries(map).find(([one]) => one.toLowerCase() === wanted);
  return found?.[1] ?? undefined;
}

export function isMap(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(map: unknown, name: string): string | undefined {
  const value = member(map, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
