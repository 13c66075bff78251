import type * as V8 from 'v8';
import type * as Vm from 'vm';
import { Garbage } from '../../src/cli/garbage';

const v8 = jest.requireActual<typeof V8>('v8');
const vm = jest.requireActual<typeof Vm>('vm');

const MB = 1024 * 1024;

/** Heap in MB, which a collection takes down to what is in use. */
let heap = 0;
let inUse = 0;

beforeEach(() => {
  jest.spyOn(v8, 'getHeapStatistics').mockImplementation(() => ({ used_heap_size: heap * MB } as V8.HeapInfo));
  jest.spyOn(v8, 'setFlagsFromString').mockImplementation();
  jest.spyOn(vm, 'runInNewContext').mockImplementation(() => () => { heap = inUse; });
});
afterEach(() => { jest.restoreAllMocks(); });

test.each<[title: string, megabytes: number, after: number]>([
  ['little is left alone', 255, 255],
  ['much is collected', 256, 100],
])('%s', (_, megabytes, after) => {
  [heap, inUse] = [megabytes, 100];
  new Garbage().collect();
  expect(heap).toBe(after);
});

test('while rules run, what has grown by 64 MB since the last collection is collected', () => {
  const garbage = new Garbage();
  const afterRule = (megabytes: number) => {
    heap = megabytes;
    garbage.collectGrowth();
    return heap;
  };
  inUse = 250;
  expect([200, 255, 256, 313, 314].map(afterRule)).toEqual([200, 255, 250, 313, 250]);
});

test('a V8 that has no collector to offer is left alone', () => {
  jest.spyOn(vm, 'runInNewContext').mockReturnValue(undefined);
  heap = 300;
  new Garbage().collect();
  expect(heap).toBe(300);
});
