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

test('a path goes before the name of a stack', () => {
  const aspects = (diff: ReturnType<typeof changed>) => diff.changes.map(({ effect, aspect, subject: { template } }) => `${effect} ${aspect} ${template}`);
  const added = { ...assembly('a', { One: ['Data', BEFORE] }), ...assembly('b', { One: ['Other', AFTER], Two: ['Data', AFTER] }) };
  expect(aspects(changed(added, 'a', 'b'))).toEqual(['stronger acl One.template.json', 'other added Two.template.json']);
  const removed = { ...assembly('a', { One: ['Data', BEFORE], Two: ['Other', BEFORE] }), ...assembly('b', { One: ['Other', AFTER] }) };
  expect(aspects(changed(removed, 'a', 'b'))).toEqual(['stronger acl One.template.json', 'other removed Two.template.json']);
});

test('stacks of several stages that have one name are told apart by their stages', () => {
  const stages = (directory: string, artifact: string, acls: { readonly [stage: string]: string }) => ({
    [`${directory}/manifest.json`]: {
      version: '38.0.0',
      artifacts: Object.fromEntries(Object.keys(acls).map((stage) => [stage, { type: 'cdk:cloud-assembly', properties: { directoryName: stage } }])),
    },
    ...Object.assign({}, ...Object.entries(acls).map(([stage, AccessControl]) => (
      assembly(`${directory}/${stage}`, { [artifact]: ['Data', { Resources: { A: bucket({ AccessControl }) } }] })
    ))) as Files,
  });
  const files = { ...stages('a', 'One', { dev: 'PublicRead', prod: 'Private' }), ...stages('b', 'Two', { dev: 'Private', prod: 'Private' }) };
  const { changes } = changed(files, 'a', 'b');
  expect(changes).toMatchObject([{ aspect: 'acl', effect: 'stronger', subject: { template: 'dev/Two.template.json' } }]);
});

test('nested stacks that the same resource makes are the same, too', () => {
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

describe('a nested stack', () => {
  const outer = (acl: string, file = 'inner.nested.template.json') => ({
    Resources: {
      Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://x', Parameters: { Acl: acl } }, Metadata: { 'aws:asset:path': file } },
    },
  });
  const inner = { Parameters: { Acl: { Type: 'String' } }, Resources: { A: bucket({ AccessControl: { Ref: 'Acl' } }) } };

  test('has the parameters that the stack around it passes, on each side', () => {
    const files = {
      ...assembly('a', { Outer: ['Outer', outer('PublicRead')] }),
      ...assembly('b', { Outer: ['Outer', outer('Private')] }),
      'a/inner.nested.template.json': inner,
      'b/inner.nested.template.json': inner,
    };
    expect(lines(changed(files, 'a', 'b'))).toEqual(CHANGE);
  });

  test('has them also where artifacts and files are called otherwise', () => {
    const files = {
      ...assembly('a', { One: ['Outer', outer('PublicRead')] }),
      ...assembly('b', { Two: ['Outer', outer('Private', 'other.nested.template.json')] }),
      'a/inner.nested.template.json': inner,
      'b/other.nested.template.json': inner,
    };
    expect(lines(changed(files, 'a', 'b'))).toEqual(CHANGE);
  });

  test('in a nested stack is that of the same resources, too', () => {
    const middle = (file: string) => ({
      Parameters: { Acl: { Type: 'String' } },
      Resources: {
        Inner: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://x', Parameters: { Acl: { Ref: 'Acl' } } }, Metadata: { 'aws:asset:path': file } },
      },
    });
    const side = (directory: string, artifact: string, acl: string) => ({
      ...assembly(directory, { [artifact]: ['Outer', outer(acl, `${artifact}.middle.nested.template.json`)] }),
      [`${directory}/${artifact}.middle.nested.template.json`]: middle(`${artifact}.inner.nested.template.json`),
      [`${directory}/${artifact}.inner.nested.template.json`]: inner,
    });
    expect(lines(changed({ ...side('a', 'One', 'PublicRead'), ...side('b', 'Two', 'Private') }, 'a', 'b'))).toEqual(CHANGE);
  });

  test('that another resource makes is another one', () => {
    const twice = (first: string, second: string, one: string, two: string) => ({
      Resources: Object.fromEntries([[first, one], [second, two]].map(([id, file]) => [
        id, { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://x' }, Metadata: { 'aws:asset:path': file } },
      ])),
    });
    const files = {
      ...assembly('a', { Outer: ['Outer', twice('First', 'Second', 'a1.nested.template.json', 'a2.nested.template.json')] }),
      ...assembly('b', { Outer: ['Outer', twice('First', 'Second', 'b1.nested.template.json', 'b2.nested.template.json')] }),
      'a/a1.nested.template.json': BEFORE,
      'a/a2.nested.template.json': AFTER,
      'b/b1.nested.template.json': AFTER,
      'b/b2.nested.template.json': AFTER,
    };
    const { changes } = changed(files, 'a', 'b');
    expect(changes).toMatchObject([{ aspect: 'acl', effect: 'stronger', subject: { template: 'b1.nested.template.json' } }]);
  });
});

describe('a template for which there are several has no successor', () => {
  const aspects = ({ changes }: ReturnType<typeof changed>) => changes.map(({ aspect }) => aspect);

  test('where stacks of several accounts have one name', () => {
    const files = { ...assembly('a', { One: ['Data', BEFORE] }), ...assembly('b', { Two: ['Data', AFTER], Three: ['Data', AFTER] }) };
    expect(aspects(changed(files, 'a', 'b'))).toEqual(['added', 'added', 'removed']);
    expect(aspects(changed(files, 'b', 'a'))).toEqual(['added', 'removed', 'removed']);
  });

  test('where a side is more than one template', () => {
    const files = { 'a/one.json': BEFORE, 'b/two.json': AFTER, 'b/three.json': AFTER };
    expect(aspects(changed(files, 'a', 'b'))).toEqual(['added', 'added', 'removed']);
  });
});

test('what is counted is what was read', () => {
  expect(changed({ 'a/t.json': BEFORE, 'b/t.json': AFTER, 'b/u.json': AFTER }, 'a', 'b')).toMatchObject({
    before: { path: 'a', templates: 1, buckets: 1, keys: 0 }, after: { path: 'b', templates: 2, buckets: 2 },
  });
});

test('artifacts that hold no templates which are read are not counted', () => {
  const side = (directory: string) => ({
    [`${directory}/manifest.json`]: {
      version: '38.0.0',
      artifacts: { Data: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Data.template.json' } }, Other: { type: 'acme:templates' } },
    },
    [`${directory}/Data.template.json`]: AFTER,
  });
  expect(changed({ ...side('a'), ...side('b') }, 'a', 'b')).toMatchObject({ before: { templates: 1, buckets: 1 }, after: { templates: 1, buckets: 1 }, changes: [] });
});
