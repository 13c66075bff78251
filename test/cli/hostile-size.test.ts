import { ran } from './support';
import { ExitCode } from '../../src/cli/io';
import { directoryWith } from '../validation/assembly/support';

/** Each takes a fraction of it: those that are not bounded would take minutes, or years. */
const MOST_MICROSECONDS = 20_000_000;

const LETTERS = 26;
const of = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
const map = <T>(count: number, make: (i: number) => [string, T]) => Object.fromEntries(of(count, make));
const nested = (depth: number, before: string, after: string, inner = '1') => before.repeat(depth) + inner + after.repeat(depth);

const PARAMETERS = map(LETTERS, (i) => [`P${i}`, { Type: 'String', AllowedValues: of(10, (j) => `v${j}`) }]);
const SUB = { 'Fn::Sub': of(LETTERS, (i) => `\${P${i}}`).join('-') };
const JOIN = { 'Fn::Join': ['-', of(LETTERS, (i) => ({ Ref: `P${i}` }))] };

const encryptedWith = (KMSMasterKeyID: unknown) => ({
  BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID } }] },
});
const bucket = (Properties: object = {}) => ({ Type: 'AWS::S3::Bucket', Properties });
const ofParameters = (key: unknown, others: object = {}) => ({ Parameters: PARAMETERS, ...others, Resources: { B: bucket(encryptedWith(key)) } });
const underCondition = (operands: unknown[]) => ({
  Parameters: PARAMETERS, Conditions: { C: { 'Fn::Equals': operands } }, Resources: { B: { ...bucket(), Condition: 'C' } },
});
const denying = (elements: object, name?: string) => ({
  Resources: {
    B: bucket({ BucketName: name }),
    P: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: { Bucket: { Ref: 'B' }, PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', ...elements }] } },
    },
  },
});

const If = (i: number, one: unknown, other: unknown) => ({ 'Fn::If': [`C${i}`, one, other] });
const CHAIN = {
  Parameters: map(30, (i) => [`P${i}`, { Type: 'String' }]),
  Mappings: map(30, (i) => [`M${i}`, { a: { k: 'a' }, b: { k: 'b' } }]),
  Conditions: map(30, (i) => [`C${i}`, i < 2
    ? { 'Fn::Equals': [{ Ref: `P${i}` }, 'a'] }
    : { 'Fn::Equals': [{ 'Fn::FindInMap': [`M${i}`, If(i - 1, If(i - 2, 'a', 'b'), If(i - 2, 'b', 'a')), 'k'] }, { Ref: `P${i}` }] }]),
  Resources: { B: { ...bucket(encryptedWith(If(28, 'x', 'y'))), Condition: 'C29' } },
};

const BLANKS = ' '.repeat(100_000);
const KEYS = map(40_000, (i) => [`aws:k${i}`, 'v']);
const YAML = 'Resources:\n  B: {Type: AWS::S3::Bucket}\n';
const IN_JSON = (deep: string) => `{"Resources": {"B": {"Type": "AWS::S3::Bucket", "Properties": ${deep}}}}`;
const inName = (name: string) => ({
  Parameters: { [name]: { Type: 'String' } },
  Mappings: { [name]: { [name]: { [name]: name } } },
  Conditions: { [name]: { 'Fn::Equals': [{ Ref: name }, name] } },
  Resources: {
    [name]: { ...bucket({ ...encryptedWith({ 'Fn::FindInMap': [name, name, name] }), BucketName: name, [name]: { [name]: name } }), Condition: name, DependsOn: name },
    P: denying({ [name]: name, Principal: { [name]: name }, Condition: { [name]: { [name]: `\${${name}}` }, StringEquals: { [name]: name } } }).Resources.P,
  },
  Outputs: { [name]: { Value: { 'Fn::GetAtt': [name, name] }, Export: { Name: name } } },
});

/** What is said where there is a verdict. */
const READ = '1 template: ';

