import * as path from 'path';
import { directoryWith } from './support';
import { Acknowledgements } from '../../../src/validation/assembly/acknowledgements';
import { InputFiles } from '../../../src/validation/assembly/files';
import { readSuppressions } from '../../../src/validation/assembly/suppressions';

const PLUGIN = 'S3Encryption';
const at = (templatePath?: string, logicalId?: string) => ({ cloudFormationResource: { templatePath, logicalId } });
const suppressed = (violatingConstructs: unknown, more: object = {}) => ({ ruleName: 'Rule', reason: 'why', violatingConstructs, ...more });
const report = (suppressedViolations: unknown, pluginName = PLUGIN) => ({ pluginReports: [{ pluginName, suppressedViolations }] });

/** Why the rule is acknowledged for bucket A of a template, by what CDK has reported. */
function reasonFor(files: { readonly [name: string]: unknown }, below = '.', id = `${PLUGIN}::Rule`) {
  const root = directoryWith(files);
  const [input, known] = [new InputFiles(root), new Acknowledgements()];
  readSuppressions(path.join(root, below), input, PLUGIN, known);
  return { reason: known.find([id], path.join(root, 'a.json'), 'A', undefined)?.reason, failures: input.failures.map(({ message }) => message) };
}

const found = { reason: 'why', failures: [] };
const nothing = { reason: undefined, failures: [] };

test('an acknowledgement of a whole app is known by what CDK reported of each resource', () => {
  expect(reasonFor({ 'manifest.json': {}, 'validation-report.json': report([suppressed([at('b.json', 'B'), at('a.json', 'A')])]) })).toEqual(found);
});

test('a Stage finds it in the directory of the app', () => {
  const files = { 'manifest.json': {}, 'Stage/manifest.json': {}, 'validation-report.json': report([suppressed([at('a.json', 'A')])]) };
  expect(reasonFor(files, 'Stage')).toEqual(found);
});

test.each<[string, unknown]>([
  ['a violation that names no rule', report([suppressed([at('a.json', 'A')], { ruleName: undefined })])],
  ['a construct that is no resource', report([suppressed([{}, { cloudFormationResource: null }])])],
  ['a resource without a template', report([suppressed([at(undefined, 'A')])])],
  ['a resource without a logical ID', report([suppressed([at('a.json')])])],
  ['another template', report([suppressed([at('b.json', 'A')])])],
  ['another resource', report([suppressed([at('a.json', 'B')])])],
  ['another plugin', report([suppressed([at('a.json', 'A')])], 'Other')],
  ['constructs that are no list', report([suppressed({})])],
  ['violations that are no list', report({})],
  ['no list of plugins', {}],
])('%s acknowledges nothing of the resource, and is no failure', (_, json) => {
  expect(reasonFor({ 'manifest.json': {}, 'validation-report.json': json })).toEqual(nothing);
});

test('what says nothing of one resource says what it says of others', () => {
  expect(reasonFor({ 'manifest.json': {}, 'validation-report.json': report([suppressed([{}, at('a.json'), at(undefined, 'A'), at('a.json', 'A')])]) })).toEqual(found);
});

test('a reason that is missing is empty', () => {
  expect(reasonFor({ 'manifest.json': {}, 'validation-report.json': report([suppressed([at('a.json', 'A')], { reason: undefined })]) })).toEqual({ ...found, reason: '' });
});

test('a report that is not beside a manifest belongs to something else', () => {
  const json = report([suppressed([at('a.json', 'A')])]);
  expect([reasonFor({ 'validation-report.json': json }), reasonFor({ 'Stage/manifest.json': {}, 'validation-report.json': json }, 'Stage')]).toEqual([nothing, nothing]);
});

test('an app without a report has no such acknowledgements, and is not at fault', () => {
  expect([reasonFor({ 'manifest.json': {} }), reasonFor({ 'manifest.json': {}, 'Stage/manifest.json': {} }, 'Stage')]).toEqual([nothing, nothing]);
});

test('a report that is broken is said to be', () => {
  expect(reasonFor({ 'manifest.json': {}, 'validation-report.json': '{' })).toEqual({ reason: undefined, failures: [expect.stringMatching(/^validation-report\.json:1:2: /)] });
});
