/**
 * Draws the dashboard of a monitor from its definition, with made-up curves.
 *
 * `tsx scripts/dashboard-picture.ts [buckets] [file]`
 */
import * as fs from 'fs';
import * as path from 'path';
import { exampleDashboard } from './dashboard-picture/definition';
import { drawn } from './dashboard-picture/svg';

const [buckets = '3', file = path.join(__dirname, '..', 'docs', 'images', 'dashboard.svg')] = process.argv.slice(2);

fs.mkdirSync(path.dirname(file), { recursive: true });
fs.writeFileSync(file, drawn(exampleDashboard(Number(buckets))));
