import { App, type TemplateSource } from '../../../src/template';
import type { TemplateFile } from '../../../src/validation/assembly';
import { Acknowledgements } from '../../../src/validation/assembly/acknowledgements';
import { Posture } from '../../../src/validation/posture';
import { Baseline, jsonReport, type Report, reportedOf, reportedTemplates, reportOf } from '../../../src/validation/reports';
import { RuleSet } from '../../../src/validation/rule-sets';

const BUCKET = { Type: 'AWS::S3::Bucket' };
const all = RuleSet.recommended();
const only = (...names: string[]) => all.without(...all.ruleNames.filter((name) => !names.includes(name)));
const TLS = only('SecureTransportRequired');

function file(name: string, resources: object, more: Partial<Omit<TemplateFile, 'source'>> & { readonly source?: Partial<TemplateSource> } = {}): TemplateFile {
  const json = { Parameters: { Key: { Type: 'String' } }, Resources: resources };
  const { source, ...rest } = more;
  return { file: `/app/${name}`, path: name, text: JSON.stringify(json), constructPaths: new Map(), acknowledgements: Acknowledgements.NONE, ...rest, source: { name, json, ...source } };
}

const postureOf = (files: readonly TemplateFile[]) => Posture.of(App.of(files.map(({ source }) => source)));
const report = (files: readonly TemplateFile[], ruleSet = TLS, beside: Parameters<typeof reportOf>[3] = {}): Report => (
  reportOf(postureOf(files), ruleSet, files, beside)
);
const placesOf = ({ findings }: Report) => findings.map(({ template, logicalId }) => `${template.path} ${logicalId}`);

describe('findings', () => {
  test('stand in the order of the templates, and of the resources in them', () => {
    const files = [file('b.json', { Z: BUCKET, A: BUCKET }), file('a.json', { M: BUCKET })];
    expect(placesOf(report(files, only('SecureTransportRequired', 'DefaultEncryptionDeclared')))).toEqual(['b.json Z', 'b.json Z', 'b.json A', 'b.json A', 'a.json M', 'a.json M']);
  });

  test('about a template come before those about its resources, and after those of the template before it', () => {
    const macro = { 'Fn::Transform': { Name: 'Company' } };
    const found = report([file('a.json', { A: BUCKET }), file('b.json', { B: BUCKET, ...macro })], only('SecureTransportRequired', 'AllResourcesVisible'));
    expect(placesOf(found)).toEqual(['a.json A', 'b.json Fn::Transform', 'b.json B']);
  });

  test('have the construct path of their resource', () => {
    const named = { ...BUCKET, Metadata: { 'aws:cdk:path': 'App/Own/Resource' } };
    const found = report([file('a.json', { A: named, B: BUCKET, C: BUCKET }, { constructPaths: new Map([['B', 'App/B/Resource']]) }), file('nested.json', { D: BUCKET }, { makerPath: 'App/Maker' })]);
    expect(found.findings.map(({ logicalId, constructPath, isOwnConstruct }) => [logicalId, constructPath, isOwnConstruct])).toEqual([
      ['A', 'App/Own/Resource', true], ['B', 'App/B/Resource', true], ['C', undefined, false], ['D', 'App/Maker', false],
    ]);
  });

  test('are acknowledged for the resource, too, and former names of rules are told', () => {
    const acknowledgements = new Acknowledgements();
    acknowledgements.addForResource('/app/a.json', 'A', 'S3Encryption::SecureTransportRequired', 'signed');
    const found = report([file('a.json', { A: BUCKET, B: BUCKET }, { acknowledgements })]);
    expect(found.findings.map(({ status, reason, formerId }) => [status, reason, formerId])).toEqual([['acknowledged', 'signed', undefined], ['violation', undefined, undefined]]);
  });

  test('are asked for rule by rule, and each rule is told', () => {
    const asked: string[] = [];
    report([file('a.json', { A: BUCKET })], only('SecureTransportRequired', 'DefaultEncryptionDeclared'), { onRule: ({ name }) => { asked.push(name); } });
    expect(asked.sort()).toEqual(['DefaultEncryptionDeclared', 'SecureTransportRequired']);
  });
});

