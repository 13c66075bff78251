/**
 * The translations of code examples to Go as one program, which need only compile: each example is a function.
 *
 * `go vet` it in a module that requires the package, awscdk, constructs and jsii-runtime-go.
 */
export interface GoSnippet {
  /** Where it stands: for whoever has to look at it. */
  readonly place: string;
  readonly go: string;
}

const OWN_MODULE = 'github.com/cdk-s3-encryption/cdk-s3-encryption-go/cdks3encryption';
const CDK_MODULE = 'github.com/aws/aws-cdk-go/awscdk/v2';

/** Where packages are, other than those of services. */
const PACKAGES: { readonly [name: string]: string } = {
  awscdk: CDK_MODULE,
  cdks3encryption: OWN_MODULE,
  constructs: 'github.com/aws/constructs-go/constructs/v10',
  fmt: 'fmt',
  jsii: 'github.com/aws/jsii-runtime-go',
  mixins: `${OWN_MODULE}/mixins`,
};

/** What the fixtures declare. */
const PARAMETERS = 'this awscdk.Stack, app awscdk.App, role awsiam.Role, loadBalancer awselasticloadbalancingv2.ApplicationLoadBalancer';
const PARAMETERS_OF_RULES = `${PARAMETERS}, construct awss3.Bucket, stack awscdk.Stack`;

/** The text of `main.go`. */
export function goProgram(snippets: readonly GoSnippet[]): string {
  const code = snippets.map(example).join('\n');
  const imports = packagesIn(code).map((name) => `\t${name} "${PACKAGES[name] ?? `${CDK_MODULE}/${name.startsWith('interfaces') ? `interfaces/${name}` : name}`}"`);
  return `package main\n\nimport (\n${imports.join('\n')}\n)\n\n${code}\nfunc main() {}\n`;
}

function example({ place, go }: GoSnippet, index: number): string {
  // Go doesn't compile what isn't used.
  const names = Array.from(go.matchAll(/^(?:var (\w+) |(\w+) := )/gm), ([, declared, assigned]) => declared ?? assigned);
  const given = place.startsWith('docs/rules/') ? PARAMETERS_OF_RULES : PARAMETERS;
  // Go declares no variable of the name of a parameter.
  const parameters = given.split(', ').filter((parameter) => !names.includes(parameter.split(' ')[0])).join(', ');
  return `// ${place}\nfunc example${index}(${parameters}) {\n${go}\n${names.map((name) => `_ = ${name}\n`).join('')}}\n`;
}

function packagesIn(code: string): string[] {
  const withoutTexts = code.replace(/"(?:[^"\\\n]|\\.)*"|\/\/.*$/gm, '');
  return [...new Set(Array.from(withoutTexts.matchAll(/(?<![\w.)])(awscdk|aws\w+|cdks3encryption|constructs|fmt|interfaces\w+|jsii|mixins)\./g), ([, name]) => name))].sort();
}
