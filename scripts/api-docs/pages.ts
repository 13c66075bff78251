import * as fs from 'fs';
import * as path from 'path';
import { type Assembly, type Method, nameOf, type Property, type Type } from './assembly';
import { addressOf, anchorOf, linkedName } from './links';
import { details, initializer, listOf, methodSection, propertiesOf } from './members';
import { type Topic, topicOf, TOPICS } from './topics';

const GENERATED = '<!-- Generated from the docstrings in src by "npx projen docs:api". Change them, not this page. -->';
const FOLDER = 'docs/api/';
const DOCS = path.join(__dirname, '..', '..', 'docs');

/** Every page of the API reference, by its path in the repository. */
export function pagesOf(assembly: Assembly): ReadonlyMap<string, string> {
  const pages = TOPICS.map((topic) => [`${FOLDER}${topic.page}.md`, page(assembly, topic)] as const);
  return new Map([...pages, ['API.md', index(assembly)]]);
}

function page(assembly: Assembly, topic: Topic): string {
  const types = typesOf(assembly, topic);
  return text([
    `# API: ${topic.title}`,
    `${topic.about} See also: ${topic.guides.map(linkToGuide).join(', ')}.`,
    types.map((type) => `- [${nameOf(type)}](#${anchorOf(nameOf(type))}): ${summary(type)}`).join('\n'),
    ...types.flatMap((type) => section(assembly, type)),
  ]);
}

function index(assembly: Assembly): string {
  return text([
    '# API reference',
    'Every class, struct and enum, by topic, with defaults and the errors that are thrown. Types are written as in TypeScript. What a construct inherits from '
    + '`aws-cdk-lib` is in the [AWS CDK API reference](https://docs.aws.amazon.com/cdk/api/v2/docs/aws-construct-library.html).',
    ...TOPICS.flatMap((topic) => [
      `## ${topic.title}`,
      `${topic.about} [All of it](${FOLDER}${topic.page}.md).`,
      typesOf(assembly, topic).map((type) => `[${nameOf(type)}](${addressOf(assembly, type.fqn, FOLDER)})`).join(', '),
    ]),
  ]);
}

/** Constructs first, each class followed by what it takes. */
function typesOf(assembly: Assembly, topic: Topic): readonly Type[] {
  const all = Object.values(assembly.types).filter(({ locationInModule }) => topicOf(locationInModule.filename) === topic);
  const rank = (type: Type) => ['Construct', 'Class', 'Interface', 'Struct', 'Enum'].indexOf(kindOf(type));
  const ordered = all.sort((a, b) => rank(a) - rank(b) || nameOf(a).localeCompare(nameOf(b), 'en'));
  const propsOf = (type: Type) => ordered.filter(({ fqn }) => fqn === `${type.fqn}Props` || fqn === `${type.fqn}Options`);
  const followed = ordered.filter((type) => type.kind === 'class').flatMap((type) => [type, ...propsOf(type)]);
  return [...followed, ...ordered.filter((type) => !followed.includes(type))];
}

function isConstruct({ initializer: created }: Type): boolean {
  const scope = created?.parameters?.[0]?.type;
  return scope !== undefined && 'fqn' in scope && scope.fqn === 'constructs.Construct';
}

function section(assembly: Assembly, type: Type): string[] {
  const name = nameOf(type);
  const parents = [...(type.base === undefined ? [] : [type.base]), ...(type.interfaces ?? [])];
  const relation = parents.length === 0 ? '' : `, ${type.kind === 'class' ? 'extends' : 'with'} ${parents.map((parent) => linkedName(assembly, parent)).join(', ')}`;
  const { constants, others } = propertiesOf(allProperties(assembly, type));
  return [
    `## ${name}`,
    `*${kindOf(type)}*${relation}`,
    ...(type.docs?.summary === undefined ? [] : [type.docs.summary]),
    ...details(type.docs),
    ...(type.initializer === undefined || type.abstract ? [] : initializer(assembly, name, type.initializer)),
    ...(type.members === undefined ? [] : [listOfMembers(type)]),
    ...(constants.length === 0 ? [] : ['**Constants**', listOf(assembly, constants)]),
    ...(others.length === 0 ? [] : [...(type.datatype ? [] : ['**Properties**']), listOf(assembly, others)]),
    ...staticFirst(type.methods ?? []).flatMap((method) => methodSection(assembly, name, method)),
  ];
}

/** A struct has the properties of those that it extends; what a class inherits stands there. */
function allProperties(assembly: Assembly, type: Type): readonly Property[] {
  const own = type.properties ?? [];
  if (!type.datatype) { return own; }
  const inherited = (type.interfaces ?? []).flatMap((fqn) => (assembly.types[fqn] ? allProperties(assembly, assembly.types[fqn]) : []));
  const all = [...own, ...inherited.filter(({ name }) => !own.some((one) => one.name === name))];
  // Required ones first.
  return [...all.filter(({ optional }) => !optional), ...all.filter(({ optional }) => optional)];
}

function staticFirst(methods: readonly Method[]): readonly Method[] {
  return [...methods.filter((method) => method.static), ...methods.filter((method) => !method.static)];
}

function listOfMembers({ members = [] }: Type): string {
  return members.map(({ docs, name }) => [`- \`${name}\`${docs?.summary === undefined ? '' : `: ${docs.summary}`}`,
    ...details(docs).map((detail) => detail.replace(/^(?=.)/gm, '  '))].join('\n\n')).join('\n');
}

function kindOf(type: Type): string {
  if (type.kind === 'enum') { return 'Enum'; }
  if (type.datatype) { return 'Struct'; }
  if (type.kind === 'interface') { return 'Interface'; }
  return isConstruct(type) ? 'Construct' : 'Class';
}

/** Guides are named as their files are. */
/** Named by its title. */
function linkToGuide(guide: string): string {
  const title = /^# (.+)$/m.exec(fs.readFileSync(path.join(DOCS, guide), 'utf8'))?.[1];
  if (title === undefined) { throw new Error(`docs/${guide} has no title. Fix: begin it with "# ".`); }
  return `[${title}](../${guide})`;
}

function summary(type: Type): string {
  return type.docs?.summary ?? kindOf(type);
}

function text(blocks: readonly string[]): string {
  return `${[GENERATED, ...blocks].join('\n\n')}\n`;
}
