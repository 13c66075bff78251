import { memo, type Template } from '../../../template';

const MODULE = '::MODULE';
const LOOP = 'Fn::ForEach::';
const MACRO = 'Fn::Transform';

/** Of the transforms of AWS, the one that brings resources of which the template says nothing. */
const INCLUDE = 'AWS::Include';

const makersIn = memo((_: Template) => new Map<string, string | undefined>());

// docs/decisions/0048
/**
 * What in a template may make a policy of one of these types that is not seen, for messages: a module, a loop, a macro.
 * Nothing if all of them are seen.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/modules.html
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-macros.html
 */
export function makerOfUnseen(types: readonly string[], template: Template): string | undefined {
  const known = makersIn(template);
  const question = types.join();
  if (!known.has(question)) {
    const { resources } = template.sections;
    known.set(question, macroOfAll(template) ?? Object.keys(resources).find((logicalId) => mayMake(types, logicalId, resources[logicalId])));
  }
  return known.get(question);
}

/**
 * A macro that is given the whole template, and can add anything to it. Of AWS's own transforms, those for languages,
 * serverless applications, secrets and deployments add no policies to what the template declares.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-reference.html
 */
function macroOfAll({ sections }: Template): string | undefined {
  const macro = sections.transforms.find((name) => name === undefined || name === INCLUDE || !name.startsWith('AWS::'));
  return sections.transforms.includes(macro) ? `the macro ${macro ?? 'of the template'}` : undefined;
}

function mayMake(types: readonly string[], logicalId: string, raw: unknown): boolean {
  // The body of a loop is written out; what other functions make is not.
  if (logicalId.startsWith(LOOP)) {
    const body = JSON.stringify(raw);
    return types.some((type) => body.includes(`"${type}"`));
  }
  if (logicalId.startsWith('Fn::')) { return true; }
  if (typeof raw !== 'object' || raw === null) { return false; }
  const type = 'Type' in raw ? raw.Type : undefined;
  // A snippet that is included in the place of a resource.
  if (type === undefined) { return MACRO in raw; }
  // A module of a tool that packages templates stands in the place of a type as a function.
  return typeof type === 'string' ? type.endsWith(MODULE) : typeof type === 'object' && type !== null;
}
