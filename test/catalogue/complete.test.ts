// Before the library: what it takes is noted from the beginning.
import './noted-options';
import { App, Mixin } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { PASSED } from './passed-options';
import * as library from '../../src';
import { assembly } from '../project/jsii-assembly';

type Class = abstract new (...args: never[]) => object;

/** What has statements of its own, or makes resources, by the name under which users import it. */
const EXPORTED = (Object.entries({ ...library, ...library.mixins }) as [string, Class][]).filter(([, exported]) => typeof exported === 'function');
/** The judges make nothing, and the words of the field are values. */
const LEFT_OUT = [
  'Replication', 'RuleSet', 'S3EncryptionAspect', 'S3EncryptionChecks', 'KmsMetrics', 'KmsRequestQuota', 'KmsActions',
  'BucketView', 'CustomFinding', 'CustomRule', 'KeyView', 'PolicyStatementView', 'PropertyValue', 'ReplicationTargetView', 'RequestAnswer', 'RequestCaller',
];
const CONCERNED = EXPORTED.filter(([name]) => !LEFT_OUT.includes(name));

const used = new Set<string>();

beforeAll(() => {
  for (const [name, exported] of CONCERNED) {
    for (const [owner, prefix] of [[exported, `${name}.`], [exported.prototype, `${name}#`]] as [object, string][]) {
      for (const method of ownMethods(owner)) { spyOn(owner, method, () => used.add(`${prefix}${method}`)); }
    }
  }
  // Only now: some specimens make values as soon as they are loaded.
  const { EVERY_SPECIMEN, Places } = jest.requireActual<typeof import('.')>('.');
  for (const [title, specimen] of Object.entries(EVERY_SPECIMEN)) {
    const app = new App();
    try {
      specimen(new Places(app));
      app.synth();
    } catch (error) {
      throw new Error(`${title}: ${(error as Error).message}`);
    }
    for (const construct of app.node.findAll()) {
      for (const [name, exported] of CONCERNED) {
        if (construct.constructor === exported) { used.add(name); }
      }
    }
  }
});

/** Methods that anybody can call: jsii leaves out what begins with an underscore, TypeScript knows what is private. */
function ownMethods(owner: object): string[] {
  return Object.entries(Object.getOwnPropertyDescriptors(owner))
    .filter(([name, { value }]) => typeof value === 'function' && name !== 'constructor' && !name.startsWith('_'))
    .map(([name]) => name);
}

function spyOn(owner: object, method: string, note: () => void): void {
  const methods = owner as { [name: string]: (...args: unknown[]) => unknown };
  const original = methods[method];
  methods[method] = function (this: unknown, ...args: unknown[]) {
    note();
    return original.apply(this, args);
  };
}

test('every construct is built', () => {
  const constructs = CONCERNED.filter(([, exported]) => exported.prototype instanceof Construct).map(([name]) => name);
  expect(constructs.filter((name) => !used.has(name))).toEqual([]);
});

test('every mixin is applied', () => {
  const mixins = CONCERNED.filter(([, exported]) => exported.prototype instanceof Mixin).map(([name]) => name);
  expect(mixins).not.toEqual([]);
  expect(mixins.filter((name) => !used.has(`${name}#applyTo`))).toEqual([]);
});

test('every factory and every method that changes a policy is called', () => {
  const factories = CONCERNED.flatMap(([name, exported]) => ownMethods(exported).map((method) => `${name}.${method}`));
  const methods = CONCERNED.flatMap(([name, exported]) => ownMethods(exported.prototype as object)
    .filter((method) => /^(grant|accept|replicate|add[A-Z])/.test(method)).map((method) => `${name}#${method}`));
  expect(factories.length).toBeGreaterThan(30);
  expect(methods.length).toBeGreaterThan(8);
  expect([...factories, ...methods].filter((name) => !used.has(name))).toEqual([]);
});

/** What the judges, rules of users and their queries take. */
const TAKEN_BY_JUDGES = [
  'ConstructExclusion', 'CustomFindingOptions', 'CustomRuleProps', 'ReportOptions', 'RequestQuery', 'S3EncryptionAspectProps', 'S3EncryptionChecksProps',
];

test('every option is passed, and every member of each enum that is an option', () => {
  const structs = Object.values(assembly().types).filter(({ datatype, name }) => datatype && !TAKEN_BY_JUDGES.includes(name));
  expect(structs.length).toBeGreaterThan(60);
  expect(PASSED.missing(assembly(), structs, library as never)).toEqual([]);
});