test.each<[string, unknown, string]>([
  ['26 parameters in Fn::ImportValue', ofParameters({ 'Fn::ImportValue': SUB }), READ],
  ['26 parameters in a list in Fn::ImportValue', ofParameters({ 'Fn::ImportValue': JOIN }), READ],
  ['26 parameters in Fn::FindInMap', ofParameters({ 'Fn::FindInMap': [SUB, SUB, JOIN] }, { Mappings: { M: { a: { k: 'v' } } } }), READ],
  ['26 parameters in Fn::Equals', underCondition([SUB, 'x']), READ],
  ['26 parameters on both sides of Fn::Equals', underCondition([SUB, { 'Fn::Join': ['+', [JOIN]] }]), READ],
  ['26 parameters in Fn::Sub', ofParameters(SUB), READ],
  ['26 parameters in Fn::Join', ofParameters(JOIN), READ],
  ['10,000 parameters in Fn::Join', { Parameters: { P: { Type: 'String' } }, Resources: { B: bucket({ BucketName: { 'Fn::Join': ['', of(10_000, () => ({ Ref: 'P' }))] } }) } }, READ],
  ['conditions that are chained through mappings', CHAIN, READ],
  ['conditions in a circle', { Conditions: { A: { 'Fn::Not': [{ Condition: 'B' }] }, B: { 'Fn::Or': [{ Condition: 'A' }, { Condition: 'B' }] } }, Resources: { B: { ...bucket(), Condition: 'A' } } }, READ],
  ['resources in circles', { Resources: { A: { ...bucket({ BucketName: { Ref: 'B' } }), DependsOn: ['A', 'B'] }, B: { ...bucket({ BucketName: { Ref: 'A' } }), DependsOn: 'A' } } }, READ],
  ['a wildcard before a long text', denying({ Resource: `*${'a'.repeat(10_000)}b` }, 'a'.repeat(20_000)), READ],
  ['a policy variable with blanks', denying({ Resource: `arn:aws:s3:::b/\${aws:username${BLANKS}x}` }), READ],
  ['a long text before a policy variable', denying({ Resource: `${'a'.repeat(200_000)}\${aws:username}` }), READ],
  ['40,000 keys under two operators', denying({ Condition: { StringEquals: KEYS, StringLike: KEYS } }), READ],
  ['20,000 statements', { Resources: { ...denying({}).Resources, K: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Statement: of(20_000, (i) => ({ Sid: `S${i}` })) } } } } }, READ],
  ['a list nested 400 deep', IN_JSON(`{"Tags": ${nested(400, '[', ']')}}`), READ],
  ['a list nested 100,000 deep', IN_JSON(`{"Tags": ${nested(100_000, '[', ']')}}`), 'it is nested deeper than 500 levels'],
  ['a million brackets', '['.repeat(1_000_000), 'it is nested deeper than 500 levels'],
  ['a condition nested 450 deep', `{"Conditions": {"C": ${nested(220, '{"Fn::Not": [', ']}', '{"Condition": "C"}')}}, "Resources": {"B": {"Type": "AWS::S3::Bucket", "Condition": "C"}}}`, READ],
  ['a policy nested 400 deep', { Resources: { B: bucket(), P: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'B' }, PolicyDocument: `{"Statement": ${nested(400, '[', ']', '{}')}}` } } } }, READ],
  ['a billion laughs', ['a0: &a0 [x, x]', ...of(40, (i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`), YAML].join('\n'), 'aliases repeat more than 200000 values'],
  ['an anchor with a long name', `a: &${'a'.repeat(900_000)} x\n${YAML}`, READ],
  ['long numbers', IN_JSON(`{"BucketName": ${'9'.repeat(1_000_000)}, "A": 1e999}`), READ],
  ['a long key', { Resources: { ['B'.repeat(1_000_000)]: bucket() } }, READ],
  ['29 MB of YAML', YAML + `# ${'x'.repeat(100)}\n`.repeat(281_000), 'characters of YAML, and more than 2,000,000 are not read'],
  ['many short lines of YAML', YAML + '\n'.repeat(1_000_000), 'pieces of YAML, which are not read'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty'].map((name): [string, unknown, string] => [`the name ${name}`, inName(name), READ]),
])('%s: there is a verdict, or an error that says what is wrong', (_, content, said) => {
  const cwd = directoryWith({ 'a.template': typeof content === 'string' ? content : JSON.stringify(content) });
  const before = process.cpuUsage();
  const { code, stdout, stderr } = ran(cwd, 'check', 'a.template');
  expect(process.cpuUsage(before).user).toBeLessThan(MOST_MICROSECONDS);
  expect(stderr).not.toContain('unexpected error');
  expect(said === READ ? stdout : stderr).toContain(said);
  expect(said === READ ? [ExitCode.CLEAN, ExitCode.FINDINGS] : [ExitCode.FAILURE]).toContain(code);
});
