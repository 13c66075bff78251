import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';

const TEST = path.join(__dirname, '..');

/** How tests would look at the clock, or let jest do so. */
const CLOCK = [/\bDate\.now\(|\bnew Date\(\)/, /\bperformance\.(?:now|mark|measure)\b/, /\bhrtime\b/, /\bset(?:Timeout|Interval)\(/, /^\s*\}, [\d_]+\);$/m, /\binterruptAfterTimeLimit\b/];

const read = (file: string) => fs.readFileSync(path.join(TEST, file), 'utf8');
const files = fs.readdirSync(TEST, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && file !== path.join('project', 'clock.test.ts'));

test('no test judges by the clock, which tells more of the machine than of the library', () => {
  expect(files.filter((file) => CLOCK.some((pattern) => pattern.test(read(file))))).toEqual([]);
});

test('jest stops only what hangs', () => {
  const configurations = [
    (JSON.parse(fs.readFileSync(path.join(TEST, '..', 'package.json'), 'utf8')) as { jest: object }).jest,
    JSON.parse(read('jest.packaging.json')) as object,
    JSON.parse(execFileSync(process.execPath, ['-p', 'JSON.stringify(require("./jest.newest.cjs"))'], { cwd: TEST, encoding: 'utf8' })) as object,
  ];
  for (const configuration of configurations) { expect(configuration).toMatchObject({ testTimeout: expect.any(Number) }); }
  expect(Math.min(...configurations.map((configuration) => (configuration as { testTimeout: number }).testTimeout))).toBeGreaterThanOrEqual(600_000);
});
