import { parseTemplate, TemplateError } from '../../src/template-parser';

describe('short forms of functions are written out', () => {
  test.each<[string, unknown]>([
    ['!Ref Bucket', { Ref: 'Bucket' }],
    ['!Ref "AWS::NoValue"', { Ref: 'AWS::NoValue' }],
    ['!GetAtt Bucket.Arn', { 'Fn::GetAtt': ['Bucket', 'Arn'] }],
    ['!GetAtt Nested.Outputs.Arn', { 'Fn::GetAtt': ['Nested', 'Outputs.Arn'] }],
    ['!GetAtt [Bucket, Arn]', { 'Fn::GetAtt': ['Bucket', 'Arn'] }],
    ['!Sub "${Bucket}/*"', { 'Fn::Sub': '${Bucket}/*' }],
    ['!Sub ["${A}/*", {A: !Ref Bucket}]', { 'Fn::Sub': ['${A}/*', { A: { Ref: 'Bucket' } }] }],
    ['!Join ["", [a, !Ref B]]', { 'Fn::Join': ['', ['a', { Ref: 'B' }]] }],
    ['!Select [0, !GetAZs ""]', { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] }],
    ['!Split [",", "a,b"]', { 'Fn::Split': [',', 'a,b'] }],
    ['!If [C, yes, !Ref AWS::NoValue]', { 'Fn::If': ['C', true, { Ref: 'AWS::NoValue' }] }],
    ['!FindInMap [M, a, b]', { 'Fn::FindInMap': ['M', 'a', 'b'] }],
    ['!ImportValue {"Fn::Sub": "${S}-key"}', { 'Fn::ImportValue': { 'Fn::Sub': '${S}-key' } }],
    ['!Base64 text', { 'Fn::Base64': 'text' }],
    ['!Cidr [!GetAtt Vpc.CidrBlock, 6, 5]', { 'Fn::Cidr': [{ 'Fn::GetAtt': ['Vpc', 'CidrBlock'] }, 6, 5] }],
    ['!And [!Equals [a, b], !Not [!Condition C]]', { 'Fn::And': [{ 'Fn::Equals': ['a', 'b'] }, { 'Fn::Not': [{ Condition: 'C' }] }] }],
    ['!Or [!Condition C, !Condition D]', { 'Fn::Or': [{ Condition: 'C' }, { Condition: 'D' }] }],
    ['!Transform {Name: AWS::Include, Parameters: {Location: x}}', { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 'x' } } }],
    ['!ToJsonString {a: 1}', { 'Fn::ToJsonString': { a: 1 } }],
    ['!Length [1, 2]', { 'Fn::Length': [1, 2] }],
    ['!ForEach [X, [a], {b: c}]', { 'Fn::ForEach': ['X', ['a'], { b: 'c' }] }],
    ['!GetStackOutput {StackName: s, OutputName: o}', { 'Fn::GetStackOutput': { StackName: 's', OutputName: 'o' } }],
    ['!OfTomorrow x', { 'Fn::OfTomorrow': 'x' }],
  ])('%s', (text, value) => {
    expect(parseTemplate(`a: ${text}`, 'a.yaml')).toEqual({ a: value });
  });
});

test.each<[string, unknown]>([
  ['yes', true],
  ['Off', false],
  ['TRUE', true],
  ['y', 'y'],
  ['n', 'n'],
  ['"yes"', 'yes'],
  ['!!str yes', 'yes'],
  ['2012-10-17', '2012-10-17'],
  ['123456789012', 123456789012],
  ['012345678901', '012345678901'],
  ['0644', 420],
  ['0x10', 16],
  ['1_000', 1000],
  ['-1.5', -1.5],
  ['99999999999999999999', '99999999999999999999'],
  ['~', null],
  ['', null],
  ['.', '.'],
  ['12:30:45', '12:30:45'],
  ['!!binary aGVsbG8=', 'aGVsbG8='],
])('the word %j of YAML means %j', (word, value) => {
  expect(parseTemplate(`a: ${word}`, 'a.yaml')).toEqual({ a: value });
});

