/**
 * Runs the translations of code examples to Python: each in a stack of its own, which is synthesized.
 */
import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import * as ts from 'typescript';

/** A code example, as it is translated to Python. */
export interface PythonSnippet {
  /** Where it stands: for whoever has to look at it. */
  readonly place: string;
  readonly python: string;
}

export interface PythonResult {
  /** How many examples were run. */
  readonly ran: number;
  /** What failed, each with the example and where it stands. */
  readonly problems: string[];
}

export interface PythonOptions {
  /** The Python of a virtual environment in which the package and aws-cdk-lib are installed. */
  readonly python: string;
  /** Whether to ask mypy about the types, if the virtual environment has it. Default: false */
  readonly types?: boolean;
}

const FIXTURE = path.join(__dirname, '..', '..', 'rosetta', 'default.ts-fixture');

/** Values for what examples declare, by their type in Python; `scope` is their stack. */
const DECLARED: { readonly [type: string]: string } = {
  'App': 'app',
  'BucketReplication': 'given_replication(scope)',
  'BucketView': 'given_view()',
  'EncryptedBucket': 'EncryptedBucket(scope, name)',
  'EncryptedDirectoryBucket': 'EncryptedDirectoryBucket(scope, name, zone=DirectoryBucketZone.availability_zone("euw1-az1"))',
  'EncryptedTableBucket': 'EncryptedTableBucket(scope, name, table_bucket_name="lake")',
  'EncryptionMonitor': 'EncryptionMonitor(scope, name, buckets=WatchedBuckets.of(EncryptedBucket(scope, name + "Watched")))',
  'elbv2.ApplicationLoadBalancer': 'elbv2.ApplicationLoadBalancer(scope, name, vpc=ec2.Vpc(scope, name + "Vpc"))',
  'IBucketCheck': 'GivenCheck()',
  'iam.Role': 'iam.Role(scope, name, assumed_by=iam.AccountRootPrincipal())',
  'kms.IKey': 'EncryptionKey(scope, name)',
  'ObjectTrail': 'given_trail(scope, name)',
  's3.Bucket': 's3.Bucket(scope, name)',
  'PolicyStatementView': 'given_view().policy_statements[0]',
  'ReplicationTargetView': 'given_view().replication_targets[0]',
  'sns.Topic': 'AlertTopic(scope, name).topic',
  'Stack': 'ExampleStack(app, name + "Stack", env=ENVIRONMENT)',
};

/** Examples that leave out what they are not about: they are run, but not synthesized. */
const INCOMPLETE = /codepipeline\.Pipeline\(/;

const PRELUDE = `
import jsii, traceback, typing
from aws_cdk import App, Environment, Stack
# An example may import Stack itself, and the name is then its own.
from aws_cdk import Stack as ExampleStack
from aws_cdk import aws_ec2 as ec2

ENVIRONMENT = Environment(account="111122223333", region="eu-west-1")

def given_replication(scope: Stack) -> BucketReplication:
    return BucketReplication(scope, "Replication0", source=EncryptedBucket(scope, "Source0"), rules=[
        BucketReplicationRule(destination=ReplicationDestination.bucket(EncryptedBucket(scope, "Replicas0")))])

@jsii.implements(IBucketCheck)
class GivenCheck:
    def __init__(self) -> None:
        self.views: typing.List[BucketView] = []

    def check_bucket(self, bucket: BucketView) -> typing.List[CustomFinding]:
        self.views.append(bucket)
        return []

def given_view() -> BucketView:
    stack = Stack(App(), "Viewed")
    given_replication(stack)
    check = GivenCheck()
    S3EncryptionChecks(rule_set=RuleSet.recommended().with_custom_rules(CustomRule(
        name="AcmeGiven", title="Given", description="Given.", fix="None.", severity=Severity.ERROR, check=check))).validate_scope(stack)
    return next(view for view in check.views if view.replication_targets)

def given_trail(scope: Stack, name: str) -> ObjectTrail:
    made = ObjectTrail(scope, name)
    made.watch(EncryptedBucket(scope, name + "Watched"))
    return made
`;

const RUN = `
for place, example, complete in EXAMPLES:
    app = App(context={"@aws-cdk/core:failSynthOnValidationErrors": False})
    try:
        example(app)
        if complete:
            app.synth()
    except Exception:
        print(f"{place}: {traceback.format_exc()}", end="\\0")
print(f"ran {len(EXAMPLES)}", end="\\0")
`;

/** Runs examples, and says what failed. */
export function runPythonSnippets(snippets: readonly PythonSnippet[], options: PythonOptions): PythonResult {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'python-snippets-'));
  try {
    const file = path.join(directory, 'snippets.py');
    fs.writeFileSync(file, program(snippets));
    const run = spawnSync(options.python, [file], { cwd: directory, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, env: environment(directory) });
    const parts = run.stdout.split('\0');
    const ran = /(?<=^ran )\d+$/m.exec(parts[parts.length - 2] ?? '');
    if (run.status !== 0 || !ran) { throw new Error(`${options.python} exited with ${run.status}:\n${run.stdout}${run.stderr}`); }
    return { ran: Number(ran[0]), problems: [...parts.slice(0, -2), ...(options.types ? typeProblems(file, options.python) : [])] };
  } finally {
    fs.rmSync(directory, { recursive: true });
  }
}

