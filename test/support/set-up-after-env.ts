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

onceLoaded<{ Stack: typeof Stack }>('stack', (loaded) => {
  const stackPrototype = loaded.Stack.prototype as unknown as Synthesizing;
  const synthesizeTemplate = stackPrototype._synthesizeTemplate;
  stackPrototype._synthesizeTemplate = function (this: Stack & Synthesizing, session, ...rest) {
    synthesizeTemplate.call(this, session, ...rest);
    const template = fs.readFileSync(path.join(session.assembly.outdir, this.templateFile), 'utf8');
    const parsed = JSON.parse(template) as object;
    templates.set(this, parsed);
    foundLessProtected.push(...lessProtected(parsed, isOurs).map((found) => `${this.node.path || this.artifactId}: ${found}`));
    repeated.push(...repeatedSids(parsed).map((found) => `${this.node.path || this.artifactId}: ${found}`));
    const cycle = resourceCycle(parsed);
    if (cycle) { cycles.push(`${this.node.path || this.artifactId}: ${cycle.join(' -> ')}`); }
  };
});

onceLoaded<{ Stage: typeof Stage }>('stage', (loaded) => {
  // Stages synthesize those in them themselves.
  const synthesizeStage = loaded.Stage.prototype.synth;
  loaded.Stage.prototype.synth = function (this: Stage, ...options) {
    const assembly = synthesizeStage.apply(this, options);
    if (!walked.has(assembly)) {
      walked.add(assembly);
      foundUnsaid.push(...unsaidReads(stacksOf(this, loaded.Stage)));
    }
    return assembly;
  };
});

// No test reads the file with the tree of constructs, which takes a quarter of the time of synthesis.
onceLoaded<{ TreeMetadata: { prototype: { _synthesizeTree(): void } } }>('private/tree-metadata', (loaded) => {
  loaded.TreeMetadata.prototype._synthesizeTree = () => undefined;
});

/**
 * Changes a module of `aws-cdk-lib` when a test loads it. Most tests of rules, templates and policies don't, and loading it takes
 * longer than they do.
 */
function onceLoaded<Module extends object>(name: string, change: (loaded: Module) => void): void {
  const file = path.join(path.dirname(require.resolve('aws-cdk-lib/package.json')), 'core', 'lib', `${name}.js`);
  const changed = new WeakSet<Module>();
  jest.doMock(file, () => {
    const loaded = jest.requireActual<Module>(file);
    if (!changed.has(loaded)) { change(loaded); }
    changed.add(loaded);
    return loaded;
  });
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
  return /"Sid":"Deny(InsecureTransport|SignatureVersion2|OtherSignatureVersions|OtherEncryption|CustomerProvided)/.test(JSON.stringify(policy));
}
