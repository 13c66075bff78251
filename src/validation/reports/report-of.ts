import { groupsOf } from './finding-groups';
import type { Reported } from './html/data-of-report';
import { mermaidOf } from './mermaid';
import { type Report, type ReportedFinding, ReportedStatus, type ReportedTemplate, type ResolvedFinding, type Summary } from './report';
import { reportedFindings } from './reported-findings';
import type { Resource, TemplateSource } from '../../template';
import type { TemplateFile } from '../assembly';
import type { Posture } from '../posture';
import type { Comparison } from './baseline';
import { acknowledgementIds, type RuleSet } from '../rule-sets';
import { type RuleMetadata, Severity } from '../rules';

/** What a report says beside what rules find. */
export interface Beside {
  readonly failures?: readonly string[];
  /** What was known before. */
  readonly baseline?: Comparison;
  /** Whether the report has a map, where the app is small enough for one. */
  readonly hasMap?: boolean;
  /** Called before each rule that is asked. */
  onRule?(rule: RuleMetadata): void;
}

export function reportOf(posture: Posture, ruleSet: RuleSet, templates: readonly TemplateFile[], beside: Beside = {}): Report {
  const sources = templates.map(({ source }) => source);
  const reported = reportedTemplates(templates, posture.allBuckets.map(({ resource }) => resource.template));
  const byName = new Map(templates.map((template, i) => [template.source.name, { template, reported: reported[i] }]));
  const order = orderOf(posture);
  const judgements = ruleSet._judge(posture, beside.onRule).sort((a, b) => order(a.resource) - order(b.resource));
  // What stands for artifacts that are not read is none.
  const read = reported.filter((_, i) => templates[i].source.unseen === undefined);
  const findings = reportedFindings(judgements, sources, ({ resource, rule }) => {
    const { template, reported: inReport } = byName.get(resource.template)!;
    const constructPath = constructPathIn(template, resource);
    const acknowledgement = template.acknowledgements.find(acknowledgementIds(rule), template.file, resource.logicalId, constructPath);
    return { template: inReport, constructPath, isOwnConstruct: ownPathIn(template, resource) !== undefined, acknowledgement };
  }, beside.baseline?.over(new Set(read.map(({ path }) => path))));
  return assembled(ruleSet._rules, findings, {
    templates: read,
    buckets: posture.allBuckets.length,
    problems: namesOf(posture, templates),
    failures: beside.failures ?? [],
    // What was not read may still be there.
    resolved: beside.failures?.length ? [] : beside.baseline?.resolved(),
    mermaid: beside.hasMap ? mermaidOf(posture, findings) : undefined,
  });
}

/** What a page shows of the same templates. */
export function reportedOf(posture: Posture, templates: readonly TemplateFile[]): Reported {
  const byName = new Map(templates.map((template) => [template.source.name, template]));
  return {
    posture,
    templates,
    constructPathOf: (resource) => {
      const template = byName.get(resource.template);
      return template === undefined ? resource.constructPath : constructPathIn(template, resource);
    },
  };
}

/** The construct of a resource, or of what stands for it. */
function constructPathIn(template: TemplateFile, resource: Pick<Resource, 'constructPath' | 'logicalId' | 'place'>): string | undefined {
  return ownPathIn(template, resource) ?? template.constructPaths.get(String(resource.place[1])) ?? template.makerPath;
}

function ownPathIn({ constructPaths }: TemplateFile, { constructPath, logicalId }: Pick<Resource, 'constructPath' | 'logicalId'>): string | undefined {
  return constructPath ?? constructPaths.get(logicalId);
}

/** The rest of a report. */
export interface Around extends Pick<Report, 'templates' | 'problems' | 'failures' | 'mermaid'> {
  readonly buckets: number;
  readonly resolved?: readonly ResolvedFinding[];
}

export function assembled(rules: readonly RuleMetadata[], findings: readonly ReportedFinding[], around: Around): Report {
  const { templates, buckets, problems, failures, resolved, mermaid } = around;
  const summary = summaryOf(findings, buckets, resolved?.length ?? 0);
  return { rules, templates, findings, groups: groupsOf(findings), resolved, problems, failures, summary, mermaid };
}

/** A report as if nothing had been known before. */
export function asFirst(report: Report): Report {
  const { rules, findings, templates, problems, failures, summary: { buckets } } = report;
  return assembled(rules, findings.map((finding) => ({ ...finding, isKnown: false })), { templates, buckets, problems, failures });
}

/**
 * What reports say of templates: with the stacks that they are deployed with.
 *
 * @param buckets The template of each bucket.
 */
export function reportedTemplates(
  templates: readonly (Pick<TemplateFile, 'file' | 'path' | 'stack' | 'text'> & { readonly source: TemplateSource })[],
  buckets: readonly string[],
): ReportedTemplate[] {
  const counts = new Map<string, number>();
  for (const name of buckets) { counts.set(name, (counts.get(name) ?? 0) + 1); }
  const byName = new Map(templates.map((one) => [one.source.name, one]));
  return templates.map((template) => {
    const { file, path, text, source } = template;
    let root = template;
    for (let outer = root; outer !== undefined; outer = byName.get(outer.source.nestedIn?.template ?? '')!) { root = outer; }
    return { file, path, stack: root.stack, text, buckets: counts.get(source.name) ?? 0, name: source.name, stackTemplate: root.source.name };
  });
}

function summaryOf(findings: readonly ReportedFinding[], buckets: number, resolved: number): Summary {
  const count = (status: ReportedStatus, severity?: Severity) => findings
    .filter((finding) => !finding.isKnown && finding.status === status && (severity === undefined || finding.severity === severity)).length;
  return {
    buckets,
    errors: count(ReportedStatus.VIOLATION, Severity.ERROR),
    warnings: count(ReportedStatus.VIOLATION, Severity.WARNING),
    unknown: count(ReportedStatus.UNKNOWN),
    acknowledged: count(ReportedStatus.ACKNOWLEDGED),
    known: findings.filter(({ isKnown, status, severity }) => isKnown && (status === ReportedStatus.UNKNOWN || severity !== Severity.INFO)).length,
    resolved,
  };
}

/** What is wrong with the templates themselves, and what they do not show: each with the path of its template. For who asks no rules. */
export function problemsOf(posture: Posture, templates: readonly TemplateFile[]): string[] {
  const pathOf = (name: string) => templates.find(({ source }) => source === posture.app.source(name))?.path ?? name;
  return [
    ...namesOf(posture, templates),
    ...posture.app.templates.flatMap(({ name, unseen }) => unseen.map(({ text }) => `${pathOf(name)}: ${text}`)),
  ];
}

function namesOf(posture: Posture, templates: readonly TemplateFile[]): string[] {
  return posture.app.problems.map(({ source, template, text }) => `${templates.find((file) => file.source === source)?.path ?? template}: ${text}`);
}

/** Tells the place of resources in the order of the templates. What is no resource comes before those of its template. */
function orderOf({ app }: Posture): (resource: Resource) => number {
  const order = new Map<Resource | string, number>();
  for (const template of app.templates) {
    order.set(template.name, order.size);
    for (const resource of template.resources) { order.set(resource, order.size); }
  }
  return (resource) => order.get(resource) ?? order.get(resource.template)!;
}
