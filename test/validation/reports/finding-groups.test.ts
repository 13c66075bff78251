import type { Log } from 'sarif';
import { PLAIN_FORMS, sarifReport, show, textReport } from './support';
import { App, type TemplateSource } from '../../../src/template';
import { Acknowledgements } from '../../../src/validation/assembly/acknowledgements';
import { Posture } from '../../../src/validation/posture';
import { jsonReport, type Report, ReportedStatus, reportOf } from '../../../src/validation/reports';
import { Framework, RuleSet } from '../../../src/validation/rule-sets';
import { RuleName } from '../../../src/validation/rules';

const PAGES = 'https://github.com/cdk-s3-encryption/cdk-s3-encryption/blob/main/docs/rules/';
const KMS = { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { Ref: 'Key' } }, BucketKeyEnabled: true }] } };

function only(...names: RuleName[]): RuleSet {
  const all = RuleSet.recommended();
  return all.without(...all.ruleNames.filter((name) => !names.includes(name)));
}

const bucket = (path?: string, properties: object = {}) => ({ Type: 'AWS::S3::Bucket', ...path === undefined ? {} : { Metadata: { 'aws:cdk:path': path } }, Properties: properties });

interface Given {
  readonly resources: object;
  readonly parameters?: object;
  readonly nestedIn?: TemplateSource['nestedIn'];
}

function report(
  ruleSet: RuleSet, templates: { readonly [name: string]: Given }, acknowledge: (all: Acknowledgements) => void = () => undefined,
): Report {
  const acknowledgements = new Acknowledgements();
  acknowledge(acknowledgements);
  const files = Object.entries(templates).map(([name, { resources, parameters, nestedIn }]) => {
    const json = { Parameters: parameters, Resources: resources };
    const constructPaths = new Map<string, string>();
    return { source: { name, json, nestedIn }, file: name, path: name, stack: 'Data', text: JSON.stringify(json), constructPaths, acknowledgements };
  });
  return reportOf(Posture.of(App.of(files.map(({ source }) => source))), ruleSet, files);
}

const groupsOf = ({ groups }: Report) => groups.map(({ rule, status, findings }) => `${rule.name} ${status} ${findings.map(({ logicalId }) => logicalId).join(' ')}`);

const THREE = { A: bucket('Data/A/Resource'), B: bucket('Data/B/Resource'), C: bucket('Data/C/Resource') };
const TLS = only(RuleName.SECURE_TRANSPORT_REQUIRED);

describe('one finding for one cause', () => {
  test('resources of one stack are named together, nested stacks included', () => {
    const nested = { resources: { Inner: bucket() }, nestedIn: { template: 'a.json', logicalId: 'Nested' } };
    const outer = { resources: { ...THREE, Nested: { Type: 'AWS::CloudFormation::Stack', Properties: {} } } };
    expect(groupsOf(report(TLS, { 'a.json': outer, 'inner.json': nested }))).toEqual(['SecureTransportRequired violation A B C Inner']);
  });

  test('those of other stacks, of other rules and of other causes are not', () => {
    const policy = { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'C' }, PolicyDocument: { Statement: [] } } };
    const found = groupsOf(report(only(RuleName.SECURE_TRANSPORT_REQUIRED, RuleName.DEFAULT_ENCRYPTION_DECLARED), {
      'a.json': { resources: { ...THREE, Policy: policy } }, 'b.json': { resources: { D: bucket() } },
    }));
    expect(found).toEqual([
      'DefaultEncryptionDeclared violation A B C', 'SecureTransportRequired violation A B', 'SecureTransportRequired violation C',
      'DefaultEncryptionDeclared violation D', 'SecureTransportRequired violation D',
    ]);
  });

  test('each is acknowledged by itself, and the rest is reported', () => {
    const found = report(TLS, { 'a.json': { resources: THREE } }, (all) => { all.addForConstruct('Data/B', 'S3Encryption::SecureTransportRequired', 'signed'); });
    expect(groupsOf(found)).toEqual(['SecureTransportRequired violation A C', 'SecureTransportRequired acknowledged B']);
    expect(found.summary).toMatchObject({ buckets: 3, errors: 2, acknowledged: 1 });
    expect(textReport(found, false)).not.toContain('Data/B/Resource');
  });

  test('text, SARIF, JSON, Markdown, CSV and JUnit name all of them', () => {
    const found = report(TLS, { 'a.json': { resources: THREE } });
    for (const form of PLAIN_FORMS) {
      for (const id of ['A', 'B', 'C']) { expect(show(found, form)).toContain(`Data/${id}/Resource`); }
    }
    const [{ results }] = (JSON.parse(sarifReport(found, '1.2.3')) as Log).runs;
    expect(results!.map(({ locations }) => locations!.length)).toEqual([3]);
    expect(results![0].message.text).toContain('Also: Data/B/Resource (B), Data/C/Resource (C).');
  });

  test('one line that fixes all is said where constructs made several', () => {
    const line = 'To fix all buckets of the stack, apply mixins.BucketSecureTransport to the stack.';
    for (const form of ['text', 'json', 'sarif', 'markdown', 'junit'] as const) {
      expect(show(report(TLS, { 'a.json': { resources: THREE } }), form)).toContain(line);
      expect(show(report(TLS, { 'a.json': { resources: { A: THREE.A } } }), form)).not.toContain(line);
      expect(show(report(TLS, { 'a.json': { resources: { A: bucket(), B: bucket() } } }), form)).not.toContain(line);
    }
    const website = { WebsiteConfiguration: { IndexDocument: 'index.html' } };
    const websites = report(TLS, { 'a.json': { resources: { A: bucket('Data/A/Resource', website), B: bucket('Data/B/Resource', website) } } });
    expect(websites.groups.map(({ findings, fixForAll }) => [findings.length, fixForAll])).toEqual([[2, undefined]]);
  });

  test('every format has the address of the page, and the summary', () => {
    const found = report(TLS, { 'a.json': { resources: THREE } });
    for (const form of PLAIN_FORMS) { expect(show(found, form)).toContain(`${PAGES}SecureTransportRequired.md`); }
    for (const form of ['text', 'sarif', 'markdown', 'csv', 'junit'] as const) {
      expect(show(found, form)).toContain('3 buckets in 1 template: 3 errors, 0 warnings, 0 that cannot be determined, 0 acknowledged');
    }
    expect(JSON.parse(jsonReport(found))).toMatchObject({ summary: { buckets: 3, errors: 3, warnings: 0, unknown: 0, acknowledged: 0 } });
  });
});

