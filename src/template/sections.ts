import { isRawMap, kindOf, own, RawMap } from './raw';
import { Unseen } from './unseen';

const NOTHING: RawMap = {};

/**
 * The sections of a template. What is no map counts as empty, and is not seen.
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
  readonly unseen: readonly Unseen[];

  constructor(template: unknown) {
    const unseen: Unseen[] = [];
    if (!isRawMap(template)) { unseen.push(noMap('Template', 'The template', template, [])); }
    const section = (name: string): RawMap => {
      const raw = isRawMap(template) ? own(template, name) : undefined;
      if (isRawMap(raw)) { return raw; }
      if (raw !== undefined) { unseen.push(noMap(name, `The ${name} section`, raw, [name])); }
      return NOTHING;
    };
    this.parameters = section('Parameters');
    this.mappings = section('Mappings');
    this.conditions = section('Conditions');
    this.resources = section('Resources');
    this.outputs = section('Outputs');
    this.transforms = isRawMap(template) ? [own(template, 'Transform'), own(template, 'Fn::Transform')].flatMap(macrosIn) : [];
    this.unseen = unseen;
  }
}

function noMap(logicalId: string, what: string, raw: unknown, path: readonly string[]): Unseen {
  const fix = 'Correct the template. CloudFormation refuses it.';
  return { logicalId, type: 'Template', path, property: logicalId, text: `${what} is ${kindOf(raw)}, not a map.`, fix, isRefused: true, isSeen: raw === null };
}

/** A name, a map with a name, or a list of these. */
function macrosIn(raw: unknown): (string | undefined)[] {
  if (raw === undefined || raw === null) { return []; }
  if (Array.isArray(raw)) { return raw.flatMap(macrosIn); }
  const name = isRawMap(raw) ? own(raw, 'Name') : raw;
  return [typeof name === 'string' ? name : undefined];
}
