// Compiles what is not compiled where the repository itself is installed, as pre-commit does: without types, and in a second.
// `npx projen compile` takes its place wherever the library is developed.
const fs = require('fs');
const path = require('path');

const ROOT = path.join(__dirname, '..');
const [SOURCES, TARGET] = [path.join(ROOT, 'src'), path.join(ROOT, 'lib')];

/** Nothing where development dependencies are left out, as by `npm ci --omit=dev`: then nobody compiles. */
function compiler() {
  try {
    return require('esbuild');
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') { throw error; }
    return undefined;
  }
}

if (!fs.existsSync(path.join(TARGET, 'cli', 'main.js')) && fs.existsSync(SOURCES)) {
  const files = fs.readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  compiler()?.buildSync({
    entryPoints: files.map((file) => path.join(SOURCES, file)), outdir: TARGET, outbase: SOURCES, format: 'cjs', platform: 'node', target: 'es2022',
  });
}
