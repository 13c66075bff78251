/**
 * The translations of code examples to Java as one class, which need only compile: each example is the constructor of a stack.
 */
export interface JavaSnippet {
  /** Where it stands: for whoever has to look at it. */
  readonly place: string;
  readonly java: string;
}

/** The packages of what the fixtures import. */
const PACKAGES = [
  'io.github.cdks3encryption', 'io.github.cdks3encryption.mixins', 'software.amazon.awscdk',
  ...['cloudfront', 'cloudtrail', 'cloudwatch', 'cloudwatch.actions', 'codepipeline', 'elasticloadbalancingv2', 'iam', 'kms', 's3', 'sns', 'sns.subscriptions', 'sqs']
    .map((service) => `software.amazon.awscdk.services.${service}`),
];

/** Names that several of these packages have, and some that stand in packages of which nothing else is used. */
const NAMES = [
  'java.util.List', 'java.util.Map', 'software.amazon.awscdk.services.cloudfront.Distribution', 'software.amazon.awscdk.services.events.Rule',
  'software.amazon.awscdk.services.events.RuleProps', 'software.amazon.awscdk.services.sqs.Queue', 'software.amazon.awscdk.services.codepipeline.Pipeline',
  'software.amazon.awscdk.services.organizations.CfnPolicy', 'software.amazon.awscdk.services.s3express.CfnDirectoryBucket',
];

/** What the fixtures declare. */
const PARAMETERS = 'App app, Role role, ApplicationLoadBalancer loadBalancer, Bucket construct, Stack stack';

/** The text of `Snippets.java`. */
export function javaProgram(snippets: readonly JavaSnippet[]): string {
  return [
    ...PACKAGES.map((name) => `import ${name}.*;`),
    ...NAMES.map((name) => `import ${name};`),
    '',
    'public class Snippets {',
    ...snippets.map(example),
    '}',
    '',
  ].join('\n');
}

function example({ place, java }: JavaSnippet, index: number): string {
  // What an example declares is created elsewhere.
  const declared = java.replace(/^([A-Z]\w*) (\w+);/gm, '$1 $2 = null;');
  // The examples of pages of rules take a construct for granted; others create their own.
  const given = place.startsWith('docs/rules/') ? PARAMETERS : PARAMETERS.replace(', Bucket construct, Stack stack', '');
  // Java knows no second variable of the same name.
  const parameters = given.split(', ').filter((parameter) => !new RegExp(`^${parameter} = `, 'm').test(java)).join(', ');
  return `  // ${place}\n  static class Example${index} extends Stack {\n    Example${index}(${parameters}) {\n${declared}\n    }\n  }\n`;
}
