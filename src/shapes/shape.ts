/** Something in a value that is not what it has to be. */
export interface Misfit {
  /** Where it is: a prop, or a place within one. */
  readonly at: string;
  readonly value: unknown;
  /** What is accepted there, as the end of an error. */
  readonly fix: string;
  /** Why, if that is not plain. */
  readonly why?: string;
}

/** What the values of a type look like: whoever writes JavaScript can pass anything. */
export interface Shape<Type> {
  /** Must be passed. */
  readonly isRequired?: true;
  /** Never there: makes shapes of different types differ. */
  readonly _type?: (value: Type) => Type;
  /** @returns what of a value does not fit; nothing if it does */
  misfits(value: unknown, at: string): Misfit[];
}

type RequiredShape<Type> = Shape<Type> & { readonly isRequired: true };

// docs/decisions/0056
/** A shape for each prop of a struct: one that is added without a shape does not compile. */
export type Shapes<Struct> = {
  readonly [Prop in keyof Struct]-?: undefined extends Struct[Prop] ? Shape<NonNullable<Struct[Prop]>> : RequiredShape<Struct[Prop]>
};

/** A shape by a predicate. */
export function shape<Type>(fits: (value: unknown) => boolean, fix: string, why?: string): Shape<Type> {
  return { misfits: (value, at) => (fits(value) ? [] : [{ at, value, fix, why }]) };
}

export function required<Type>(of: Shape<Type>): RequiredShape<Type> {
  return { ...of, isRequired: true };
}

export const text: Shape<string> = shape((value) => typeof value === 'string', 'pass a string');

export const flag: Shape<boolean> = shape((value) => typeof value === 'boolean', 'pass true or false');

export const number: Shape<number> = shape((value) => typeof value === 'number' && !Number.isNaN(value), 'pass a number');

export const date: Shape<Date> = shape((value) => Object.prototype.toString.call(value) === '[object Date]', 'pass a Date');

/** One of the values of an enum; enums of numbers have their names as values too. */
export function choice<Value extends string | number>(
  values: { readonly [name: string]: string | number }, fix?: string, why?: string,
): Shape<Value> {
  const known = Object.values(values).filter((value) => typeof values[value] !== 'number');
  return shape((value) => known.includes(value as Value) || isToken(value), fix ?? `use one of ${known.join(', ')}`, why);
}

/** An object that has members: of any copy and version of the class, so never asked with `instanceof`. */
export function having<Type extends object>(fix: string, ...members: (keyof Type & string)[]): Shape<Type> {
  return shape((value) => isObject(value) && members.every((member) => member in value), `pass ${fix}`);
}

/** A struct of somebody else, who looks at its props. */
export function plain<Type extends object>(fix: string): Shape<Type> {
  return shape(isObject, `pass ${fix}`);
}

export function list<Type>(of: Shape<Type>, fix: string): Shape<Type[]> {
  return {
    misfits: (value, at) => (Array.isArray(value)
      ? value.flatMap((element, index) => of.misfits(element, `${at}[${index}]`))
      : [{ at, value, fix: `pass a list of ${fix}` }]),
  };
}

export function pairs(fix: string): Shape<{ readonly [name: string]: string }> {
  return {
    misfits: (value, at) => (isObject(value)
      ? Object.entries(value).flatMap(([name, pair]) => text.misfits(pair, `${at}.${name}`))
      : [{ at, value, fix: `pass ${fix}` }]),
  };
}

/** A struct. Props that it does not know are left alone: another version of a library may have more. */
export function struct<Struct extends object>(name: string, shapes: Shapes<Struct>): Shape<Struct> {
  return {
    misfits: (value, at) => (isObject(value)
      ? Object.entries<Shape<unknown>>(shapes as { [prop: string]: Shape<any> }).flatMap(([prop, of]) => {
        const passed = (value as { [prop: string]: unknown })[prop];
        return passed === undefined && !of.isRequired ? [] : of.misfits(passed, at === '' ? prop : `${at}.${prop}`);
      })
      : [{ at: at === '' ? name : at, value, fix: `pass an object with properties of ${name}` }]),
  };
}

function isObject(value: unknown): value is object {
  return ((typeof value === 'object' && value !== null) || typeof value === 'function') && !Array.isArray(value);
}

/** What is known at deployment only. */
function isToken(value: unknown): boolean {
  return typeof value === 'string' && /\$\{Token\[/.test(value);
}
