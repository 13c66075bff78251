import * as path from 'path';
import { pathToFileURL } from 'url';
import type { Location, Log, Notification, ReportingDescriptor, Result } from 'sarif';
import type { ReportedGroup } from './finding-groups';
import { jsonPieces } from './printable';
import { type Report, type ReportedFinding, ReportedStatus, type ResolvedFinding } from './report';
import { placeOf, summaryText } from './words';
import { frameworksServed, pageOf, type RuleMetadata, Severity } from '../rules';

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
export function* sarifReportPieces(report: Report, toolVersion: string): Generator<string> {
  const { rules, groups, resolved, problems, failures } = report;
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
      results: results(groups, resolved, index),
      properties: { summary: summaryText(report) },
    }],
  } satisfies Pieces<Log>;
  yield* jsonPieces(log);
  yield '\n';
}

/** A log whose results are there when they are asked for: a string could not hold all. */
type Pieces<T extends Log> = Omit<T, 'runs'> & { readonly runs: readonly (Omit<T['runs'][number], 'results'> & { readonly results: Iterable<Result> })[] };

function* results(groups: readonly ReportedGroup[], resolved: Report['resolved'], index: ReadonlyMap<string, number>): Generator<Result> {
  for (const group of groups) { yield result(group, index.get(group.rule.name)!, resolved !== undefined); }
  for (const finding of resolved ?? []) { yield absent(finding); }
}

function descriptor(rule: RuleMetadata): ReportingDescriptor {
  const { name, formerNames, topic, severity, title, why, fix, controls, links } = rule;
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
    helpUri: pageOf(rule) ?? links[0],
    defaultConfiguration: { level: LEVEL[severity] },
    properties: { tags: ['security', 's3', 'encryption', topic] },
  };
}

/** One for all resources with the same cause: GitHub shows the first location, so the message names the others. */
function result(group: ReportedGroup, ruleIndex: number, isCompared: boolean): Result {
  const { rule, severity, status, message, fix, fixForAll, reason, isKnown, findings } = group;
  const [, ...others] = findings;
  const also = others.length > 0 ? [`Also: ${others.map(placeOf).join(', ')}.`] : [];
  return {
    ruleId: rule.name,
    ruleIndex,
    level: LEVEL[severity],
    message: { text: [message, ...also, `Fix: ${fix}`, ...(fixForAll === undefined ? [] : [fixForAll])].join(' ') },
    locations: findings.map(location),
    // Of several the least, so that it is the same as long as that resource is among them.
    partialFingerprints: { 'finding/v2': findings.map(({ fingerprint }) => fingerprint).sort()[0] },
    suppressions: status === ReportedStatus.ACKNOWLEDGED ? [{ kind: 'external', status: 'accepted', justification: reason }] : [],
    ...isCompared ? { baselineState: isKnown ? 'unchanged' : 'new' } : {},
    properties: { status, property: findings[0].property },
  };
}

function location(finding: ReportedFinding): Location {
  const { template, logicalId, constructPath, fingerprint, property } = finding;
  const { line, column } = finding.position();
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(template.path) }, region: { startLine: line, startColumn: column } },
    logicalLocations: [{ name: logicalId, fullyQualifiedName: constructPath ?? logicalId, kind: 'resource' }],
    properties: { fingerprint, property },
  };
}

/** What is in the baseline and is not found any more. */
function absent({ rule, severity, message, template, logicalId, constructPath, fingerprint }: ResolvedFinding): Result {
  return {
    ruleId: rule,
    level: LEVEL[severity],
    message: { text: message },
    locations: [{
      physicalLocation: { artifactLocation: { uri: uriOf(template) } },
      logicalLocations: [{ name: logicalId, fullyQualifiedName: constructPath ?? logicalId, kind: 'resource' }],
    }],
    partialFingerprints: { 'finding/v2': fingerprint },
    baselineState: 'absent',
  };
}

function notification(text: string, level: 'error' | 'warning'): Notification {
  return { level, message: { text } };
}

/** Relative to where the program was run, which is where code scanning looks for it. */
function uriOf(file: string): string {
  // Half of a pair of surrogates has no code.
  const encodable = file.replace(/\p{Surrogate}/gu, '\uFFFD');
  return path.isAbsolute(file) ? pathToFileURL(encodable).href : encodable.split('/').map(encodeURIComponent).join('/');
}
