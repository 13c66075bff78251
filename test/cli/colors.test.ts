import { type ColorEnvironment, showsColors } from '../../src/cli/colors';

test.each<[ColorEnvironment, terminal: boolean, pipe: boolean]>([
  [{}, true, false],
  [{ TERM: 'dumb' }, false, false],
  [{ NO_COLOR: '1' }, false, false],
  [{ NO_COLOR: '' }, true, false],
  [{ FORCE_COLOR: '1' }, true, true],
  [{ FORCE_COLOR: 'true' }, true, true],
  [{ FORCE_COLOR: '3', TERM: 'dumb' }, true, true],
  [{ FORCE_COLOR: '0' }, false, false],
  [{ FORCE_COLOR: 'false' }, false, false],
  [{ FORCE_COLOR: '' }, true, false],
  [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false, false],
])('with %j a terminal shows colours: %s, a pipe: %s', (environment, terminal, pipe) => {
  expect(showsColors(environment, true)).toBe(terminal);
  expect(showsColors(environment, false)).toBe(pipe);
});
