import { assembled, type Report, type ReportedFinding, ReportedStatus, type ReportedTemplate } from '../../../src/validation/reports';
import { Preset, type RuleMetadata, Severity, Topic } from '../../../src/validation/rules';

export const PAGE = 'https://github.com/cdk-s3-encryption/cdk-s3-encryption/blob/main/docs/rules/KeyNamed.md';

/** A rule that nobody has written, with all that a rule can have. */
export const RULE: RuleMetadata = {
  name: 'KeyNamed',
  topic: Topic.KEYS,
  severity: Severity.ERROR,
  preset: Preset.RECOMMENDED,
  title: 'buckets name a key',
  why: 'Nobody can revoke access to another key.',
  fix: 'Name a key.',
  fixForAll: 'To fix all buckets of the stack, apply a mixin to the stack.',
  controls: { pciDss4: ['3.5.1', '3.6.1'], securityHub: ['S3.17'] },
  links: ['https://docs.aws.amazon.com/a.html', 'https://docs.aws.amazon.com/b.html'],
};

/** A rule that a user has written: it has no page. */
export const CUSTOM: RuleMetadata = { ...RULE, name: 'AcmeTag', topic: Topic.CUSTOM, why: 'Nobody else knows whose it is.', fixForAll: undefined, controls: {}, links: [] };

export function template(path = 'a.json', more: Partial<ReportedTemplate> = {}): ReportedTemplate {
  return { file: `/app/${path}`, path, stack: undefined, text: '{}', buckets: 1, name: path, stackTemplate: path, ...more };
}

export function finding(more: Partial<ReportedFinding> = {}): ReportedFinding {
  const { rule = RULE } = more;
  return {
    rule,
    severity: rule.severity,
    status: ReportedStatus.VIOLATION,
    message: 'No key is named.',
    fix: rule.fix,
    template: template(),
    logicalId: 'Data',
    resourceType: 'AWS::S3::Bucket',
    isOwnConstruct: more.constructPath !== undefined,
    property: 'Properties.BucketEncryption',
    fingerprint: 'f0',
    isKnown: false,
    isUndetermined: more.status === ReportedStatus.UNKNOWN,
    also: [],
    position: () => ({ line: 7, column: 3 }),
    ...more,
  };
}

export const acknowledged = (more: Partial<ReportedFinding> = {}): ReportedFinding => finding({ status: ReportedStatus.ACKNOWLEDGED, reason: 'it is public', ...more });

/** A report of findings, with the rules and templates that they have unless others are given. */
export function reportWith(findings: readonly ReportedFinding[], { rules, ...around }: Partial<Parameters<typeof assembled>[2]> & Partial<Pick<Report, 'rules'>> = {}): Report {
  const asked = rules ?? [...new Set([RULE, ...findings.map(({ rule }) => rule)])];
  const templates = [...new Map([template(), ...findings.map((one) => one.template)].map((one) => [one.path, one])).values()];
  return assembled(asked, findings, { templates, buckets: templates.length, problems: [], failures: [], ...around });
}

export const RESOLVED = {
  rule: 'KeyNamed', severity: Severity.WARNING, template: 'more templates/old.json', logicalId: 'Gone', property: 'Properties.Gone', message: 'No key was named.', fingerprint: 'f9',
};
