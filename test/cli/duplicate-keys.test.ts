import { foundInJson, only, ran } from './support';
import { ExitCode } from '../../src/cli/io';
import { directoryWith } from '../validation/assembly/support';

const RULES = only('SecureTransportRequired', 'DefaultEncryptionDeclared');
const check = (files: { [name: string]: unknown }, ...options: string[]) => ran(directoryWith(files), 'check', ...Object.keys(files), '--format', 'json', ...RULES, ...options);
const found = (stdout: string) => foundInJson(stdout).map(({ rule, logicalId }) => `${rule} ${logicalId}`);

const TOPIC = 'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      DisplayName: a\n      DisplayName: b\n  Bucket:\n    Type: AWS::S3::Bucket\n';
const BOTH = ['DefaultEncryptionDeclared Bucket', 'SecureTransportRequired Bucket'];

describe('keys that are there twice', () => {
  test.each<[string, string, string, string]>([
    ['in a resource that no rule looks at', 'a.yaml', TOPIC, 'a.yaml:6:7: warning: the key "DisplayName" appears twice'],
    ['in JSON', 'a.json', '{"Resources": {"Bucket": {"Type": "AWS::S3::Bucket", "Metadata": {"a": 1, "a": 2}}}}',
      'a.json:1:75: warning: the key "a" appears twice'],
    ['with the same value', 'a.yaml', 'Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n    Type: AWS::S3::Bucket\n', 'a.yaml:4:5: warning: the key "Type" appears twice'],
  ])('%s are a warning', (_, name, text, problem) => {
    const { code, stdout, stderr } = check({ [name]: text });
    expect({ code, stderr }).toEqual({ code: ExitCode.FINDINGS, stderr: `cdk-s3-encryption: ${problem}\n` });
    expect(found(stdout).sort()).toEqual(BOTH);
  });

  const ENCRYPTED = '{"ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]}';

  test.each<[string, string, string, string[], string]>([
    ['a resource', 'a.yaml', `${TOPIC}  Bucket:\n    Type: AWS::SQS::Queue\n`, [], 'a.yaml:9:3: error: the key "Bucket"'],
    ['a property', 'a.json', `{"Resources": {"Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"BucketEncryption": {}, "BucketEncryption": ${ENCRYPTED}}}}}`,
      ['SecureTransportRequired Bucket'], 'a.json:1:93: error: the key "BucketEncryption"'],
    ['a section', 'a.yaml', `${TOPIC}Resources: {}\n`, [], 'a.yaml:9:1: error: the key "Resources"'],
  ])('that hide %s are an error, and the rest is checked', (_, name, text, expected, problem) => {
    const { code, stdout, stderr } = check({ [name]: text, 'other.yaml': 'Resources: {Other: {Type: AWS::S3::Bucket}}' });
    expect(code).toBe(ExitCode.FAILURE);
    expect(found(stdout).filter((one) => !one.endsWith('Other'))).toEqual(expected);
    expect(found(stdout)).toContain('SecureTransportRequired Other');
    expect(stderr).toContain(`${problem} appears twice, and the result depends on which value is used\n`);
  });

  test('of which two matter only together are an error', () => {
    const properties = ['{a: 1}', ENCRYPTED, ENCRYPTED].map((value) => `      BucketEncryption: ${value}\n`).join('');
    const text = `Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n    Properties:\n${properties}`;
    const { code, stderr } = check({ 'a.yaml': text });
    expect(code).toBe(ExitCode.FAILURE);
    expect(stderr.match(/error/g)).toHaveLength(2);
  });

  describe('many', () => {
    const many = (count: number) => `Metadata: {${Array.from({ length: count }, () => 'a: 1').join(', ')}}\n`;
    const marked = (stderr: string, mark: string) => stderr.match(new RegExp(`${mark}: the key`, 'g'))?.length ?? 0;

    test('that are harmless are warnings', () => {
      const { code, stderr } = check({ 'a.yaml': `${many(1000)}${TOPIC}` });
      expect([code, marked(stderr, 'warning'), marked(stderr, 'error')]).toEqual([ExitCode.FINDINGS, 1000, 0]);
    });

    test('among which are some that hide something', () => {
      const text = `${many(60)}${TOPIC}  Bucket:\n    Type: AWS::SQS::Queue\n`;
      const { code, stderr } = check({ 'a.yaml': text, 'b.yaml': text });
      expect([code, marked(stderr, 'warning'), marked(stderr, 'error')]).toEqual([ExitCode.FAILURE, 2 * 60, 2]);
      expect(stderr).toContain('b.yaml:10:3: error: the key "Bucket" appears twice, and the result depends on which value is used');
    });

    test('in templates of many resources are tried as a whole only', () => {
      const topics = Array.from({ length: 10_000 }, (_, i) => `"T${i}": {"Type": "AWS::SNS::Topic"}`).join(', ');
      const text = (members: string) => `{"Resources": {${topics}}, "Metadata": {"b": {${members}}, "c": {"d": 1, "d": 1}}}`;
      const { code, stderr } = check({ 'a.json': text('"a": 1, "a": 1, "a": 1') });
      expect([code, marked(stderr, 'warning')]).toEqual([ExitCode.CLEAN, 3]);
    });

    test('that hide more than is tried are errors', () => {
      const buckets = Array.from({ length: 40 }, (_, i) => `  B${i}: {Type: AWS::S3::Bucket}\n  B${i}: {Type: AWS::SQS::Queue}\n`).join('');
      const { code, stderr } = check({ 'a.yaml': `Resources:\n${buckets}` });
      expect([code, marked(stderr, 'warning'), marked(stderr, 'error')]).toEqual([ExitCode.FAILURE, 0, 40]);
    });
  });

  test('do not stop a migration', () => {
    const { code, stderr } = ran(directoryWith({ 'a.yaml': TOPIC }), 'migrate', 'a.yaml');
    expect({ code, stderr }).toEqual({ code: ExitCode.CLEAN, stderr: 'cdk-s3-encryption: a.yaml:6:7: warning: the key "DisplayName" appears twice\n' });
  });
});
