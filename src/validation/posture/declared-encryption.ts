import type { KeyReference } from './key-reference';
import { SseAlgorithm } from '../../encryption';
import { at, isMap, oneOf, optionsOf, type PropertyPath, type Resource, type Value, type ValueMap } from '../../template';

/** Where a type of resource declares an encryption: a path, and below it the properties with the algorithm and the key. */
export interface EncryptionPlace {
  readonly path: PropertyPath;
  /** Nothing where it is always AWS KMS. */
  readonly algorithm: string | undefined;
  readonly key: string;
}

/**
 * An encryption that a template declares for something else than a general purpose bucket: for a directory, table or vector bucket, for
 * a vector index, for a metadata table, for a file system.
 */
export class DeclaredEncryption {
  private references: readonly KeyReference[] | undefined;
  private read: { readonly value: Value | undefined } | undefined;

  constructor(
    readonly resource: Resource,
    private readonly place: EncryptionPlace,
    private readonly readKeys: (value: Value | undefined, from: Resource) => readonly KeyReference[],
  ) {}

  /** As the template has it; nothing where it declares none. */
  get value(): Value | undefined {
    this.read ??= { value: this.resource.read(...this.place.path) };
    return this.read.value;
  }

  /** The same in the form of a rule of a general purpose bucket, so that both are interpreted in one way. */
  get encryptionRule(): Value | undefined {
    const { value } = this;
    if (value === undefined) { return undefined; }
    const { algorithm, key } = this.place;
    const byDefault = (option: ValueMap): ValueMap => (algorithm === undefined
      ? { SSEAlgorithm: SseAlgorithm.SSE_KMS, ...renamed(option, { [key]: 'KMSMasterKeyID' }) }
      : renamed(option, { [algorithm]: 'SSEAlgorithm', [key]: 'KMSMasterKeyID' }));
    return oneOf(optionsOf(value).map((option) => (isMap(option) ? { ServerSideEncryptionByDefault: byDefault(option) } : option)));
  }

  get algorithm(): Value | undefined {
    const { algorithm } = this.place;
    return algorithm === undefined ? SseAlgorithm.SSE_KMS : at(this.value, algorithm);
  }

  /** How it names its key: one way, or one for each branch of a choice. */
  get keys(): readonly KeyReference[] {
    this.references ??= this.keysNamedBy(at(this.value, this.place.key));
    return this.references;
  }

  keysNamedBy(value: Value | undefined): readonly KeyReference[] {
    return this.readKeys(value, this.resource);
  }

  /** The paths of its properties, as findings show them. */
  get property(): string { return this.pathTo(); }
  get algorithmProperty(): string { return this.pathTo(...this.place.algorithm === undefined ? [] : [this.place.algorithm]); }
  get keyProperty(): string { return this.pathTo(this.place.key); }

  private pathTo(...property: string[]): string {
    return ['Properties', ...this.place.path, ...property].join('.');
  }
}

function renamed(map: ValueMap, names: { readonly [name: string]: string }): ValueMap {
  return Object.fromEntries(Object.entries(names).flatMap(([name, other]) => (Object.hasOwn(map, name) ? [[other, map[name]]] : [])));
}
