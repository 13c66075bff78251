import { isRawMap, kindOf, own, RawMap } from './raw';

const NOTHING: RawMap = {};

/**
 * The sections of a template. What is no map counts as empty, and is said to be a problem.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
 */
export class Sections {
  readonly parameters: RawMap;
  readonly mappings: RawMap;
  readonly conditions: RawMap;
  readonly resources: RawMap;
  readonly outputs: RawMap;
  /** The names of the macros that the whole template is given to; nothing for one whose name cannot be read. */
  readonly transforms: readonly (string | undefined)[];
  readonly problems: readonly string[];

  constructor(template: unknown) {
    const problems: string[] = [];
    if (!isRawMap(template)) { problems.push(`the template is ${kindOf(template)}, not a map`); }
    const section = (name: string): RawMap => {
      const raw = isRawMap(template) ? own(template, name) : undefined;
      if (isRawMap(raw)) { return raw; }
      if (raw !== undefined) { problems.push(`${name} is ${kindOf(raw)}, not a map`); }
      return NOTHING;
    };
    this.parameters = section('Parameters');
    this.mappings = section('Mappings');
    this.conditions = section('Conditions');
    this.resources = section('Resources');
    this.outputs = section('Outputs');
    this.transforms = isRawMap(template) ? [own(template, 'Transform'), own(template, 'Fn::Transform')].flatMap(macrosIn) : [];
    this.problems = problems;
  }
}

/** A name, a map with a name, or a list of these. */
function macrosIn(raw: unknown): (string | undefined)[] {
  if (raw === undefined || raw === null) { return []; }
  if (Array.isArray(raw)) { return raw.flatMap(macrosIn); }
  const name = isRawMap(raw) ? own(raw, 'Name') : raw;
  return [typeof name === 'string' ? name : undefined];
}
