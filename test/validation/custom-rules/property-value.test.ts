import { viewOf } from './support';
import { Answer, PropertyState, type PropertyValue } from '../../../src';
import { bucket } from '../rules/support';

const PARAMETERS = {
  Open: { Type: 'String' },
  OneOf: { Type: 'String', AllowedValues: ['Enabled', 'Suspended'] },
};

function read(properties: object, path: string): PropertyValue {
  return viewOf('Bucket', { Parameters: PARAMETERS, Resources: { Bucket: bucket(properties) } }).readProperty(path);
}

test('text, numbers and booleans are text as well as JSON', () => {
  expect(read({ A: { B: [{ C: 'text' }] } }, 'A.B.0.C')).toMatchObject({ state: PropertyState.KNOWN, text: 'text', json: '"text"' });
  expect(read({ A: 5 }, 'A')).toMatchObject({ state: PropertyState.KNOWN, text: '5', json: '5' });
  expect(read({ A: false }, 'A')).toMatchObject({ state: PropertyState.KNOWN, text: 'false', json: 'false' });
});

test('lists and maps are JSON, with their functions evaluated', () => {
  const value = read({ A: { B: [{ 'Fn::Join': ['-', ['x', 'y']] }] } }, 'A');
  expect(value).toMatchObject({ state: PropertyState.KNOWN, json: '{"B":["x-y"]}' });
  expect(value.text).toBeUndefined();
  expect(value.reason).toBeUndefined();
});

test('what is not there is absent', () => {
  for (const value of [read({}, 'A'), read({ A: { Ref: 'AWS::NoValue' } }, 'A'), read({ A: [1] }, 'A.1'), read({ A: 'text' }, 'A.B')]) {
    expect(value.state).toBe(PropertyState.ABSENT);
    expect([value.json, value.text, value.reason]).toEqual([undefined, undefined, undefined]);
  }
});

test('what is not known is unknown, and says why', () => {
  expect(read({ A: { Ref: 'Open' } }, 'A')).toMatchObject({ state: PropertyState.UNKNOWN, reason: 'parameter Open has no default' });
  expect(read({ A: { Ref: 'Bucket' } }, 'A')).toMatchObject({ state: PropertyState.UNKNOWN, reason: 'it is known at deployment only (${Bucket})' });
  expect(read({ A: { Ref: 'OneOf' } }, 'A').state).toBe(PropertyState.UNKNOWN);
  expect(read({ A: [{ B: [{ Ref: 'Open' }] }] }, 'A')).toMatchObject({ state: PropertyState.UNKNOWN, reason: 'a part of it is known at deployment only' });
  expect(read({ A: [{ B: { Ref: 'Open' } }, 'known'] }, 'A.1').state).toBe(PropertyState.KNOWN);
});

test('isOneOf answers yes, no and unknown', () => {
  expect(read({ A: 'x' }, 'A').isOneOf('y', 'x')).toBe(Answer.YES);
  expect(read({ A: true }, 'A').isOneOf('true')).toBe(Answer.YES);
  expect(read({ A: 'x' }, 'A').isOneOf('X')).toBe(Answer.NO);
  expect(read({ A: ['x'] }, 'A').isOneOf('x')).toBe(Answer.NO);
  expect(read({}, 'A').isOneOf('x')).toBe(Answer.NO);
  expect(read({}, 'A').isOneOf('undefined')).toBe(Answer.NO);
  expect(read({ A: { Ref: 'Open' } }, 'A').isOneOf('x')).toBe(Answer.UNKNOWN);
  expect(read({ A: { Ref: 'OneOf' } }, 'A').isOneOf('Enabled')).toBe(Answer.UNKNOWN);
  expect(read({ A: { Ref: 'OneOf' } }, 'A').isOneOf('Enabled', 'Suspended')).toBe(Answer.YES);
  expect(read({ A: { Ref: 'OneOf' } }, 'A').isOneOf('other')).toBe(Answer.NO);
});

test.each(['', 'A..B', '.A', 'A.'])('%j is not a path', (path) => {
  expect(() => read({}, path)).toThrow(/^readProperty: ".*" is not a property path\. Fix: .*\.$/);
});
