import { mayBeSame } from './environment';
import { arnIdentity, textKey } from './holes';
import { Resource } from './resource';
import { textOf } from './text';
import { Hole, OneOf, Text, Value } from './value';

/** From where a resource is looked for, and what is looked for. */
export interface ResourceQuery {
  /** The resource whose property the value is: of two resources with one name, the one in its stack is meant, or in its Stage. */
  readonly from?: Resource;
  /** The type of the resource. Names of different types of resources may be the same. */
  readonly type?: string;
}

type Index = ReadonlyMap<string, readonly Resource[]>;

/** Tells which resource a value stands for: by name, id, ARN or domain name, whatever function made it. */
export class ResourceIndex {
  private readonly byHole = new Map<string, Resource>();
  private names: Index | undefined;
  private arns: Index | undefined;
  private others: Index | undefined;

  constructor(private readonly resources: () => Iterable<Resource>) {}

  remember(hole: Hole, resource: Resource): void {
    this.byHole.set(hole.id, resource);
  }

  find(value: Value | undefined, query: ResourceQuery = {}): Resource | undefined {
    const text = value === undefined ? undefined : textOf(value);
    const found = text === undefined ? [] : this.candidates(text, query);
    if (found.length > 0) { return chosen(found, query); }
    return value instanceof OneOf ? this.common(value, query) : undefined;
  }

  /** The resource that every option stands for. */
  private common(value: OneOf, query: ResourceQuery): Resource | undefined {
    const [first, ...rest] = value.options.map((option) => this.find(option, query));
    return rest.every((resource) => resource === first) ? first : undefined;
  }

  private candidates(text: string | Text, query: ResourceQuery): readonly Resource[] {
    const identity = textKey(text);
    const arn = arnIdentity(identity);
    const ofHole = typeof text === 'string' ? undefined : this.candidateOfHole(text, arn);
    if (ofHole) { return [ofHole]; }
    if (arn !== undefined) {
      this.arns ??= this.index(arnIdentities);
      return this.arns.get(arn) ?? [];
    }
    this.names ??= this.index((resource) => [textKey(resource.identity.physicalName)]);
    const named = this.names.get(identity);
    // Domain names have dots in them. So may names; hence names come first.
    if (named || !identity.includes('.')) { return named?.filter((resource) => visible(resource, query.from)) ?? []; }
    this.others ??= this.index((resource) => resource.identity.otherNames.map(textKey));
    return this.others.get(identity) ?? [];
  }

  /** Most texts need no index: they have a hole in them that is a resource's own. */
  private candidateOfHole(text: Text, arn: string | undefined): Resource | undefined {
    for (const part of text.parts) {
      const resource = typeof part === 'string' ? undefined : this.byHole.get(part.id);
      if (resource && (text.parts.length === 1 || (arn !== undefined && arnIdentities(resource).includes(arn)))) { return resource; }
    }
    return undefined;
  }

  private index(identitiesOf: (resource: Resource) => readonly string[]): Index {
    const index = new Map<string, Resource[]>();
    for (const resource of this.resources()) {
      if (resource.identity.nameIsUniqueIn === undefined) { continue; }
      for (const identity of identitiesOf(resource)) {
        const before = index.get(identity);
        if (before) { before.push(resource); } else { index.set(identity, [resource]); }
      }
    }
    return index;
  }
}

function arnIdentities(resource: Resource): readonly string[] {
  return resource.identity.arns.map((arn) => arnIdentity(textKey(arn)) ?? '');
}

function chosen(found: readonly Resource[], query: ResourceQuery): Resource | undefined {
  const possible = query.type === undefined ? found : found.filter((resource) => resource.type === query.type);
  if (possible.length <= 1) { return possible[0]; }
  const near = possible.filter((resource) => resource.template === query.from?.template);
  const inStage = near.length > 0 ? near : possible.filter((resource) => resource.environment.stage === query.from?.environment.stage);
  return inStage.length === 1 ? inStage[0] : undefined;
}

/** Whether a resource can be meant by its bare name. An ARN says itself in which account and Region the resource is. */
function visible(resource: Resource, from: Resource | undefined): boolean {
  if (!from) { return true; }
  const [here, there] = [from.environment, resource.environment];
  switch (resource.identity.nameIsUniqueIn) {
    case 'region': return mayBeSame(here.account, there.account) && mayBeSame(here.region, there.region);
    case 'account': return mayBeSame(here.account, there.account);
    default: return mayBeSame(here.partition, there.partition);
  }
}
