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
    this.problems = problems;
  }
}
