import { bucket, lines, sideAt } from './support';
import { diffOf } from '../../../src/validation/comparison';
import { RuleSet } from '../../../src/validation/rule-sets';
import { directoryWith } from '../assembly/support';

const BEFORE = { Resources: { A: bucket({ AccessControl: 'PublicRead' }) } };
const AFTER = { Resources: { A: bucket() } };
const CHANGE = ['stronger A acl: PublicRead -> Private'];

type Files = Parameters<typeof directoryWith>[0];

function changed(files: Files, before: string, after: string, roots: readonly [string, string] = [before, after]) {
  const directory = directoryWith(files);
  const rules = RuleSet.recommended();
  return diffOf(sideAt(directory, before, roots[0]), sideAt(directory, after, roots[1]), rules.without(...rules.ruleNames));
}

/** A cloud assembly with stacks of these names, by their artifacts. */
function assembly(directory: string, stacks: { readonly [artifact: string]: readonly [stackName: string, template: object] }): Files {
  return Object.fromEntries([
    [`${directory}/manifest.json`, {
      version: '38.0.0',
      artifacts: Object.fromEntries(Object.entries(stacks).map(([id, [stackName]]) => [id, {
        type: 'aws:cloudformation:stack',
        environment: 'aws://111122223333/eu-west-1',
        properties: { templateFile: `${id}.template.json`, stackName },
      }])),
    }],
    ...Object.entries(stacks).map(([id, [, template]]) => [`${directory}/${id}.template.json`, template]),
  ]);
}

test('two templates are one and its successor, whatever they are called', () => {
  const { changes } = changed({ 'old.json': BEFORE, 'new.json': AFTER }, 'old.json', 'new.json', ['.', '.']);
  expect(changes).toMatchObject([{ aspect: 'acl', subject: { template: 'new.json' } }]);
});

test('templates of folders go by their paths below the folders', () => {
  const files = { 'a/x/t.json': BEFORE, 'b/x/t.json': AFTER, 'a/y/t.json': BEFORE, 'b/y/t.json': BEFORE };
  expect(lines(changed(files, 'a', 'b'))).toEqual(CHANGE);
});

test('in folders, another path is another template', () => {
  const files = { 'a/one.json': BEFORE, 'a/same.json': AFTER, 'b/other.json': AFTER, 'b/same.json': AFTER };
  expect(changed(files, 'a', 'b').changes.map(({ aspect }) => aspect)).toEqual(['added', 'removed']);
});

test('a stack that keeps its name is the same, whatever its artifact is called', () => {
  const files = { ...assembly('a', { One: ['Data', BEFORE], Same: ['Same', AFTER] }), ...assembly('b', { Two: ['Data', AFTER], Same: ['Same', AFTER] }) };
  const diff = changed(files, 'a', 'b');
  expect(lines(diff)).toEqual(CHANGE);
  expect(diff.changes[0].subject).toMatchObject({ stack: 'Data', template: 'Two.template.json' });
});

test('so are nested stacks that the same resource makes', () => {
  const outer = (file: string) => ({
    Resources: { Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://x' }, Metadata: { 'aws:asset:path': file } } },
  });
  const files = {
    ...assembly('a', { Outer: ['Outer', outer('one.nested.template.json')] }),
    ...assembly('b', { Outer: ['Outer', outer('two.nested.template.json')] }),
    'a/one.nested.template.json': BEFORE,
    'b/two.nested.template.json': AFTER,
  };
  expect(lines(changed(files, 'a', 'b'))).toEqual(CHANGE);
});

test('what is counted is what was read', () => {
  expect(changed({ 'a/t.json': BEFORE, 'b/t.json': AFTER, 'b/u.json': AFTER }, 'a', 'b')).toMatchObject({
    before: { path: 'a', templates: 1, buckets: 1, keys: 0 }, after: { path: 'b', templates: 2, buckets: 2 },
  });
});
