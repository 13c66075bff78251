import { isRawMap, own, RawMap } from '../raw';

const NOTHING: RawMap = {};

/** So many members of maps and lists are written into resources: far more than CloudFormation accepts in 500 resources of 1 MB. */
const MOST_MEMBERS = 500_000;

/**
 * The section Globals of a template.
 *
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
 */
export class Globals {
  private readonly section: RawMap;
  private written = 0;

  constructor(template: RawMap) {
    const section = own(template, 'Globals');
    this.section = isRawMap(section) ? section : NOTHING;
  }

  /** Whether it would be written so often that resources do without. */
  get isExhausted(): boolean {
    return this.written > MOST_MEMBERS;
  }

  /**
   * The properties of a resource with those that the section gives to its kind: maps are merged, lists follow those of the section,
   * and all else is that of the resource.
   */
  in(kind: string, properties: unknown): RawMap {
    const given = isRawMap(properties) ? properties : NOTHING;
    const shared = own(this.section, kind);
    return isRawMap(shared) && !this.isExhausted ? this.merged(shared, given, 0) as RawMap : given;
  }

  private merged(shared: unknown, given: unknown, depth: number): unknown {
    if (Array.isArray(shared) && Array.isArray(given)) {
      this.written += shared.length + given.length;
      return [...shared, ...given] as unknown[];
    }
    if (!isRawMap(shared) || !isRawMap(given) || isFunction(shared) || isFunction(given) || depth > DEEPEST) { return given; }
    const entries = new Map(Object.entries(shared));
    for (const [name, value] of Object.entries(given)) {
      entries.set(name, entries.has(name) ? this.merged(entries.get(name), value, depth + 1) : value);
    }
    this.written += entries.size;
    return Object.fromEntries(entries);
  }
}

/** Deeper than what anybody shares. */
const DEEPEST = 50;

function isFunction(raw: RawMap): boolean {
  const [name, ...others] = Object.keys(raw);
  return others.length === 0 && name !== undefined && (name === 'Ref' || name.startsWith('Fn::'));
}
