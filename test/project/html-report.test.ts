import { spawnSync } from 'child_process';
import * as path from 'path';

const ROOT = path.join(__dirname, '..', '..');

// docs/decisions/0099
test('the script and the styles of the HTML report are those that report/ makes', () => {
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', path.join('scripts', 'html-report.ts'), '--check'], { cwd: ROOT, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
