import { only, ran, type Ran } from './support';
import { ExitCode, type Io } from '../../src/cli/io';
import { run } from '../../src/cli/run';
import { directoryWith, withBucket } from '../validation/assembly/support';

const RULES = only('SecureTransportRequired');
/** Has a key twice that does not matter. */
const TWICE = '{"Metadata": {"a": 1, "a": 1}, "Resources": {"Bucket": {"Type": "AWS::S3::Bucket"}}}';
const BROKEN = '{"Resources": ';

/** Runs the program on a terminal, where each look at the clock takes some time. */
function onTerminal(tick: number, cwd: string, ...args: string[]): Ran {
  let [stdout, stderr, now] = ['', '', 0];
  const io: Io = {
    cwd,
    colors: false,
    debug: false,
    showsProgress: true,
    now: () => now += tick,
    stdout: (text) => { stdout += text; },
    stderr: (text) => { stderr += text; },
  };
  const code = run(args, io);
  return { code, stdout, stderr };
}

const LINE = /\r\u001b\[2K/;

describe('progress', () => {
  const cwd = directoryWith(Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`folder/${i}.json`, withBucket()])));

  test('is shown on one line of a terminal, which is empty at the end', () => {
    const { code, stdout, stderr } = onTerminal(300, cwd, 'check', 'folder', ...RULES);
    expect(code).toBe(ExitCode.FINDINGS);
    const lines = stderr.split(LINE);
    expect(lines).toContain('Reading file 4: 3.json');
    expect(lines).toContain('Checking 5 templates: SecureTransportRequired');
    expect(lines.at(-1)).toBe('');
    expect(stderr).not.toContain('\n');
    expect(stdout).not.toMatch(LINE);
  });

  test('is shown while a plan is made', () => {
    expect(onTerminal(300, cwd, 'migrate', 'folder').stderr).toContain('Reading file 5');
  });

  test('is gone before anything is said', () => {
    const { stderr } = onTerminal(300, directoryWith({ 'a.json': withBucket(), 'b.json': withBucket(), 'c.json': withBucket(), 'd.json': BROKEN }), 'check', '.', ...RULES);
    expect(stderr.split(LINE).at(-1)).toMatch(/^cdk-s3-encryption: d\.json:1:15: it isn't valid JSON: .*\n$/);
  });

  test('is said no more than ten times a second', () => {
    expect(onTerminal(60, cwd, 'check', 'folder').stderr.split(LINE).length).toBeLessThan(50);
  });

  test('shows no control characters of file names', () => {
    const evil = directoryWith(Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`${name}\u001b]0;x\u0007.json`, withBucket()])));
    const { stderr } = onTerminal(300, evil, 'check', '.', ...RULES);
    expect(stderr).toContain('d\\u001b]0;x\\u0007.json');
    expect(stderr.replace(/\r\u001b\[2K/g, '')).not.toContain('\u001b');
  });

  test.each<[string, number, string[]]>([['in a run that takes less than a second', 1, []], ['where it is not wanted', 300, ['--quiet']]])('is not shown %s', (_, tick, options) => {
    expect(onTerminal(tick, cwd, 'check', 'folder', ...RULES, ...options).stderr).toBe('');
  });

  test('is not shown where standard error is no terminal', () => {
    expect(ran(cwd, 'check', 'folder', ...RULES).stderr).toBe('');
  });
});

describe('--quiet', () => {
  const cwd = directoryWith({ 'a.json': TWICE, 'b.json': BROKEN, 'c.json': '{"Resources": {"B": {"Type": "AWS::S3::Bucket", "Type": "AWS::SQS::Queue"}}}' });

  test('leaves warnings out, and neither findings nor errors', () => {
    const loud = ran(cwd, 'check', '.', ...RULES);
    const quiet = ran(cwd, 'check', '.', ...RULES, '--quiet');
    expect(quiet).toEqual({ ...loud, stderr: expect.any(String) });
    expect(loud.stderr).toContain('a.json:1:23: warning: the key "a" appears twice\n');
    expect(quiet.stderr.split('\n')).toEqual([
      expect.stringContaining('b.json:1:15: it isn\'t valid JSON'),
      expect.stringContaining('c.json:1:49: error: the key "Type" appears twice'),
      '',
    ]);
  });

  test('is an option of a plan, too', () => {
    expect(ran(cwd, 'migrate', 'a.json', '--quiet')).toMatchObject({ code: ExitCode.CLEAN, stderr: '', stdout: expect.stringContaining('1 template') });
  });
});
