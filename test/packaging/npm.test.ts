import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ROOT } from '../../scripts/consumers/packages';
import { must } from '../../scripts/consumers/processes';
import { assertContents } from '../../scripts/consumers/typescript/contents';

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'npm-package-'));
afterAll(() => fs.rmSync(directory, { recursive: true, force: true }));

test('the npm package holds each source, compiled, and nothing that users do not need', () => {
  must('npm', ['pack', '--ignore-scripts', '--pack-destination', directory], { cwd: ROOT });
  const [tarball] = fs.readdirSync(directory);
  expect(() => assertContents(path.join(directory, tarball))).not.toThrow();
});
