import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { type LibraryCopy, thisCopy } from './library-copy';
import { PACKAGE_NAME } from '../library';

/**
 * What this library keeps about a construct, on the construct itself.
 *
 * An app can load several copies of the library, one of its own and one for each library of constructs that brings its
 * own. Constructs are the same for all of them, because `aws-cdk-lib` and `constructs` are peer dependencies; a
 * `WeakMap` in a module is not: what one copy knows of a bucket would be unknown to the other.
 *
 * Values are plain data, or objects of which other copies use only an interface that is declared beside the map. Change
 * neither without a new `CONTRACT`.
 */
export class ConstructMap<Owner extends IConstruct, Value> {
  /** @param kind What is kept: the same in every copy */
  constructor(private readonly kind: string) {}

  get(construct: Owner): Value | undefined {
    return stateOf(construct)?.kinds.get(this.kind) as Value | undefined;
  }

  set(construct: Owner, value: Value): void {
    (stateOf(construct) ?? newState(construct)).kinds.set(this.kind, value);
  }

  has(construct: Owner): boolean {
    return stateOf(construct)?.kinds.has(this.kind) ?? false;
  }
}

/** Constructs of which something is so, for every copy of the library. */
export class ConstructSet<Owner extends IConstruct> {
  private readonly members: ConstructMap<Owner, true>;

  /** @param kind What is so: the same in every copy */
  constructor(kind: string) {
    this.members = new ConstructMap(kind);
  }

  add(construct: Owner): void {
    this.members.set(construct, true);
  }

  has(construct: Owner): boolean {
    return this.members.has(construct);
  }
}

/**
 * For an error that two versions of the library can cause: which ones have worked on a construct, and what to do about it.
 *
 * @returns nothing, unless there is more than one
 */
export function severalVersions(construct: IConstruct): [wrong: string, fix: string] | undefined {
  const copies = stateOf(construct)?.copies ?? [];
  return new Set(copies.map(({ version }) => version)).size < 2 ? undefined
    : [`Several versions of ${PACKAGE_NAME} are used on this construct: ${named(copies)}`, ONE_VERSION];
}

/** The copies of all versions, past and future, have to agree on this one. */
interface State {
  /** The contract of the copy that came first. */
  readonly contract: number;
  /** The copies that have looked at the construct. The first one has made this. */
  readonly copies: LibraryCopy[];
  readonly kinds: Map<string, unknown>;
}

const STATE = Symbol.for(`${PACKAGE_NAME}.state`);
/** At the root: which pairs of versions the user has been told of. */
const TOLD = Symbol.for(`${PACKAGE_NAME}.told`);

const ONE_VERSION = `run "npm ls ${PACKAGE_NAME}", and install a single version. In construct libraries, declare ${PACKAGE_NAME} as a peer dependency`;

function stateOf(construct: IConstruct): State | undefined {
  const state = (construct as IConstruct & { [STATE]?: State })[STATE];
  if (state && !state.copies.includes(thisCopy())) { join(construct, state); }
  return state;
}

function newState(construct: IConstruct): State {
  return hidden(construct, STATE, { contract: thisCopy().contract, copies: [thisCopy()], kinds: new Map<string, unknown>() });
}

/** A property that nobody sees who looks through the construct. */
function hidden<Value>(construct: IConstruct, name: symbol, value: Value): Value {
  Object.defineProperty(construct, name, { value, enumerable: false });
  return value;
}

function join(construct: IConstruct, state: State): void {
  const copy = thisCopy();
  const copies = [...state.copies, copy];
  if (state.contract !== copy.contract) {
    throw new Error(`${construct.node.path}: incompatible versions of ${PACKAGE_NAME} are used on this construct: ${named(copies)}. `
      + `Neither can read what the other knows about it. Fix: ${ONE_VERSION}.`);
  }
  state.copies.push(copy);
  if (state.copies.some(({ version }) => version !== copy.version)) { tell(construct, copies); }
}

/** Once for an app, not for each construct. The warning is on a construct, because CDK does not show those of an app. */
function tell(construct: IConstruct, copies: readonly LibraryCopy[]): void {
  const { root } = construct.node;
  const told = (root as IConstruct & { [TOLD]?: Set<string> })[TOLD] ?? hidden(root, TOLD, new Set<string>());
  const versions = named(copies);
  if (told.has(versions)) { return; }
  told.add(versions);
  Annotations.of(construct).addWarningV2(`${PACKAGE_NAME}:severalVersions`,
    `This app uses several versions of ${PACKAGE_NAME}: ${versions}. They share what they know about buckets and keys, but the older version might not do `
    + `everything that the newer version relies on, and might write the same policy statement differently. Fix: ${ONE_VERSION}.`);
}

function named(copies: readonly LibraryCopy[]): string {
  const texts = new Set(copies.map(({ version, directory }) => `${version} (${directory})`));
  return [...texts].sort().join(' and ');
}
