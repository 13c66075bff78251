import { memo } from '../../src/template';

test('it answers once for each subject', () => {
  const asked: object[] = [];
  const nth = memo((subject: object) => asked.push(subject));
  const [one, other] = [{}, {}];
  expect([nth(one), nth(other), nth(one), nth(other)]).toEqual([1, 2, 1, 2]);
  expect(asked).toEqual([one, other]);
});

test.each([[undefined], [null], [false], [0], ['']])('%p is an answer', (answer) => {
  const ask = jest.fn(() => answer);
  const once = memo(ask);
  const subject = {};
  expect([once(subject), once(subject)]).toEqual([answer, answer]);
  expect(ask).toHaveBeenCalledTimes(1);
});

test('what fails is asked again', () => {
  let times = 0;
  const once = memo(() => {
    times += 1;
    if (times === 1) { throw new Error('not yet'); }
    return times;
  });
  const subject = {};
  expect(() => once(subject)).toThrow('not yet');
  expect([once(subject), once(subject)]).toEqual([2, 2]);
});

test('two functions know nothing of each other', () => {
  const subject = {};
  expect([memo(() => 1)(subject), memo(() => 2)(subject)]).toEqual([1, 2]);
});
