import { libraryVersion, PACKAGE_NAME } from '../../src/library';

const PACKAGE = jest.requireActual<{ name: string; version: string }>('../../package.json');

test('the name and the version are those of the package', () => {
  expect([PACKAGE_NAME, libraryVersion()]).toEqual([PACKAGE.name, PACKAGE.version]);
});

test.each(['{ "name": "theirs", "version": "3.0.0" }', '', undefined])('what was bundled into another package has a version that is not known: %j', (json) => {
  jest.isolateModules(() => {
    jest.doMock('fs', () => ({ readFileSync: () => { if (json === undefined) { throw new Error('ENOENT'); } return json; } }));
    expect(jest.requireActual<typeof import('../../src/library')>('../../src/library').libraryVersion()).toBe('unknown');
    jest.dontMock('fs');
  });
});
