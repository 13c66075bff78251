import { type Assembly, nameOf, type TypeReference } from './assembly';
import { topicOf } from './topics';

const CDK = 'https://docs.aws.amazon.com/cdk/api/v2/docs/';

/** As GitHub and the documentation site make the anchor of a heading. */
export function anchorOf(heading: string): string {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/ /g, '-');
}

/** The address of a type of the library, from a page of `docs/api` or, with a folder, from elsewhere. */
export function addressOf(assembly: Assembly, fqn: string, folder = ''): string | undefined {
  const type = assembly.types[fqn];
  return type && `${folder}${topicOf(type.locationInModule.filename).page}.md#${anchorOf(nameOf(type))}`;
}

/** A type as TypeScript writes it, with links to what it names. */
export function linked(assembly: Assembly, type: TypeReference): string {
  if ('primitive' in type) { return `\`${primitive(type.primitive)}\``; }
  if ('union' in type) { return type.union.types.map((one) => linked(assembly, one)).join(' | '); }
  if ('collection' in type) {
    const element = linked(assembly, type.collection.elementtype);
    return type.collection.kind === 'array' ? `list of ${element}` : `map of text to ${element}`;
  }
  return linkedName(assembly, type.fqn);
}

/** The name of a type, with a link to it. */
export function linkedName(assembly: Assembly, fqn: string): string {
  const own = addressOf(assembly, fqn);
  return `[\`${shortName(assembly, fqn)}\`](${own ?? addressElsewhere(fqn)})`;
}

/** A type as it stands in the declaration of a method. */
export function written(assembly: Assembly, type: TypeReference): string {
  if ('primitive' in type) { return primitive(type.primitive); }
  if ('union' in type) { return type.union.types.map((one) => written(assembly, one)).join(' | '); }
  if ('collection' in type) {
    const element = written(assembly, type.collection.elementtype);
    if (type.collection.kind === 'map') { return `{ [key: string]: ${element} }`; }
    return element.includes('|') ? `(${element})[]` : `${element}[]`;
  }
  return shortName(assembly, type.fqn);
}

/** `s3.IBucket` for `aws-cdk-lib.aws_s3.IBucket`, as examples import it. */
function shortName(assembly: Assembly, fqn: string): string {
  const own = assembly.types[fqn];
  if (own) { return nameOf(own); }
  const [, ...rest] = fqn.split('.');
  return rest.map((part) => part.replace(/^aws_/, '')).join('.');
}

function addressElsewhere(fqn: string): string {
  return `${CDK}${fqn}.html`;
}

function primitive(name: string): string {
  return { date: 'Date', json: 'object' }[name] ?? name;
}
