import { findingData, Texts } from './finding-data';
import { frameworkData } from './framework-data';
import { Graph } from './graph';
import { Labels } from './labels';
import type { ReportData, RuleData, StackData } from './report-data';
import type { Resource } from '../../../template';
import type { TemplateFile } from '../../assembly';
import type { Posture } from '../../posture';
import type { RuleMetadata } from '../../rules';
import { printable } from '../printable';
import type { Report, ReportedTemplate } from '../report';

/** What an HTML report shows beside the findings. */
export interface Reported {
  readonly posture: Posture;
  readonly templates: readonly TemplateFile[];
}

/** All that the HTML report shows, as plain data that holds nothing of the templates themselves. */
export function dataOfReport(report: Report, { posture, templates }: Reported, version: string): ReportData {
  const placeOf = new Map(templates.map((template, i) => [template.source.name, i]));
  const placeOfReported = new Map(templates.map((template, i) => [keyOf(template), i]));
  const ruleOf = new Map(report.rules.map(({ name }, i) => [name, i]));
  const stackOf = ({ template }: Resource) => placeOf.get(template) ?? 0;
  const graph = new Graph(posture, new Labels(templates), stackOf);
  const texts = new Texts();
  const findings = findingData(report.findings, graph, posture, texts, {
    rule: (name) => ruleOf.get(name)!,
    stack: ({ template }) => placeOfReported.get(keyOf(template)) ?? 0,
    resource: ({ logicalId, template }) => {
      const home = templates[placeOfReported.get(keyOf(template)) ?? -1];
      return home && posture.app.template(home.source.name)?.resource(logicalId);
    },
  });
  const { acknowledged, buckets, errors, unknown, warnings } = report.summary;
  return shown({
    format: 1,
    version,
    summary: { templates: report.templates.length, buckets, errors, warnings, unknown, acknowledged },
    stacks: templates.map((template) => stackData(template, posture)),
    nodes: graph.nodes,
    edges: graph.arrows.map(({ certain, detail, from, kind, to }) => ({ from, to, kind, certain, detail })),
    rules: report.rules.map(ruleData),
    findings,
    frameworks: frameworkData(report.rules),
    texts: texts.all,
    problems: [...report.failures, ...report.problems],
  });
}

/** A template as findings name it. */
function keyOf({ file, path, stack }: Pick<ReportedTemplate, 'file' | 'path' | 'stack'>): string {
  return JSON.stringify([file, path, stack]);
}

function stackData({ path, source, stack }: TemplateFile, posture: Posture): StackData {
  const { account = null, region = null } = posture.app.template(source.name)?.environment ?? {};
  return { name: source.stackName ?? stack ?? path.split('/').pop()!, template: path, account, region };
}

function ruleData({ fix, links, name, severity, title, topic, why }: RuleMetadata): RuleData {
  return { name, title, topic, severity, why, fix, links };
}

/** With every text as it can safely be shown: without what would turn it round. */
function shown<T>(value: T): T {
  if (typeof value === 'string') { return printable(value) as T; }
  if (Array.isArray(value)) { return value.map(shown) as T; }
  if (typeof value !== 'object' || value === null) { return value; }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shown(member)])) as T;
}
