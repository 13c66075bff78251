import type * as shapes from '../../src/shapes/shape';

// Whoever takes a struct asks for its shape first.
jest.mock('../../src/shapes/shape', () => {
  const actual = jest.requireActual<typeof shapes>('../../src/shapes/shape');
  const { PASSED: passed } = jest.requireActual<typeof import('./passed-options')>('./passed-options');
  const struct = (name: string, of: shapes.Shapes<object>): shapes.Shape<object> => {
    const original = actual.struct(name, of);
    return {
      ...original,
      misfits: (value, at) => {
        passed.note(name, value);
        return original.misfits(value, at);
      },
    };
  };
  return { ...actual, struct };
});
