import * as fs from 'fs';
import * as path from 'path';

const FOLDER = path.join(__dirname, '..', 'test-reports', 'bench');

/** What a part of the bench has measured, for `docs/benchmarks.md`. */
export function record(part: string, figures: object): void {
  fs.mkdirSync(FOLDER, { recursive: true });
  fs.writeFileSync(path.join(FOLDER, `${part}.json`), JSON.stringify(figures));
}

/** What a part measured in its last run. */
export function recorded<Figures>(part: string): Figures {
  const file = path.join(FOLDER, `${part}.json`);
  if (!fs.existsSync(file)) { throw new Error(`There are no figures of bench/${part}.ts. Fix: run it first, or npm run bench, which runs all of them.`); }
  return JSON.parse(fs.readFileSync(file, 'utf8')) as Figures;
}