/** The examples as one module: a function for each, whose stack is called as in the examples. Findings, which some of them show, don't end the run. */
export function program(snippets: readonly PythonSnippet[]): string {
  return [
    imports(),
    PRELUDE,
    ...snippets.map(example),
    `EXAMPLES = [${snippets.map(({ place, python }, i) => `(${JSON.stringify(place)}, example_${i}, ${INCOMPLETE.test(python) ? 'False' : 'True'})`).join(', ')}]`,
    `if __name__ == "__main__":\n${indented(RUN)}`,
  ].join('\n');
}

function environment(directory: string): NodeJS.ProcessEnv {
  // Findings are for the tests of the rules: here, every example has to synthesize.
  return { ...process.env, CDK_OUTDIR: path.join(directory, 'cdk.out'), CDK_VALIDATION: 'false', JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '1' };
}

/** What the fixture imports in TypeScript, as Python imports it. */
function imports(): string {
  const source = ts.createSourceFile('fixture.ts', fs.readFileSync(FIXTURE, 'utf8'), ts.ScriptTarget.ES2022);
  const lines = source.statements.filter(ts.isImportDeclaration).map(({ importClause, moduleSpecifier }) => {
    const [root, submodule] = (moduleSpecifier as ts.StringLiteral).text.split('/');
    const python = root === 'aws-cdk-lib' ? 'aws_cdk' : root.replace(/-/g, '_');
    const bindings = importClause!.namedBindings!;
    if (ts.isNamespaceImport(bindings)) { return `from ${python} import ${submodule.replace(/-/g, '_')} as ${bindings.name.text}`; }
    return `from ${python} import ${bindings.elements.map(({ name }) => name.text).join(', ')}`;
  });
  return [...lines, 'from cdk_s3_encryption import BucketReplicationRule, BucketView, CustomFinding, CustomRule, EncryptedBucket, IBucketCheck, RuleSet, S3EncryptionChecks, Severity'].join('\n');
}

function example({ place, python }: PythonSnippet, index: number): string {
  const declared = Array.from(python.matchAll(/^# (\w+): ([\w.]+)$/gm), ([, name, type]) => ({ name, type }));
  // What the fixtures declare.
  if (/\brole\b/.test(python)) { declared.push({ name: 'role', type: 'iam.Role' }); }
  if (/\bload_balancer\b/.test(python)) { declared.push({ name: 'load_balancer', type: 'elbv2.ApplicationLoadBalancer' }); }
  if (place.startsWith('docs/rules/')) { declared.push({ name: 'construct', type: 's3.Bucket' }, { name: 'stack', type: 'Stack' }); }
  const made = declared.map(({ name, type }) => `${name}: ${type} = ${valueOf(place, name, type)}`);
  return `
def example_${index}(app: App) -> None:
    self = ExampleStack(app, "Example", env=ENVIRONMENT)
${indented(made.join('\n'))}
${indented(python.replace(/^app = App\(\)\n/m, '').replace(/^app\.synth\(\)$/m, '# It is synthesized below.'))}
`;
}

function valueOf(place: string, name: string, type: string): string {
  const value = DECLARED[type];
  if (value === undefined) { throw new Error(`${place} declares ${name}: ${type}. Fix: say in DECLARED of ${__filename} how one is created.`); }
  return value.replace(/\bscope\b/g, 'self').replace(/\bname\b(?!\s*=)/g, JSON.stringify(`Given-${name}`));
}

function indented(text: string): string {
  return text.split('\n').map((line) => (line === '' ? '' : `    ${line}`)).join('\n');
}

/** Without optional types: what TypeScript states with `!`, Python doesn't state at all. */
function typeProblems(file: string, python: string): string[] {
  const { status, stdout, stderr } = spawnSync(python, ['-m', 'mypy', '--no-strict-optional', '--no-color-output', '--show-column-numbers', file], { cwd: path.dirname(file), encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (status !== 0 && status !== 1) { throw new Error(`mypy exited with ${status}:\n${stdout}${stderr}`); }
  return stdout.split('\n').filter((line) => line.includes(': error:')).map((line) => located(line, file));
}

/** With the line of the example that mypy speaks of. */
function located(line: string, file: string): string {
  const [, number] = /:(\d+):/.exec(line) ?? [];
  return `mypy: ${line}\n${fs.readFileSync(file, 'utf8').split('\n')[Number(number) - 1] ?? ''}`;
}
