import * as path from 'path';
import { pathToFileURL } from 'url';
import type { Log, Notification, ReportingDescriptor, Result } from 'sarif';
import { jsonPieces } from './printable';
import { type Report, type ReportedFinding, ReportedStatus } from './report';
import { frameworksServed, type RuleMetadata, Severity } from '../rules';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

const LEVEL = {
  [Severity.ERROR]: 'error',
  [Severity.WARNING]: 'warning',
  [Severity.INFO]: 'note',
} as const;

/**
 * For code scanning: SARIF 2.1.0, piece by piece.
 *
 * A fix in SARIF is a change of text, which a rule cannot know: what to do is in the message and in the rule's help.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function* sarifReportPieces({ rules, findings, problems, failures }: Report, toolVersion: string): Generator<string> {
  const index = new Map(rules.map((rule, i) => [rule.name, i]));
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [{
      tool: {
        driver: {
          name: 'cdk-s3-encryption',
          version: toolVersion,
          informationUri: 'https://github.com/cdk-s3-encryption/cdk-s3-encryption',
          rules: rules.map(descriptor),
        },
      },
      invocations: [{
        executionSuccessful: failures.length === 0,
        toolExecutionNotifications: [...failures.map((text) => notification(text, 'error')), ...problems.map((text) => notification(text, 'warning'))],
      }],
      columnKind: 'utf16CodeUnits',
      results: results(findings, index),
    }],
  } satisfies Pieces<Log>;
  yield* jsonPieces(log);
  yield '\n';
}

/** A log whose results are there when they are asked for: a string could not hold all. */
type Pieces<T extends Log> = Omit<T, 'runs'> & { readonly runs: readonly (Omit<T['runs'][number], 'results'> & { readonly results: Iterable<Result> })[] };

function* results(findings: readonly ReportedFinding[], index: ReadonlyMap<string, number>): Generator<Result> {
  for (const finding of findings) { yield result(finding, index.get(finding.rule.name)!); }
}

function descriptor({ name, formerNames, topic, severity, title, why, fix, controls, links }: RuleMetadata): ReportingDescriptor {
  const controlList = frameworksServed(controls).map((framework) => `${framework.title}: ${framework.controls}`);
  return {
    id: name,
    deprecatedIds: formerNames && [...formerNames],
    name,
    shortDescription: { text: `${title}.` },
    fullDescription: { text: why },
    help: {
      text: [why, `Fix: ${fix}`, ...controlList, ...links].join('\n\n'),
      markdown: [why, `**Fix:** ${fix}`, ...controlList, ...links.map((link) => `<${link}>`)].join('\n\n'),
    },
    helpUri: links[0],
    defaultConfiguration: { level: LEVEL[severity] },
    properties: { tags: ['security', 's3', 'encryption', topic] },
  };
}

function result(finding: ReportedFinding, ruleIndex: number): Result {
  const { rule, severity, status, message, fix, template, logicalId, constructPath, property, reason } = finding;
  const { line, column } = finding.position();
  return {
    ruleId: rule.name,
    ruleIndex,
    level: LEVEL[severity],
    message: { text: `${message} Fix: ${fix}` },
    locations: [{
      physicalLocation: { artifactLocation: { uri: uriOf(template.path) }, region: { startLine: line, startColumn: column } },
      logicalLocations: [{ name: logicalId, fullyQualifiedName: constructPath ?? logicalId, kind: 'resource' }],
    }],
    // Lines move; a finding is the same as long as its rule, resource and property are.
    partialFingerprints: { 'ruleResourceProperty/v1': [rule.name, template.path, constructPath ?? logicalId, property].join(' ') },
    suppressions: status === ReportedStatus.ACKNOWLEDGED ? [{ kind: 'external', status: 'accepted', justification: reason }] : [],
    properties: { status, property },
  };
}

function notification(text: string, level: 'error' | 'warning'): Notification {
  return { level, message: { text } };
}

/** Relative to where the program was run, which is where code scanning looks for it. */
function uriOf(file: string): string {
  return path.isAbsolute(file) ? pathToFileURL(file).href : file.split('/').map(encodeURIComponent).join('/');
}