test.each<[string, string, unknown]>([
  ['JSON', '{"a": [1, null, "x"]}', { a: [1, null, 'x'] }],
  ['JSON with a byte order mark', '\uFEFF{"a": 1}', { a: 1 }],
  ['JSON with tabs', '{\n\t"a": 1\n}', { a: 1 }],
  ['YAML that begins like JSON', '{a: !Ref B}', { a: { Ref: 'B' } }],
  ['YAML', 'a:\r\n  - b\r\n', { a: ['b'] }],
  ['YAML with aliases', 'a: &x [1]\nb: *x', { a: [1], b: [1] }],
  ['YAML with merged maps', 'a: &x {p: 1, q: 2}\nb: {<<: *x, p: 3}', { a: { p: 1, q: 2 }, b: { p: 3, q: 2 } }],
  ['YAML with keys that look like something else', 'on: 1\n2: 3\n~: 4', { 'on': 1, '2': 3, '~': 4 }],
  ['YAML with comments right behind quoted text', 'a: \'b\'# c\n"d": "e"#f\ng: !Ref \'h\'# \'i\'\n', { a: 'b', d: 'e', g: { Ref: 'h' } }],
  ['YAML with comments right behind lists and maps', 'a: [1, "x"# b\n]# c\nd: {e: 2}#f', { a: [1, 'x'], d: { e: 2 } }],
  ['YAML with marks of comments in text', 'a: b#c\nd: \'e\'\'#f\'\ng: "h\\"# i"', { a: 'b#c', d: 'e\'#f', g: 'h"# i' }],
  ['nothing', '', null],
])('%s is read, whatever the file is called', (_, text, value) => {
  expect(parseTemplate(text, 'stack.template')).toEqual(value);
});

test.each<[string, string, string, unknown]>([
  ['YAML', 'a: !Ref B', 'a.json', { a: { Ref: 'B' } }],
  ['JSON', '{"a": [1, "\\ud83e"]}', 'a.yaml', { a: [1, '\ud83e'] }],
  ['JSON with tabs', '{\n\t"a": 1\n}', 'a.yml', { a: 1 }],
  ['YAML', 'a: 1', 'a', { a: 1 }],
  ['JSON', '{"a": 1}', 'a', { a: 1 }],
  ['a list of YAML', '- a\n- b', 'a.json', ['a', 'b']],
])('%s is read whatever the file is called: %j in %s', (_, text, file, value) => {
  expect(parseTemplate(text, file)).toEqual(value);
});

describe('limits go by what a file holds', () => {
  const FILES = ['a.yaml', 'a.yml', 'a.template', 'a', 'a.json'];
  const yaml = (length: number) => `a: "${'x'.repeat(length - 5)}"`;

  test.each(FILES)('YAML of two million characters is read, named %s', (file) => {
    expect(parseTemplate(yaml(2_000_000), file)).toEqual({ a: expect.any(String) as string });
  });

  test.each(FILES)('more YAML is not, named %s', (file) => {
    expect(() => parseTemplate(yaml(2_000_001), file))
      .toThrow(`${file}:1:1: it has 2,000,001 characters of YAML, and more than 2,000,000 are not read: CloudFormation accepts no template over 1 MB`);
  });

  test.each(FILES)('more JSON is, named %s', (file) => {
    expect(parseTemplate(`{"a": "${'x'.repeat(3_000_000)}"}`, file)).toEqual({ a: expect.any(String) as string });
  });

  test.each(FILES)('YAML of too many pieces is not, named %s', (file) => {
    expect(() => parseTemplate(`a:${'\n'.repeat(700_000)} 1`, file)).toThrow(/it is made of more than 600,000 pieces of YAML/);
  });

  test('YAML of 500 levels is read, of more not, whatever they are made of', () => {
    const levels: [string, (depth: number) => string][] = [
      ['lists in brackets', (depth) => '['.repeat(depth) + ']'.repeat(depth)],
      ['maps in brackets', (depth) => '{a: '.repeat(depth) + '1' + '}'.repeat(depth)],
      ['lists', (depth) => '- '.repeat(depth) + 'x'],
      ['maps', (depth) => Array.from({ length: depth }, (_, i) => `${' '.repeat(i)}a:`).join('\n') + ' 1'],
      ['JSON', (depth) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth)],
    ];
    for (const [what, text] of levels) {
      expect([what, typeof parseTemplate(text(500), 'a.template')]).toEqual([what, 'object']);
      expect(() => parseTemplate(text(501), 'a.yaml')).toThrow('it is nested deeper than 500 levels');
    }
  });
});

