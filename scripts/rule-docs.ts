/**
 * Writes a page for every rule, and their index, from the metadata beside the rules.
 */
import * as fs from 'fs';
import * as path from 'path';
import { rulePages } from './rule-docs/pages';

const DIRECTORY = path.join(__dirname, '..', 'docs', 'rules');

fs.rmSync(DIRECTORY, { recursive: true, force: true });
fs.mkdirSync(DIRECTORY, { recursive: true });
for (const [file, text] of rulePages()) { fs.writeFileSync(path.join(DIRECTORY, file), text); }
