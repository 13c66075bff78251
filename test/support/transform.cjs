const { createHash } = require('crypto');
const { readFileSync } = require('fs');
const { transformSync, version } = require('esbuild');

/**
 * Takes the types out of a file, which `npm run typecheck` looks at, once for all files: TypeScript would take twenty times as long.
 *
 * As esbuild makes them, exports cannot be spied on, and calls of `jest.mock()` stay below the imports.
 */
const OPTIONS = { loader: 'ts', format: 'cjs', target: 'es2022', sourcemap: 'external', sourcesContent: false };

/**
 * Exports are getters, and getters of getters where an index exports them again, which costs loops a fifth of their time. When the
 * module has been loaded, they can be values. Who was given the getters, in a circle of imports, still has them.
 */
const VALUES = "\nmodule.exports = Object.defineProperty({ ...module.exports }, '__esModule', { value: true });\n";

const HASHED = `${version}\0${readFileSync(__filename, 'utf8')}\0`;

module.exports = {
  // The same for every configuration of jest, so that what one run has transformed need not be transformed by another.
  getCacheKey: (source, file) => createHash('sha256').update(HASHED).update(`${file}\0${source}`).digest('hex').slice(0, 32),
  process: (source, file) => {
    const { code, map } = transformSync(source, { ...OPTIONS, sourcefile: file });
    return { code: code.includes('module.exports = __toCommonJS(') ? code + VALUES : code, map };
  },
};
