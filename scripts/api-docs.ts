/**
 * Writes the API reference, a page for each topic and an index, from the assembly that jsii has compiled.
 */
// docs/decisions/0123
import * as fs from 'fs';
import * as path from 'path';
import type { Assembly } from './api-docs/assembly';
import { pagesOf } from './api-docs/pages';

const ROOT = path.join(__dirname, '..');

const assembly = JSON.parse(fs.readFileSync(path.join(ROOT, '.jsii'), 'utf8')) as Assembly;
fs.rmSync(path.join(ROOT, 'docs', 'api'), { recursive: true, force: true });
fs.mkdirSync(path.join(ROOT, 'docs', 'api'), { recursive: true });
for (const [file, page] of pagesOf(assembly)) { fs.writeFileSync(path.join(ROOT, file), page); }
