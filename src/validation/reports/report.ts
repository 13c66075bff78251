import type { Resource } from '../../template';
import { type Position, SourceMap } from '../../template-parser';
import type { TemplateFile } from '../assembly';
import type { Posture } from '../posture';
import { acknowledgementIds, fixOf, type RuleSet } from '../rule-sets';
import { type RuleMetadata, Severity, Status } from '../rules';

/** What became of a finding. */
export enum ReportedStatus {
  VIOLATION = 'violation',
  UNKNOWN = 'unknown',
  ACKNOWLEDGED = 'acknowledged',
}

/** A finding with all that reports say of it. */
export interface ReportedFinding {
  readonly rule: RuleMetadata;
  readonly severity: Severity;
  readonly status: ReportedStatus;
  readonly message: string;
  readonly fix: string;
  readonly template: ReportedTemplate;
  readonly logicalId: string;
  readonly resourceType: string;
  readonly constructPath?: string;
  readonly property: string;
  /** Why it was acknowledged. */
  readonly reason?: string;
  /** The id that it was acknowledged under, if it is that of a former name of the rule. */
  readonly formerId?: string;
  /** Where the property is in the template, or where it would be. Computed when it is asked for. */
  position(): Position;
}

/** What reports say of a template. It does not hold the template: that of a large app takes much memory. */
export interface ReportedTemplate extends Pick<TemplateFile, 'file' | 'path' | 'stack' | 'text'> {
  readonly buckets: number;
}

/** How many of what; every finding counts once, those of no consequence (info) not at all. */
export interface Summary {
  readonly buckets: number;
  readonly errors: number;
  readonly warnings: number;
  readonly unknown: number;
  readonly acknowledged: number;
}

/** What a rule set finds in templates. */
export interface Report {
  readonly rules: readonly RuleMetadata[];
  readonly templates: readonly ReportedTemplate[];
  /** In the order of the templates, and of the resources in them. */
  readonly findings: readonly ReportedFinding[];
  /** What is wrong with the templates themselves, and no rule finds. */
  readonly problems: readonly string[];
  /** What could not be read. */
  readonly failures: readonly string[];
  readonly summary: Summary;
}

/** What a report says beside what rules find. */
export interface Beside {
  readonly failures?: readonly string[];
  /** Called before each rule that is asked. */
  onRule?(rule: RuleMetadata): void;
}

export function reportOf(posture: Posture, ruleSet: RuleSet, templates: readonly TemplateFile[], beside: Beside = {}): Report {
  const reported = withBuckets(templates, posture);
  const byName = new Map(templates.map((template, i) => [template.source.name, { template, reported: reported[i] }]));
  const placing = sourceMaps();
  const order = orderOf(posture);
  const findings = ruleSet._judge(posture, beside.onRule)
    .sort((a, b) => order(a.resource) - order(b.resource))
    .map((judgement): ReportedFinding => {
      const { rule, severity, status, message, resource, property } = judgement;
      const { template, reported: inReport } = byName.get(resource.template)!;
      const { logicalId, type: resourceType } = resource;
      const constructPath = resource.constructPath ?? template.constructPaths.get(logicalId)
        ?? template.constructPaths.get(String(resource.place[1])) ?? template.makerPath;
      const ids = acknowledgementIds(rule);
      const acknowledgement = template.acknowledgements.find(ids, template.file, logicalId, constructPath);
      return {
        rule,
        severity,
        status: acknowledgement === undefined ? STATUS[status] : ReportedStatus.ACKNOWLEDGED,
        message,
        fix: fixOf(judgement),
        template: inReport,
        logicalId,
        resourceType,
        constructPath,
        property,
        reason: acknowledgement?.reason,
        formerId: acknowledgement?.id === ids[0] ? undefined : acknowledgement?.id,
        position: positionOf(placing, inReport, resource.place, property),
      };
    });
  return {
    rules: ruleSet._rules,
    // What stands for artifacts that are not read is none.
    templates: reported.filter((_, i) => templates[i].source.unseen === undefined),
    findings,
    problems: namesOf(posture, templates),
    failures: beside.failures ?? [],
    summary: summaryOf(findings, posture.buckets.length),
  };
}

type SourceMaps = (template: ReportedTemplate) => SourceMap;

/** Made of nothing but its arguments: a closure over more would keep whole templates for as long as there are findings. */
function positionOf(maps: SourceMaps, template: ReportedTemplate, place: Resource['place'], property: string): () => Position {
  return () => maps(template).locate([...place, ...property.split('.')]);
}

function sourceMaps(): SourceMaps {
  return latest(({ text, file }: ReportedTemplate) => new SourceMap(typeof text === 'string' ? text : text(), file));
}

/** A function that remembers its latest answer only: findings come template by template, and a map of sources is large. */
function latest<Subject, Answer>(answer: (subject: Subject) => Answer): (subject: Subject) => Answer {
  let before: { readonly subject: Subject; readonly answer: Answer } | undefined;
  return (subject) => {
    if (before?.subject !== subject) { before = { subject, answer: answer(subject) }; }
    return before.answer;
  };
}

const STATUS: Readonly<Record<Status, ReportedStatus>> = {
  [Status.VIOLATION]: ReportedStatus.VIOLATION,
  [Status.UNKNOWN]: ReportedStatus.UNKNOWN,
};

function withBuckets(templates: readonly TemplateFile[], posture: Posture): ReportedTemplate[] {
  const counts = new Map<string, number>();
  for (const { resource } of posture.buckets) { counts.set(resource.template, (counts.get(resource.template) ?? 0) + 1); }
  return templates.map(({ file, path, stack, text, source }) => ({ file, path, stack, text, buckets: counts.get(source.name) ?? 0 }));
}

function summaryOf(findings: readonly ReportedFinding[], buckets: number): Summary {
  const count = (status: ReportedStatus, severity?: Severity) => findings
    .filter((finding) => finding.status === status && (severity === undefined || finding.severity === severity)).length;
  return {
    buckets,
    errors: count(ReportedStatus.VIOLATION, Severity.ERROR),
    warnings: count(ReportedStatus.VIOLATION, Severity.WARNING),
    unknown: count(ReportedStatus.UNKNOWN),
    acknowledged: count(ReportedStatus.ACKNOWLEDGED),
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
