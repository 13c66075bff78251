import type { Template } from '../../../template';

const MODULE = '::MODULE';
const LOOP = 'Fn::ForEach::';
const BUCKET_POLICY = '"AWS::S3::BucketPolicy"';

const KNOWN = new WeakMap<Template, string | undefined>();

/**
 * What in a template may make a policy for a bucket that is not seen: a module, a loop, a macro among the resources.
 * For messages; nothing if all policies are seen.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/modules.html
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-foreach.html
 */
export function makerOfUnseenPolicies(template: Template): string | undefined {
  if (!KNOWN.has(template)) {
    const { resources } = template.sections;
    const maker = Object.keys(resources).find((logicalId) => mayMakePolicies(logicalId, resources[logicalId]));
    KNOWN.set(template, maker && `${maker} may make a policy for the bucket at deployment`);
  }
  return KNOWN.get(template);
}

function mayMakePolicies(logicalId: string, raw: unknown): boolean {
  // The body of a loop is written out; what other functions make is not.
  if (logicalId.startsWith(LOOP)) { return JSON.stringify(raw).includes(BUCKET_POLICY); }
  if (logicalId.startsWith('Fn::')) { return true; }
  const type = typeof raw === 'object' && raw !== null && 'Type' in raw ? raw.Type : undefined;
  // A module of a tool that packages templates stands in the place of a type as a function.
  return typeof type === 'string' ? type.endsWith(MODULE) : typeof type === 'object' && type !== null;
}
