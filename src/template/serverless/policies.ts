import { isRawMap, kindOf, own, RawMap } from '../raw';
import { documentOf, OTHER_POLICY_TEMPLATES, POLICY_TEMPLATES } from './policy-templates';

const NO_VALUE = { Ref: 'AWS::NoValue' };

/** What nothing is known of, in the place of a document. */
const UNKNOWN_DOCUMENT = { 'Fn::Transform': { Name: 'AWS::Serverless-2016-10-31' } };

/** What the property `Policies` stands for. */
export interface RolePolicies {
  /** ARNs of managed policies. */
  readonly managed: readonly unknown[];
  /** Inline policies. */
  readonly inline: readonly unknown[];
  /** What in the property is no policy that is known, as clauses. */
  readonly unknown: readonly string[];
}

/**
 * The policies that a function or a state machine is given: names and ARNs of managed policies, documents, and policy templates,
 * each of which may hang on a condition.
 *
 * @param role The logical ID of the role.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html#sam-function-policies
 */
export function rolePolicies(raw: unknown, role: string): RolePolicies {
  const managed: unknown[] = [];
  const inline: unknown[] = [];
  const unknown: string[] = [];
  const entries: readonly unknown[] = raw === undefined || raw === null ? [] : Array.isArray(raw) ? raw : [raw];
  for (const [i, entry] of entries.entries()) {
    const read = (one: unknown): Entry => policyOf(one, `${role}Policy${i}`);
    const choice = isRawMap(entry) ? own(entry, 'Fn::If') : undefined;
    const branches: readonly unknown[] = Array.isArray(choice) && choice.length === 3 ? choice.slice(1) : [entry];
    const options = branches.map(read);
    unknown.push(...options.flatMap((option) => option.unknown ?? []));
    for (const [kind, list] of [['managed', managed], ['inline', inline]] as const) {
      if (options.every((option) => option[kind] === undefined)) { continue; }
      const [first, second = undefined] = options.map((option) => option[kind] ?? NO_VALUE);
      list.push(branches.length === 1 ? first : { 'Fn::If': [(choice as unknown[])[0], first, second] });
    }
  }
  return { managed, inline, unknown };
}

interface Entry {
  readonly managed?: unknown;
  readonly inline?: unknown;
  readonly unknown?: string;
}

function policyOf(raw: unknown, PolicyName: string): Entry {
  if (typeof raw === 'string') { return { managed: managedPolicyArn(raw) }; }
  if (!isRawMap(raw)) { return { inline: { PolicyName, PolicyDocument: UNKNOWN_DOCUMENT }, unknown: `it has ${kindOf(raw)} among its Policies` }; }
  if (Object.hasOwn(raw, 'Statement')) { return { inline: { PolicyName, PolicyDocument: raw } }; }
  const [name, ...others] = Object.keys(raw);
  if (name === 'Ref' && raw.Ref === NO_VALUE.Ref) { return {}; }
  if (name === 'Ref' || name?.startsWith('Fn::')) { return { managed: raw }; }
  const template = others.length === 0 ? POLICY_TEMPLATES.get(name) : undefined;
  if (template) { return { inline: { PolicyName, PolicyDocument: documentOf(template, parameterOf(raw[name], template.parameter)) } }; }
  if (others.length === 0 && OTHER_POLICY_TEMPLATES.has(name)) { return {}; }
  return { inline: { PolicyName, PolicyDocument: UNKNOWN_DOCUMENT }, unknown: `the policy template ${name} is not known` };
}

function parameterOf(values: unknown, parameter: string): unknown {
  const value = isRawMap(values) ? own(values, parameter) : undefined;
  return value ?? UNKNOWN_DOCUMENT;
}

/** Managed policies of AWS that are in a path of their own. */
const IN_PATH = new Set([
  'AWSLambdaBasicDurableExecutionRolePolicy', 'AWSLambdaBasicExecutionRole', 'AWSLambdaDynamoDBExecutionRole', 'AWSLambdaKinesisExecutionRole',
  'AWSLambdaMSKExecutionRole', 'AWSLambdaRole', 'AWSLambdaSQSQueueExecutionRole', 'AWSLambdaVPCAccessExecutionRole',
]);

/** What is no ARN is the name of a managed policy of AWS. */
export function managedPolicyArn(name: string): unknown {
  return /^[\w+=,.@-]+$/.test(name) ? { 'Fn::Sub': `arn:\${AWS::Partition}:iam::aws:policy/${IN_PATH.has(name) ? 'service-role/' : ''}${name}` } : name;
}

/** The right to put objects, which SAM gives for destinations of type S3 and S3Bucket. */
export function destinationPolicy(bucketArn: unknown, PolicyName: string): RawMap {
  return {
    PolicyName,
    PolicyDocument: {
      Statement: [
        { Effect: 'Allow', Action: 's3:PutObject', Resource: { 'Fn::Join': ['/', [bucketArn, '*']] } },
        { Effect: 'Allow', Action: 's3:ListBucket', Resource: bucketArn },
      ],
    },
  };
}
