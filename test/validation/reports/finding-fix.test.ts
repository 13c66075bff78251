import { App as CdkApp, aws_s3 as s3, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import type { Log } from 'sarif';
import { sarifReport, textReport } from './support';
import { RuleSet, S3EncryptionAspect, S3EncryptionChecks } from '../../../src';
import { App } from '../../../src/template';
import { Acknowledgements } from '../../../src/validation/assembly/acknowledgements';
import { Posture } from '../../../src/validation/posture';
import { jsonReport, reportOf } from '../../../src/validation/reports';

// A website is told what to do about a website, wherever findings are shown: never the fix of the rule.

const OF_WEBSITES = 'Do not deny plain HTTP while visitors use the website endpoint';
const OF_THE_RULE = 'Deny s3:* on the bucket and its objects';

const all = RuleSet.recommended();
const ruleSet = all.without(...all.ruleNames.filter((name) => name !== 'SecureTransportRequired'));

function report() {
  const json = { Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: { WebsiteConfiguration: { IndexDocument: 'index.html' } } } } };
  const file = '/app/template.json';
  const source = { name: file, json };
  return reportOf(Posture.of(App.of([source])), ruleSet, [
    { source, file, path: 'template.json', text: JSON.stringify(json), constructPaths: new Map(), acknowledgements: Acknowledgements.NONE },
  ]);
}

function website(): s3.Bucket {
  return new s3.Bucket(new Stack(new CdkApp(), 'Stack'), 'Bucket', { websiteIndexDocument: 'index.html' });
}

test.each<[string, () => string]>([
  ['text', () => textReport(report(), false)],
  ['JSON', () => jsonReport(report())],
  ['the results of SARIF', () => JSON.stringify((JSON.parse(sarifReport(report(), '1.2.3')) as Log).runs[0].results)],
  ['the validation report of CDK', () => new S3EncryptionChecks(undefined, { ruleSet }).validateScope(website()).violations[0].fix!],
])('%s', (_, shown) => {
  expect(shown()).toContain(OF_WEBSITES);
  expect(shown()).not.toContain(OF_THE_RULE);
});

test('annotations', () => {
  const bucket = website();
  new S3EncryptionAspect({ ruleSet }).visit(bucket.stack);
  const annotations = Annotations.fromStack(bucket.stack);
  annotations.hasError('*', Match.stringLikeRegexp(`configured as a website, and website endpoints support plain HTTP only\\..* Fix: ${OF_WEBSITES}`));
  annotations.hasNoError('*', Match.stringLikeRegexp('Fix: Deny '));
});
