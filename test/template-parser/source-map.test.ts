import { SourceMap } from '../../src/template-parser';

const YAML = `Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      Tags:
        - &tag {Key: a, Value: b}
        - *tag
      BucketName: !Sub "x"
  Policy:
    <<: {DeletionPolicy: Retain}
    Statement:
      Effect: Deny
`;

const JSON_TEXT = `{
  "Resources": {
    "Bucket": { "Type": "AWS::S3::Bucket",
      "Properties": { "Tags": [{ "Key": "a" },
        { "K\\u0065y": "\\"b" }] } }
  }
}`;

test.each<[string, readonly (string | number)[], string]>([
  ['a key', ['Resources', 'Bucket'], '2:3'],
  ['a key in a key', ['Resources', 'Bucket', 'Properties', 'BucketName'], '8:7'],
  ['an item', ['Resources', 'Bucket', 'Properties', 'Tags', 0], '6:16'],
  ['an item by a number as text', ['Resources', 'Bucket', 'Properties', 'Tags', '0', 'Value'], '6:25'],
  ['what an alias stands for', ['Resources', 'Bucket', 'Properties', 'Tags', 1, 'Value'], '6:25'],
  ['an alias', ['Resources', 'Bucket', 'Properties', 'Tags', 1], '7:11'],
  ['what is merged', ['Resources', 'Policy', 'DeletionPolicy'], '10:10'],
  ['what is not there: where it would be', ['Resources', 'Bucket', 'Properties', 'BucketEncryption', 'X', 0], '4:5'],
  ['what is within a function: the function', ['Resources', 'Bucket', 'Properties', 'BucketName', 'X'], '8:7'],
  ['the first of a list that is no list', ['Resources', 'Policy', 'Statement', 0, 'Effect'], '12:7'],
  ['nothing', ['Nothing'], '1:1'],
])('of YAML: %s', (_, path, place) => {
  expect(shown(new SourceMap(YAML, 'a.yaml'), path)).toBe(place);
});

test.each<[string, readonly (string | number)[], string]>([
  ['a key', ['Resources', 'Bucket'], '3:5'],
  ['an item', ['Resources', 'Bucket', 'Properties', 'Tags', 1], '5:9'],
  ['a key with an escape', ['Resources', 'Bucket', 'Properties', 'Tags', 1, 'Key'], '5:11'],
  ['what is not there: where it would be', ['Resources', 'Bucket', 'Properties', 'BucketEncryption'], '4:7'],
])('of JSON: %s', (_, path, place) => {
  expect(shown(new SourceMap(JSON_TEXT, 'a.json'), path)).toBe(place);
});

test.each(['__proto__', 'constructor', 'toString'])('%s is a key like any other', (key) => {
  expect(shown(new SourceMap(`{\n "${key}": 1}`, 'a.json'), [key])).toBe('2:2');
  expect(shown(new SourceMap('{}', 'a.json'), [key])).toBe('1:1');
});

test('behind a comment without a blank before it', () => {
  expect(shown(new SourceMap("Resources:\n  B: 'x'# c\n  C: 1", 'a.yaml'), ['Resources', 'C'])).toBe('3:3');
});

test('of a text that cannot be read it is the beginning', () => {
  expect(shown(new SourceMap('{"a": ', 'a.json'), ['a'])).toBe('1:1');
});

function shown(map: SourceMap, path: readonly (string | number)[]): string {
  const { line, column } = map.locate(path);
  return `${line}:${column}`;
}
