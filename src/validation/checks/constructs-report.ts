import * as fs from 'fs';
import * as path from 'path';
import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { acknowledgedAt } from './acknowledged';
import type { Constructs } from './constructs';
import { App, type TemplateSource } from '../../template';
import { Posture } from '../posture';
import { assembled, type Comparison, mermaidOf, type Report, type Reported, reportedFindings, reportedTemplates, type Sighting } from '../reports';
import type { Judgement, RuleSet } from '../rule-sets';

/** What a report of constructs is made of. */
export interface ConstructsReportOptions {
  readonly ruleSet: RuleSet;
  readonly sources: readonly TemplateSource[];
  /** What stands for artifacts that are not read. */
  readonly artifacts?: readonly TemplateSource[];
  readonly constructs: Constructs;
  readonly baseline?: Comparison;
  /** Whether what is not found is resolved: everything was looked at. */
  readonly isWhole?: boolean;
  /** Whether the report has a map, where the app is small enough for one. */
  readonly hasMap?: boolean;
  /** Whether a construct is to be reported of at all. */
  isMeant?(construct: IConstruct | undefined): boolean;
  /** Why a finding is no matter, wherever that is said. */
  acknowledgementOf(judgement: Judgement, construct: IConstruct | undefined): Sighting['acknowledgement'];
}

/** What a rule set finds in the templates of constructs: the report that the CLI gives of the same app. */
export function constructsReport(options: ConstructsReportOptions): Report {
  const { ruleSet, sources, artifacts = [], constructs, baseline, isWhole = false } = options;
  const all = [...sources, ...artifacts];
  let buckets: readonly string[] | undefined;
  const judgements = ruleSet._judgeTemplates(all, (templates) => { buckets = templates; })
    .filter((judgement) => options.isMeant?.(constructs.of(judgement)) ?? true);
  buckets ??= Posture.of(App.of(all)).allBuckets.map(({ resource }) => resource.template);
  const templates = reportedTemplates(all.map(templateOf), buckets);
  const byName = new Map(all.map(({ name }, i) => [name, templates[i]]));
  const read = templates.slice(0, sources.length);
  const findings = reportedFindings(inOrder(judgements, all), all, (judgement) => {
    const construct = constructs.of(judgement);
    const pathForCdk = constructs.pathOf(judgement);
    return {
      template: byName.get(judgement.resource.template)!,
      constructPath: construct?.node.path,
      isOwnConstruct: construct !== undefined && pathForCdk === undefined && !Stack.isStack(construct),
      pathForCdk,
      acknowledgement: options.acknowledgementOf(judgement, construct),
    };
  }, baseline?.over(new Set(read.map((one) => one.path))));
  return assembled(ruleSet._rules, findings, {
    templates: read,
    buckets: buckets.length,
    problems: [],
    failures: [],
    resolved: isWhole ? baseline?.resolved() : undefined,
    mermaid: options.hasMap ? mermaidOf(Posture.of(App.of(all)), findings) : undefined,
  });
}

/** What a page shows of the same constructs. */
export function reportedConstructs({ artifacts = [], constructs, sources }: Pick<ConstructsReportOptions, 'artifacts' | 'constructs' | 'sources'>): Reported {
  const all = [...sources, ...artifacts];
  return {
    posture: Posture.of(App.of(all)),
    templates: all.map(templateOf),
    constructPathOf: (resource) => constructs.of({ resource })?.node.path,
  };
}

/** Where a finding is acknowledged, as CDK looks for it: what has no path for CDK, only the app can acknowledge. */
export function acknowledgedForCdk(judgement: Judgement, construct: IConstruct | undefined, constructs: Constructs): Sighting['acknowledgement'] {
  if (!construct) { return undefined; }
  const hasNoPath = Stack.isStack(construct) && constructs.pathOf(judgement) === undefined;
  return acknowledgedAt(hasNoPath ? construct.node.root : construct, judgement.rule);
}

/** In the order of the templates, and of the resources in them. */
function inOrder(judgements: readonly Judgement[], sources: readonly TemplateSource[]): Judgement[] {
  const order = new Map<string, number>();
  const identity = (template: string, logicalId: string) => JSON.stringify([template, logicalId]);
  for (const { name, json } of sources) {
    order.set(name, order.size);
    const resources = (json as { readonly Resources?: object } | null | undefined)?.Resources ?? {};
    for (const logicalId of Object.keys(resources)) { order.set(identity(name, logicalId), order.size); }
  }
  const placeOf = ({ resource: { template, logicalId, place } }: Judgement) => (
    order.get(identity(template, logicalId)) ?? order.get(identity(template, String(place?.[1]))) ?? order.get(template)!
  );
  return [...judgements].sort((a, b) => placeOf(a) - placeOf(b));
}

function templateOf(source: TemplateSource) {
  // Several stacks can be of one file.
  const file = source.name.replace(/ \(\d+\)$/, '');
  const relative = path.relative(process.cwd(), file);
  return {
    source,
    file: source.name,
    path: (relative.startsWith('..') ? file : relative).split(path.sep).join('/'),
    stack: source.stackName,
    text: () => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : JSON.stringify(source.json, undefined, 1)),
  };
}

