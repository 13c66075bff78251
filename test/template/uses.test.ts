import { Uses } from '../../src/template/uses';

const piece = (name: string) => ({ name });

test('what is read while a piece is interpreted belongs to it', () => {
  const uses = new Uses();
  const [outer, inner, other] = ['outer', 'inner', 'other'].map(piece);
  expect(uses.during(outer, () => {
    uses.note('condition', 'T', 'A');
    uses.during(inner, () => { uses.note('parameter', 'T', 'P'); });
    uses.apart(() => {
      uses.note('condition', 'T', 'Apart');
      uses.refer(other);
    });
    uses.note('condition', 'T', 'B');
    return 7;
  })).toBe(7);
  uses.note('condition', 'T', 'Nobody');
  expect([...uses.of(outer)].map(({ name }) => name)).toEqual(['A', 'B']);
  expect([...uses.of(inner)]).toEqual([{ kind: 'parameter', template: 'T', name: 'P' }]);
  expect([[...uses.around(outer)], [...uses.around(inner)], [...uses.around(other)]]).toEqual([[inner], [outer], []]);
  expect([...uses.choosing]).toEqual([outer, inner]);
});

test('an error leaves nothing behind', () => {
  const uses = new Uses();
  for (const way of ['during', 'apart'] as const) {
    const fail = () => { throw new Error('broken'); };
    expect(() => (way === 'during' ? uses.during(piece('a'), fail) : uses.apart(fail))).toThrow('broken');
    uses.note('condition', 'T', 'A');
    expect([...uses.choosing]).toEqual([]);
  }
});

test('pieces that refer to each other are linked, and none to itself', () => {
  const uses = new Uses();
  const [one, other] = ['one', 'other'].map(piece);
  uses.link(one, one);
  uses.during(one, () => { uses.refer(one); });
  expect([...uses.around(one)]).toEqual([]);
  uses.during(one, () => { uses.refer(other); });
  uses.refer(other);
  expect([[...uses.around(one)], [...uses.around(other)]]).toEqual([[other], [one]]);
});

test('a piece that is not read has the choices of the one that it is like', () => {
  const uses = new Uses();
  const [one, like] = ['one', 'like'].map(piece);
  uses.during(one, () => { uses.note('condition', 'T', 'A'); });
  uses.share(like, one);
  uses.share(one, one);
  uses.during(like, () => { uses.note('condition', 'T', 'B'); });
  expect([...uses.of(like)].map(({ name }) => name)).toEqual(['B', 'A']);
  expect([...uses.of(one)].map(({ name }) => name)).toEqual(['A']);
  expect([...uses.choosing]).toEqual([one, like]);
});

test('the same choice is the same object', () => {
  const uses = new Uses();
  const choice = uses.choice('condition', 'T', 'A');
  expect(uses.choice('condition', 'T', 'A')).toBe(choice);
  for (const other of [uses.choice('parameter', 'T', 'A'), uses.choice('condition', 'U', 'A'), uses.choice('condition', 'T', 'B')]) { expect(other).not.toBe(choice); }
});