const DEEP = 100_000;
const bomb = ['a0: &a0 [x, x]', ...Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`)].join('\n');

test.each<[string, string, string, string]>([
  ['a key twice', 'a.yaml', 'a: 1\nb:\n  c: 1\n  c: 2', 'a.yaml:4:3: the key "c" appears twice'],
  ['a comment right behind the mark of a block', 'a.yaml', 'a: |# b\n  c', 'a.yaml:1:5: it isn\'t valid YAML: Comments must be separated'],
  ['a comment right behind quoted text, and what is no YAML', 'a.yaml', 'a: \'b\'# c\n\td: 1', 'a.yaml:2:1: it isn\'t valid YAML: Tabs are not allowed'],
  ['a list that does not end', 'a.yaml', 'a:\n  b: [1', 'a.yaml:2:8: it isn\'t valid YAML: '],
  ['a tab', 'a.yaml', 'a:\n\tb: 1', 'a.yaml:2:1: it isn\'t valid YAML: Tabs are not allowed'],
  ['several documents', 'a.yaml', 'a: 1\n---\nb: 2', 'a.yaml:2:1: it isn\'t valid YAML for a template: it has several documents'],
  ['a key that is a list', 'a.yaml', '? [a]\n: b', 'a.yaml:1:3: a key is not text'],
  ['an alias of nothing', 'a.yaml', 'a: *b', 'a.yaml:1:4: the anchor &b is not defined before this alias'],
  ['an alias of itself', 'a.yaml', 'a: &a [*a]', 'a.yaml:1:8: the alias *a refers to itself'],
  ['a billion laughs', 'a.yaml', bomb, 'aliases repeat more than 200000 values'],
  ['deep lists', 'a.yaml', '['.repeat(DEEP), 'it is nested deeper than 500 levels'],
  ['deep lists that end', 'a.yaml', '['.repeat(DEEP) + ']'.repeat(DEEP), 'it is nested deeper than 500 levels'],
  ['deep blocks', 'a.yaml', '- '.repeat(5_000) + 'x', 'it is nested deeper than 500 levels'],
  ['deep maps of JSON', 'a.json', '{"a":'.repeat(DEEP) + '1' + '}'.repeat(DEEP), 'a.json:1:1: it is nested deeper than 500 levels'],
  ['a value that is missing', 'a.json', '{\n  "a": }', 'a.json:2:8: it isn\'t valid JSON: a value is expected'],
  ['a comma too many', 'a.json', '{"a": [1,]}', 'a.json:1:10: it isn\'t valid JSON: a value is expected'],
  ['a comma too few', 'a.json', '{"a": 1\n "b": 2}', 'a.json:2:2: it isn\'t valid JSON: "," or "}" is expected'],
  ['a key without quotes', 'a.json', '{a: 1}', 'a.json:1:2: it isn\'t valid JSON: a key in double quotes is expected'],
  ['a key without value', 'a.json', '{"a"}', 'a.json:1:5: it isn\'t valid JSON: ":" is expected'],
  ['an escape that is none', 'a.json', '["\\x"]', 'a.json:1:3: it isn\'t valid JSON: invalid escape sequence'],
  ['text that does not end', 'a.json', '["abc', 'a.json:1:2: it isn\'t valid JSON: the string has no closing quotation mark'],
  ['text over two lines', 'a.json', '["abc\n"]', 'a.json:1:6: it isn\'t valid JSON: the string has no closing quotation mark on its line'],
  ['something after the end', 'a.json', '{} {}', 'a.json:1:4: it isn\'t valid JSON: unexpected text after the end'],
  ['an end that is too early', 'a.json', '{"a": 1', 'a.json:1:8: it isn\'t valid JSON: unexpected end: "," or "}" is expected'],
  ['plain text', 'a.json', 'hello', 'a.json:1:1: it isn\'t valid JSON: a value is expected'],
  ['what is neither JSON nor YAML', 'a.json', 'a: [1', 'a.json:1:1: it isn\'t valid JSON: a value is expected'],
  ['deep YAML', 'a.json', '- '.repeat(5_000) + 'x', 'it is nested deeper than 500 levels'],
  ['nothing', 'a.json', '', 'a.json:1:1: it isn\'t valid JSON: unexpected end: a value is expected'],
  ['broken JSON in a file of another name', 'a.template', '{"a": [1, }', 'a.template:1:11: it isn\'t valid JSON: a value is expected'],
])('of %s it is said where it is', (_, file, text, message) => {
  let error: unknown;
  try { parseTemplate(text, file); } catch (caught) { error = caught; }
  expect(error).toBeInstanceOf(TemplateError);
  expect((error as Error).message).toContain(message);
});

test.each(['a.json', 'a.yaml'])('nothing in %s can be more than data', (file) => {
  const parsed = parseTemplate('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}', file) as object;
  expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
  expect(Object.keys(parsed)).toEqual(['__proto__', 'constructor']);
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

test('merged maps do not pollute', () => {
  const parsed = parseTemplate('a: {<<: {"__proto__": {polluted: 1}}}', 'a.yaml') as { a: object };
  expect(Object.getPrototypeOf(parsed.a)).toBe(Object.prototype);
});

test('tags of other languages are not executed', () => {
  expect(parseTemplate('a: !!js/function "function () { throw 1; }"', 'a.yaml')).toEqual({ a: 'function () { throw 1; }' });
});
