import * as cdk from 'aws-cdk-lib';
import * as assertions from 'aws-cdk-lib/assertions';
import * as regionInfo from 'aws-cdk-lib/region-info';
import * as nag from 'cdk-nag';
import * as constructs from 'constructs';
import type * as library from '../../src';
import type { LibraryCopy } from '../../src/construct-state/library-copy';

/** The library, whichever copy of it. */
export type Library = typeof library;

const LIBRARY = '../../src';
const IDENTITY = '../../src/construct-state/library-copy';
const PEERS: Mocks = {
  'aws-cdk-lib': cdk, 'aws-cdk-lib/assertions': assertions, 'aws-cdk-lib/region-info': regionInfo, 'cdk-nag': nag, 'constructs': constructs,
};

interface Mocks { readonly [module: string]: unknown }

/**
 * Loads this library once more, as an app does that has it twice in its `node_modules`: every module of it is evaluated
 * again, while what it has as peers is loaded once.
 *
 * @param as What the copy says it is, if it is of another version
 */
export function secondCopy(as?: LibraryCopy): Library {
  return loadedAnew(LIBRARY, as ? { [IDENTITY]: { ...jest.requireActual<object>(IDENTITY), thisCopy: () => as } } : {});
}

/** Loads a module of the tests, and what that imports, with another library in the place of ours. */
export function withLibrary<Module extends object>(module: string, replacement: object): Module {
  return loadedAnew(module, { [LIBRARY]: replacement });
}

function loadedAnew<Module extends object>(module: string, more: Mocks): Module {
  const mocks = { ...PEERS, ...more };
  for (const [name, mock] of Object.entries(mocks)) { jest.doMock(name, () => mock); }
  let loaded: Module;
  jest.isolateModules(() => { loaded = jest.requireActual<Module>(module); });
  for (const name of Object.keys(mocks)) { jest.dontMock(name); }
  return loaded!;
}