describe('templates', () => {
  test('have the number of their buckets, and the stack that is deployed', () => {
    const files = [
      file('inner.json', { A: BUCKET, B: BUCKET }, { source: { nestedIn: { template: 'middle.json', logicalId: 'Inner' } } }),
      file('middle.json', { C: BUCKET }, { source: { nestedIn: { template: 'outer.json', logicalId: 'Middle' } }, stack: 'no stack' }),
      file('outer.json', {}, { stack: 'App' }),
      file('lost.json', {}, { source: { nestedIn: { template: 'gone.json', logicalId: 'Lost' } }, stack: 'Lost' }),
    ];
    expect(reportedTemplates(files, ['inner.json', 'middle.json', 'inner.json', 'elsewhere.json'])).toEqual([
      { file: '/app/inner.json', path: 'inner.json', stack: 'App', text: files[0].text, buckets: 2, name: 'inner.json', stackTemplate: 'outer.json' },
      { file: '/app/middle.json', path: 'middle.json', stack: 'App', text: files[1].text, buckets: 1, name: 'middle.json', stackTemplate: 'outer.json' },
      { file: '/app/outer.json', path: 'outer.json', stack: 'App', text: files[2].text, buckets: 0, name: 'outer.json', stackTemplate: 'outer.json' },
      { file: '/app/lost.json', path: 'lost.json', stack: 'Lost', text: files[3].text, buckets: 0, name: 'lost.json', stackTemplate: 'lost.json' },
    ]);
  });

  test('what stands for artifacts that are not read is none', () => {
    const files = [file('a.json', { A: BUCKET }), file('manifest.json', {}, { source: { unseen: [{ text: 'An artifact is not read.' }] as unknown as TemplateSource['unseen'] } })];
    expect(report(files).templates.map(({ path }) => path)).toEqual(['a.json']);
  });
});

describe('a report', () => {
  const files = [file('a.json', { A: BUCKET })];

  test('has the rules that were asked, and the number of buckets', () => {
    const found = report([file('a.json', { A: BUCKET, T: { Type: 'AWS::S3Tables::TableBucket' } })]);
    expect(found.rules.map(({ name }) => name)).toEqual(['SecureTransportRequired']);
    expect(found.summary.buckets).toBe(2);
  });

  test('has a map only where that is asked for', () => {
    expect(report(files, TLS, { hasMap: true }).mermaid).toMatch(/^flowchart LR\n/);
    expect(report(files, TLS, { hasMap: false }).mermaid).toBeUndefined();
    expect(report(files).mermaid).toBeUndefined();
  });

  test('has what could not be read', () => {
    expect(report(files).failures).toEqual([]);
    expect(report(files, TLS, { failures: ['b.json: gone'] }).failures).toEqual(['b.json: gone']);
  });
});

describe('compared with a baseline', () => {
  const now = [file('a.json', { A: BUCKET, New: BUCKET })];
  const baseline = () => Baseline.of(report([file('a.json', { A: BUCKET, Gone: BUCKET })])).compared();

  test('findings are known or new, and what is gone is resolved', () => {
    const found = report(now, TLS, { baseline: baseline() });
    expect(found.findings.map(({ logicalId, isKnown }) => [logicalId, isKnown])).toEqual([['A', true], ['New', false]]);
    expect(found.resolved!.map(({ logicalId }) => logicalId)).toEqual(['Gone']);
  });

  test('nothing is resolved while something could not be read', () => {
    expect(report(now, TLS, { baseline: baseline(), failures: ['b.json: gone'] }).resolved).toEqual([]);
    expect(report(now, TLS, { baseline: baseline(), failures: [] }).resolved).toHaveLength(1);
    expect(report(now).resolved).toBeUndefined();
  });

  test('what is acknowledged is not known, and yet not resolved', () => {
    const acknowledgements = new Acknowledgements();
    acknowledgements.addForConstruct('', 'S3Encryption::SecureTransportRequired', 'signed');
    const found = report([file('a.json', { A: BUCKET, Gone: BUCKET }, { acknowledgements, constructPaths: new Map([['A', ''], ['Gone', '']]) })], TLS, { baseline: baseline() });
    expect(found.findings.map(({ status, isKnown }) => [status, isKnown])).toEqual([['acknowledged', false], ['acknowledged', false]]);
  });

  test('a finding that speaks for others is known where all of them are', () => {
    const kms = { ...BUCKET, Properties: { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { Ref: 'Key' } } }] } } };
    const files = [file('a.json', { A: kms })];
    const rules = only('KmsKeyArn', 'CustomerManagedKey', 'KmsKeySameRegion');
    const json = JSON.parse(jsonReport(report(files, rules))) as { findings: { resources: { also: object[] }[] }[] };
    const compared = () => report(files, rules, { baseline: Baseline.parse(JSON.stringify(json), 'known.json').compared() }).findings.map(({ isKnown }) => isKnown);
    expect(compared()).toEqual([true]);
    json.findings[0].resources[0].also.pop();
    expect(compared()).toEqual([false]);
  });
});

describe('what a page shows', () => {
  test('has the construct paths that findings have', () => {
    const files = [file('a.json', { A: BUCKET, B: BUCKET }, { constructPaths: new Map([['A', 'App/A/Resource']]), makerPath: 'App/Maker' })];
    const posture = postureOf(files);
    const pathsIn = (templates: readonly TemplateFile[]) => (
      posture.buckets.map(({ resource }) => reportedOf(posture, templates).constructPathOf(resource))
    );
    expect(pathsIn(files)).toEqual(['App/A/Resource', 'App/Maker']);
    expect(pathsIn([])).toEqual([undefined, undefined]);
    expect(reportedOf(posture, files)).toMatchObject({ posture, templates: files });
  });
});
