import * as fs from 'fs';
import * as path from 'path';
import type { ISynthesisSession, Stack, Stage } from 'aws-cdk-lib';
import { foundUnsaid, type Stacked, unsaidReads } from './deployment-order';
import { repeatedSids } from './repeated-sids';
import { resourceCycle } from './resource-cycles';
import { foundLessProtected, lessProtected } from './retained';

/**
 * Every template that any test synthesizes is searched for circles of resources, for Sids that one document has twice, and
 * for what is retained without what protects it. Every app is searched for stacks that read of others what may not be there yet.
 */
interface Synthesizing { _synthesizeTemplate(session: ISynthesisSession, ...rest: unknown[]): void }

const cycles: string[] = [];
const repeated: string[] = [];
const templates = new WeakMap<Stack, object>();
const walked = new WeakSet<object>();

onLoaded<{ Stack: typeof Stack }>('stack', (loaded) => {
  replaced(loaded.Stack.prototype as unknown as Synthesizing, '_synthesizeTemplate', (synthesizeTemplate) => function (this: Stack & Synthesizing, session, ...rest) {
    synthesizeTemplate.call(this, session, ...rest);
    const template = fs.readFileSync(path.join(session.assembly.outdir, this.templateFile), 'utf8');
    const parsed = JSON.parse(template) as object;
    templates.set(this, parsed);
    foundLessProtected.push(...lessProtected(parsed, isOurs).map((found) => `${this.node.path || this.artifactId}: ${found}`));
    repeated.push(...repeatedSids(parsed).map((found) => `${this.node.path || this.artifactId}: ${found}`));
    const cycle = resourceCycle(parsed);
    if (cycle) { cycles.push(`${this.node.path || this.artifactId}: ${cycle.join(' -> ')}`); }
  });
});

onLoaded<{ Stage: typeof Stage }>('stage', (loaded) => {
  // Stages synthesize those in them themselves.
  replaced(loaded.Stage.prototype, 'synth', (synthesizeStage) => function (this: Stage, ...options) {
    const assembly = synthesizeStage.apply(this, options);
    if (!walked.has(assembly)) {
      walked.add(assembly);
      foundUnsaid.push(...unsaidReads(stacksOf(this, loaded.Stage)));
    }
    return assembly;
  });
});

// No test reads the file with the tree of constructs, which takes a quarter of the time of synthesis.
onLoaded<{ TreeMetadata: { prototype: { _synthesizeTree(): void } } }>('private/tree-metadata', (loaded) => {
  replaced(loaded.TreeMetadata.prototype, '_synthesizeTree', () => () => undefined);
});

// docs/decisions/0102
/** Changes a module of `aws-cdk-lib`, which a worker loads once, for the test file that runs now. */
function onLoaded<Module extends object>(name: string, change: (loaded: Module) => void): void {
  const cdk = path.dirname(require.resolve('aws-cdk-lib/package.json'));
  change(jest.requireActual<Module>(path.join(cdk, 'core', 'lib', `${name}.js`)));
}

/** Replaces a method of a prototype, and what the test file before has replaced it with. */
function replaced<Prototype, Name extends keyof Prototype & string>(
  prototype: Prototype, name: Name, replacement: (original: Prototype[Name]) => Prototype[Name],
): void {
  const kept = prototype as { [symbol: symbol]: Prototype[Name] };
  const key = Symbol.for(`original.${name}`);
  kept[key] ??= prototype[name];
  prototype[name] = replacement(kept[key]);
}

/** Nested stacks are deployed with those that they are in. */
function stacksOf(stage: Stage, { of: stageOf }: typeof Stage): Stacked[] {
  const stacks = stage.node.findAll().filter((construct): construct is Stack => templates.has(construct as Stack) && stageOf(construct) === stage);
  return stacks.filter(({ nested }) => !nested).map((stack) => ({
    name: stack.stackName,
    template: templates.get(stack)!,
    nested: stacks.filter((one) => one !== stack && outermost(one) === stack).map((one) => templates.get(one)!),
    dependencies: stack.dependencies.map((dependency) => outermost(dependency).stackName),
  }));
}

function outermost(stack: Stack): Stack {
  return stack.nestedStackParent ? outermost(stack.nestedStackParent) : stack;
}

afterEach(() => {
  expect(foundUnsaid.splice(0)).toEqual([]);
  expect(cycles.splice(0)).toEqual([]);
  expect(repeated.splice(0)).toEqual([]);
  expect(foundLessProtected.splice(0)).toEqual([]);
});

/** A bucket policy that this library has added to. */
function isOurs(policy: object): boolean {
  return /"Sid":"Deny(InsecureTransport|SessionsOf|TablesOf|IndexesOf|SignatureVersion2|OtherSignatureVersions|OtherEncryption|CustomerProvided)/.test(JSON.stringify(policy));
}
