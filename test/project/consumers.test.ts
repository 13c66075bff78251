import { run, type Consumer } from '../../scripts/consumers/consumer';

const printed: string[] = [];

beforeEach(() => {
  printed.length = 0;
  jest.spyOn(console, 'log').mockImplementation((text: string) => { printed.push(...text.split('\n')); });
});

afterEach(() => jest.restoreAllMocks());

function consumer(language: string, options: Partial<Consumer>): Consumer {
  return { language, needs: `${language} SDK`, toolchain: () => '1.0', run: (workspace) => { workspace.check('it works', () => undefined); }, ...options };
}

const last = () => printed[printed.length - 1];

test('what passes passes', () => {
  expect(run([consumer('one', {}), consumer('two', {})])).toBe(0);
  expect(last()).toMatch(/^2 passed, 0 failed, 0 not run/);
});

test('a language whose toolchain is missing is not run, and does not pass', () => {
  const used = jest.fn();
  expect(run([consumer('one', {}), consumer('two', { toolchain: () => undefined, run: used })])).toBe(0);
  expect(used).not.toHaveBeenCalled();
  expect(printed).toContainEqual(expect.stringMatching(/^two +0 passed, 0 failed, 1 not run.* \(not run: no two SDK\)$/));
  expect(last()).toMatch(/^1 passed, 0 failed, 1 not run/);
});

test('what fails is printed with its output, and the rest is still tried', () => {
  const careless = consumer('one', {
    run: (workspace) => {
      workspace.check('first', () => { throw new Error('pip exited with 1:\nNo space left'); });
      workspace.check('second', () => undefined);
    },
  });
  expect(run([careless, consumer('two', {})])).toBe(1);
  expect(printed.join('\n')).toMatch(/ {2}failed: first\n {6}pip exited with 1:\n {6}No space left\n {2}passed: second\n/);
  expect(last()).toMatch(/^2 passed, 1 failed, 0 not run/);
});

test('what cannot go on ends the language as a failure, and no other', () => {
  const stopped = consumer('one', {
    run: (workspace) => {
      workspace.need('the package is built', () => { throw new Error('no'); });
      workspace.check('never', () => undefined);
    },
  });
  const broken = consumer('two', { run: () => { throw new Error('not foreseen'); } });
  expect(run([stopped, broken, consumer('three', {})])).toBe(1);
  expect(last()).toMatch(/^1 passed, 2 failed, 0 not run/);
});

test('a language that checks nothing fails', () => {
  expect(run([consumer('one', { run: () => undefined })])).toBe(1);
  expect(run([])).toBe(1);
});
