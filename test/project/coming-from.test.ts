import * as fs from 'fs';
import * as path from 'path';
import { aws_iam as iam, aws_s3 as s3, CfnResource, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as nag from 'cdk-nag';
import { DefaultEncryption, EncryptedBucket, RuleSet, S3EncryptionChecks } from '../../src';
import { PROPS_LEFT_OUT } from '../../src/bucket/private/props-left-out';
import { RULES } from '../../src/validation/rules';
import { aStack } from '../support/stacks';

interface Property { readonly name: string; readonly type: { readonly fqn?: string } }
interface Assembly { readonly types: { readonly [fqn: string]: { readonly properties: readonly Property[] } } }

const pageOf = (name: string) => fs.readFileSync(path.join(__dirname, '..', '..', 'docs', 'coming-from', name), 'utf8');

/** The rows of the first table whose heading begins with a text. */
function rowsOf(page: string, heading: string): string[][] {
  const lines = page.split('\n');
  const from = lines.findIndex((line) => line.startsWith(`| ${heading} |`));
  const rows = lines.slice(from + 2);
  return rows.slice(0, rows.findIndex((line) => !line.startsWith('|'))).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
}

describe('cdk-nag', () => {
  const page = pageOf('cdk-nag.md');
  const rows = rowsOf(page, 'cdk-nag');
  const OURS = new Map<unknown, string>([...Object.entries(nag.rules.s3), ...Object.entries(nag.rules.kms)].map(([name, rule]) => [rule, name]));

  interface Applied { readonly rule: unknown; readonly ruleSuffixOverride?: string }

  /** The IDs of the rules about S3 and AWS KMS in a pack, as it applies them. */
  function rulesOf(pack: new () => object): string[] {
    const found = new Set<string>();
    const checks = new pack() as { packName: string; applyRule: (applied: Applied) => void; checkResource: (node: CfnResource) => void };
    checks.applyRule = ({ rule, ruleSuffixOverride }) => {
      if (OURS.has(rule)) { found.add(`${checks.packName}-${ruleSuffixOverride ?? OURS.get(rule)!}`); }
    };
    checks.checkResource(new CfnResource(aStack(), 'Resource', { type: 'AWS::S3::Bucket' }));
    return [...found];
  }

  test('each rule about S3 and AWS KMS is in the table, once', () => {
    const expected = [
      nag.AwsSolutionsChecks, nag.HIPAASecurityChecks, nag.NIST80053R4Checks, nag.NIST80053R5Checks, nag.PCIDSS321Checks, nag.ServerlessChecks,
    ].flatMap(rulesOf);
    expect(expected.length).toBeGreaterThan(30);
    expect(rows.flatMap(([ids]) => ids.split(', ')).sort()).toEqual(expected.sort());
  });

  test('each rule of this library that the table names exists', () => {
    const named = rows.flatMap(([, , ours]) => [...ours.matchAll(/\[(\w+)\]\(\.\.\/rules\/\1\.md\)/g)].map(([, name]) => name));
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((name) => !RULES.some(({ metadata }) => metadata.name === name))).toEqual([]);
  });

  test('the table says which of them only stricter rule sets have', () => {
    const recommended = RuleSet.recommended().ruleNames.map(String);
    for (const [, , ours] of rows) {
      const names = [...ours.matchAll(/\[(\w+)\]\(\.\.\/rules/g)].map(([, name]) => name);
      if (names.length === 0 || ours.startsWith('–')) { continue; }
      expect([ours, ours.includes('RuleSet.strict()')]).toEqual([ours, !names.every((name) => recommended.includes(name))]);
    }
  });

  test('the rules of replication are as many as the page says', () => {
    expect(page).toContain('twelve rules');
    expect(RULES.filter(({ metadata: { topic } }) => topic === 'replication')).toHaveLength(12);
  });

  const isCompliant = (rule: (node: CfnResource) => unknown, stack: Stack) => stack.node.findAll()
    .filter((node): node is CfnResource => CfnResource.isCfnResource(node) && ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy'].includes(node.cfnResourceType))
    .every((node) => rule(node) !== nag.NagRuleCompliance.NON_COMPLIANT);
  const violated = (stack: Stack) => new S3EncryptionChecks(stack, { ruleSet: RuleSet.strict() }).validateScope(stack).violations
    .map(({ ruleName }) => ruleName);

  test('a deny of plain HTTP with a further condition is compliant to cdk-nag, and a violation here', () => {
    const stack = aStack();
    const bucket = new s3.Bucket(stack, 'Data');
    bucket.addToResourcePolicy(new iam.PolicyStatement({
      effect: iam.Effect.DENY,
      principals: [new iam.AnyPrincipal()],
      actions: ['s3:*'],
      resources: [bucket.bucketArn, bucket.arnForObjects('*')],
      conditions: { Bool: { 'aws:SecureTransport': 'false' }, StringEquals: { 'aws:PrincipalAccount': '444455556666' } },
    }));
    expect(isCompliant(nag.rules.s3.S3BucketSSLRequestsOnly, stack)).toBe(true);
    expect(violated(stack)).toContain('SecureTransportRequired');
  });

  test('DSSE-KMS is not compliant to cdk-nag, and compliant here', () => {
    const stack = aStack();
    new EncryptedBucket(stack, 'Data', { defaultEncryption: DefaultEncryption.dsseKms() });
    expect(isCompliant(nag.rules.s3.S3DefaultEncryptionKMS, stack)).toBe(false);
    expect(violated(stack)).not.toContain('KmsDefaultEncryption');
  });
});

describe('s3.Bucket', () => {
  const page = pageOf('s3-bucket.md');

  test('each property that an EncryptedBucket does not take is in the table', () => {
    const named = rowsOf(page, '`s3.Bucket`').flatMap(([props]) => [...props.matchAll(/`(\w+)`/g)].map(([, prop]) => prop));
    expect(named.sort()).toEqual(Object.keys(PROPS_LEFT_OUT).sort());
  });

  test('each new property is named', () => {
    const assembly = JSON.parse(fs.readFileSync(path.join(__dirname, '..', '..', '.jsii'), 'utf8')) as Assembly;
    const [, sentence] = /^New properties: ([\s\S]*?)\.$/m.exec(page)!;
    const named = [...sentence.matchAll(/`(\w+)`/g)].map(([, prop]) => prop);
    const ours = assembly.types['cdk-s3-encryption.EncryptedBucketProps'].properties
      .filter(({ name, type }) => name === 'encryptionAdministrators' || type.fqn?.startsWith('cdk-s3-encryption.')).map(({ name }) => name);
    expect(named.sort()).toEqual(ours.sort());
  });

  test('the defaults differ as the page says', () => {
    const stack = aStack();
    new s3.Bucket(stack, 'Data');
    Template.fromStack(stack).resourceCountIs('AWS::S3::BucketPolicy', 0);
    const [{ Properties: properties }] = Object.values(Template.fromStack(stack).findResources('AWS::S3::Bucket'));
    expect(properties).toBeUndefined();
  });
});
