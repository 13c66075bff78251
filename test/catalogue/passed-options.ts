import { type Assembly, type JsiiProperty, type JsiiType, namesIn } from '../project/jsii-assembly';

/** What was passed for the properties of structs: their values, by `EncryptedBucketProps.versioned`. */
export class PassedOptions {
  private readonly passed = new Map<string, Set<unknown>>();

  note(struct: string, props: unknown): void {
    if (typeof props !== 'object' || props === null) { return; }
    for (const [name, value] of Object.entries(props)) {
      if (value === undefined) { continue; }
      const option = `${struct}.${name}`;
      this.passed.set(option, new Set([...this.passed.get(option) ?? [], ...[value].flat() as unknown[]]));
    }
  }

  /**
   * Options of structs that nobody has passed, and members of enums that nobody has passed for any option.
   *
   * @param enums The enums by their names
   */
  missing({ types }: Assembly, structs: readonly JsiiType[], enums: { readonly [name: string]: object }): string[] {
    const options = structs.flatMap((struct) => (struct.properties ?? []).map((prop) => ({
      option: `${struct.name}.${prop.name}`,
      enums: enumsIn(types, prop),
      // Structs that extend it are passed under their own names.
      passed: extending(types, struct).flatMap(({ name }) => [...this.passed.get(`${name}.${prop.name}`) ?? []]),
    })));
    const members = [...new Set(options.flatMap((option) => option.enums))].flatMap((name) => {
      const passed = new Set(options.filter((option) => option.enums.includes(name)).flatMap((option) => option.passed));
      return Object.entries(enums[name]).filter(([, value]) => !passed.has(value)).map(([member]) => `${name}.${member}`);
    });
    return [...options.filter(({ passed }) => passed.length === 0).map(({ option }) => option), ...members].sort();
  }
}

export const PASSED = new PassedOptions();

/** A struct, and those that extend it. */
function extending(types: Assembly['types'], struct: JsiiType): JsiiType[] {
  const next = Object.values(types).filter(({ interfaces }) => interfaces?.includes(struct.fqn));
  return [struct, ...next.flatMap((one) => extending(types, one))];
}

function enumsIn(types: Assembly['types'], { type }: JsiiProperty): string[] {
  return namesIn(type).flatMap((fqn) => types[fqn] ?? []).filter(({ kind }) => kind === 'enum').map(({ name }) => name);
}
