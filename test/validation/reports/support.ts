import { App } from '../../../src/template';
import { parseTemplate } from '../../../src/template-parser';
import type { TemplateFile } from '../../../src/validation/assembly';
import { Acknowledgements } from '../../../src/validation/assembly/acknowledgements';
import { Posture } from '../../../src/validation/posture';
import { rendered, RENDERERS, type Report, type ReportForm, reportOf, sarifReportPieces, textReportPieces } from '../../../src/validation/reports';
import { RuleSet } from '../../../src/validation/rule-sets/rule-set';

/** All pieces of a report. */
export const textReport = (report: Report, colored: boolean): string => [...textReportPieces(report, colored)].join('');
export const sarifReport = (report: Report, toolVersion: string): string => [...sarifReportPieces(report, toolVersion)].join('');

const ASKED = ['BucketKeyEnabled', 'SseCBlocked'];

/** Two buckets of a CDK app, one of a plain template; findings of every severity and status. */
export function exampleReport(): Report {
  const acknowledgements = new Acknowledgements();
  acknowledgements.addForConstruct('App/Quiet', 'S3Encryption::SseCBlocked', 'clients need it');
  const templates = [
    templateFile('cdk.out/App.template.json', CDK_TEMPLATE, { stack: 'App', constructPaths: new Map([['Quiet', 'App/Quiet/Resource']]), acknowledgements }),
    templateFile('more templates/plain.yaml', PLAIN_TEMPLATE),
  ];
  const all = RuleSet.recommended();
  const rules = all.without(...all.ruleNames.filter((name) => !ASKED.includes(name)));
  return reportOf(Posture.of(App.of(templates.map(({ source }) => source))), rules, templates);
}

const CDK_TEMPLATE = JSON.stringify({
  Resources: {
    Quiet: bucket({ SSEAlgorithm: 'AES256' }, { BlockedEncryptionTypes: { EncryptionType: ['NONE'] } }),
    Loud: {
      ...bucket({ SSEAlgorithm: 'AES256' }, { BlockedEncryptionTypes: { EncryptionType: ['NONE'] } }),
      Metadata: { 'aws:cdk:path': 'App/Loud/Resource' },
    },
  },
}, undefined, 2);

const PLAIN_TEMPLATE = `Parameters: {BucketKey: {Type: String}}
Resources:
  'Fn::ForEach::More': []
  Absent:
    Type: AWS::S3::Bucket
    Properties:
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault: {SSEAlgorithm: aws:kms}
  Unknown:
    Type: AWS::S3::Bucket
    Properties:
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault: {SSEAlgorithm: aws:kms}
            BucketKeyEnabled: !Ref BucketKey
            BlockedEncryptionTypes: {EncryptionType: [SSE-C]}
`;

function bucket(byDefault: object, more: object) {
  return {
    Type: 'AWS::S3::Bucket',
    Properties: { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: byDefault, ...more }] } },
  };
}

function templateFile(path: string, text: string, more: Partial<TemplateFile> = {}): TemplateFile {
  const file = `/app/${path}`;
  return {
    source: { name: file, json: parseTemplate(text, path) },
    file,
    path,
    text,
    constructPaths: new Map(),
    acknowledgements: Acknowledgements.NONE,
    ...more,
  };
}

export type PlainForm = Exclude<ReportForm, 'html'>;

/** The forms that show nothing but the report. */
export const PLAIN_FORMS = Object.keys(RENDERERS).filter((form): form is PlainForm => form !== 'html');

export function show(report: Report, form: PlainForm): string {
  const reported = () => { throw new Error('Only a page shows more.'); };
  return [...rendered(form, report, { colors: false, toolVersion: '1.2.3', reported })].join('');
}
