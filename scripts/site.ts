/**
 * Builds the documentation site from the pages of the repository, with VitePress, into `site/dist`.
 *
 * `SITE_BASE` is the path that it is published under. `--pages` writes only what VitePress reads.
 */
// docs/decisions/0124
import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { navigationOf } from './site/navigation';
import { pagesOf } from './site/sources';

const ROOT = path.join(__dirname, '..');
const SITE = path.join(ROOT, 'site');
const PAGES = path.join(SITE, 'pages');

fs.rmSync(PAGES, { recursive: true, force: true });
for (const [place, text] of pagesOf(ROOT)) {
  fs.mkdirSync(path.dirname(path.join(PAGES, place)), { recursive: true });
  fs.writeFileSync(path.join(PAGES, place), text);
}
fs.cpSync(path.join(ROOT, 'docs', 'images'), path.join(PAGES, 'images'), { recursive: true });
fs.writeFileSync(path.join(SITE, 'navigation.json'), JSON.stringify(navigationOf((file) => fs.readFileSync(path.join(ROOT, file), 'utf8')), undefined, 2));

if (!process.argv.includes('--pages')) {
  const npm = (...args: string[]) => execFileSync('npm', args, { cwd: SITE, stdio: 'inherit' });
  if (isStale()) { npm('ci', '--no-audit', '--no-fund'); }
  npm('run', 'build');
}

/** Whether what is installed is not what the lock file says. */
function isStale(): boolean {
  const installed = path.join(SITE, 'node_modules', '.package-lock.json');
  return !fs.existsSync(installed) || fs.statSync(installed).mtimeMs < fs.statSync(path.join(SITE, 'package-lock.json')).mtimeMs;
}