describe('one unknown is one finding', () => {
  const KEY_RULES = [RuleName.KMS_KEY_ARN, RuleName.CUSTOMER_MANAGED_KEY, RuleName.KMS_KEY_SAME_REGION];
  const unknownKey = { 'a.json': { parameters: { Key: { Type: 'String' } }, resources: { A: bucket('Data/A/Resource', KMS) } } };

  test('the most severe rule speaks, and names the others', () => {
    const { findings, summary } = report(only(...KEY_RULES), unknownKey);
    expect(findings.map(({ rule, message }) => [rule.name, message])).toEqual([[
      'KmsKeySameRegion',
      'It cannot be determined whether the bucket\'s key is in the bucket\'s Region: parameter Key has no default. '
      + 'For the same reason, CustomerManagedKey and KmsKeyArn are undetermined.',
    ]]);
    expect(summary.unknown).toBe(1);
  });

  test('without it, another one does', () => {
    const { findings } = report(only(RuleName.KMS_KEY_ARN, RuleName.CUSTOMER_MANAGED_KEY), unknownKey);
    expect(findings.map(({ rule, also }) => [rule.name, also.map((one) => one.rule.name)])).toEqual([['CustomerManagedKey', ['KmsKeyArn']]]);
  });

  test('an acknowledgement silences one rule, and not those that it spoke for', () => {
    const acknowledged = (...names: string[]) => report(only(...KEY_RULES), unknownKey, (all) => {
      for (const name of names) { all.addForConstruct('Data/A', `S3Encryption::${name}`, 'imported'); }
    });
    expect(groupsOf(acknowledged('KmsKeySameRegion'))).toEqual(['CustomerManagedKey unknown A', 'KmsKeySameRegion acknowledged A']);
    expect(acknowledged(...KEY_RULES).findings.map(({ status }) => status)).toEqual(KEY_RULES.map(() => ReportedStatus.ACKNOWLEDGED));
  });

  test('a macro that may make policies is said once for each bucket, and once for all', () => {
    const macro = { 'a.json': { resources: { ...THREE, Macro: { Type: 'Company::S3::Bucket::MODULE' } } } };
    const found = report(only(RuleName.SECURE_TRANSPORT_REQUIRED, RuleName.MINIMUM_TLS_VERSION, RuleName.SIGNATURE_VERSION_4_REQUIRED), macro);
    expect(groupsOf(found).filter((one) => one.includes('A B C'))).toEqual(['SecureTransportRequired unknown A B C']);
  });

  test('violations, and what is undetermined for other reasons, stay apart', () => {
    const two = { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { Ref: 'Key' } }, BucketKeyEnabled: { Ref: 'Has' } }] } };
    const found = report(only(RuleName.KMS_KEY_ARN, RuleName.BUCKET_KEY_ENABLED, RuleName.SECURE_TRANSPORT_REQUIRED), {
      'a.json': { parameters: { Key: { Type: 'String' }, Has: { Type: 'String' } }, resources: { A: bucket(undefined, two) } },
    });
    expect(groupsOf(found)).toEqual(['BucketKeyEnabled unknown A', 'KmsKeyArn unknown A', 'SecureTransportRequired violation A']);
  });
});

describe('what AWS does already', () => {
  const severities = (ruleSet: RuleSet) => report(ruleSet, { 'a.json': { resources: THREE } }).findings
    .filter(({ rule, logicalId }) => logicalId === 'A' && /^(?:MinimumTls|SignatureV)/.test(rule.name)).map(({ rule, severity }) => `${severity} ${rule.name}`);

  test('is information, a warning where a framework requires it, and an error for the strict', () => {
    expect(severities(RuleSet.recommended())).toEqual(['info MinimumTlsVersion', 'info SignatureVersion4Required']);
    expect(severities(RuleSet.framework(Framework.NIST_800_53_R5))).toEqual(['warning MinimumTlsVersion', 'warning SignatureVersion4Required']);
    expect(severities(RuleSet.strict())).toEqual(['error MinimumTlsVersion', 'error SignatureVersion4Required']);
  });
});
