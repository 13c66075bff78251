import { findingData, Texts } from './finding-data';
import { frameworkData } from './framework-data';
import { Graph } from './graph';
import { Labels } from './labels';
import type { ReportData, ResolvedData, RuleData, StackData } from './report-data';
import type { Resource } from '../../../template';
import type { TemplateFile } from '../../assembly';
import type { Posture } from '../../posture';
import { pageOf, type RuleMetadata } from '../../rules';
import { printable } from '../printable';
import type { Report, ResolvedFinding } from '../report';

/** What an HTML report shows beside the findings. */
export interface Reported {
  readonly posture: Posture;
  readonly templates: readonly Pick<TemplateFile, 'path' | 'source' | 'stack'>[];
  /** As findings have it. */
  constructPathOf(resource: Resource): string | undefined;
}

/** All that the HTML report shows, as plain data that holds nothing of the templates themselves. */
export function dataOfReport(report: Report, reported: Reported, version: string): ReportData {
  const { posture, templates } = reported;
  const placeOf = new Map(templates.map((template, i) => [template.source.name, i]));
  const ruleOf = new Map(report.rules.map(({ name }, i) => [name, i]));
  const stackOf = ({ template }: Resource) => placeOf.get(template) ?? 0;
  const graph = new Graph(posture, new Labels(reported), stackOf);
  const texts = new Texts();
  const findings = findingData(report.findings, graph, posture, texts, {
    rule: (name) => ruleOf.get(name)!,
    stack: ({ template }) => placeOf.get(template.name) ?? 0,
    resource: ({ logicalId, template }) => posture.app.template(template.name)?.resource(logicalId),
  });
  const { acknowledged, buckets, errors, known, unknown, warnings } = report.summary;
  return shown({
    format: 1,
    version,
    summary: { templates: report.templates.length, buckets, errors, warnings, unknown, acknowledged, known },
    stacks: templates.map((template) => stackData(template, posture)),
    nodes: graph.nodes,
    edges: graph.arrows.map(({ certain, detail, from, kind, to }) => ({ from, to, kind, certain, detail })),
    rules: report.rules.map(ruleData),
    findings,
    resolved: report.resolved?.map(resolvedData) ?? null,
    frameworks: frameworkData(report.rules),
    texts: texts.all,
    problems: [...report.failures, ...report.problems],
  });
}

function stackData({ path, source, stack }: Reported['templates'][number], posture: Posture): StackData {
  const { account = null, region = null } = posture.app.template(source.name)?.environment ?? {};
  return { name: source.stackName ?? stack ?? path.split('/').pop()!, template: path, account, region };
}

function ruleData(rule: RuleMetadata): RuleData {
  const { fix, links, name, severity, title, topic, why } = rule;
  const page = pageOf(rule);
  return { name, title, topic, severity, why, fix, links: page === undefined ? links : [page, ...links] };
}

function resolvedData({ constructPath, logicalId, message, property, rule, severity, template }: ResolvedFinding): ResolvedData {
  return { rule, severity, template, logicalId, constructPath: constructPath ?? null, property, message };
}

/** With every text as it can safely be shown: without what would turn it round. */
function shown<T>(value: T): T {
  if (typeof value === 'string') { return printable(value) as T; }
  if (Array.isArray(value)) { return value.map(shown) as T; }
  if (typeof value !== 'object' || value === null) { return value; }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shown(member)])) as T;
}
