import type { Comparison } from './baseline';
import { fingerprintsOf, logicalIdsIn } from './fingerprint';
import { oneVoice, saidAlso } from './one-voice';
import { type AlsoUndetermined, type ReportedFinding, ReportedStatus, type ReportedTemplate } from './report';
import type { Resource, TemplateSource } from '../../template';
import { type Position, SourceMap } from '../../template-parser';
import { acknowledgementIds, fixOf, type Judgement } from '../rule-sets';
import { Status } from '../rules';

/** What is known of a finding beside what its rule says. */
export interface Sighting {
  readonly template: ReportedTemplate;
  readonly constructPath?: string;
  /** Whether that is the construct of the resource, and not of what stands for it. */
  readonly isOwnConstruct: boolean;
  /** The path of the construct, where CDK does not find it by the logical ID. */
  readonly pathForCdk?: string;
  readonly acknowledgement?: { readonly id: string; readonly reason: string };
}

type Sighted = Judgement & { readonly sighting: Sighting };

const NOTHING: readonly AlsoUndetermined[] = [];

const STATUS: Readonly<Record<Status, ReportedStatus>> = {
  [Status.VIOLATION]: ReportedStatus.VIOLATION,
  [Status.UNKNOWN]: ReportedStatus.UNKNOWN,
};

/** What rules find, as reports say it. */
export function reportedFindings(
  judgements: readonly Judgement[],
  sources: readonly TemplateSource[],
  sight: (judgement: Judgement) => Sighting,
  baseline?: Comparison,
): ReportedFinding[] {
  const placing = sourceMaps();
  const templates = new Map(sources.map(({ name, json }) => [name, json]));
  const logicalIds = new Set(sources.flatMap(({ json }) => logicalIdsIn(json)));
  const prints = (one: Sighted) => fingerprintsOf(one, one.sighting.constructPath, templates.get(one.resource.template), logicalIds);
  const sighted = judgements.map((judgement): Sighted => ({ ...judgement, sighting: sight(judgement) }));
  return oneVoice(sighted, ({ sighting }) => sighting.acknowledgement !== undefined).map(({ finding, also }): ReportedFinding => {
    const { rule, severity, status, message, resource, property, sighting } = finding;
    const { template, constructPath, isOwnConstruct, pathForCdk, acknowledgement } = sighting;
    const ids = acknowledgementIds(rule);
    const all = [finding, ...also].map((one) => ({ rule: one.rule, severity: one.severity, fingerprints: prints(one) }));
    const known = all.map((one) => baseline?.knows(one.fingerprints, template.path, one.severity) ?? false);
    return {
      rule,
      severity,
      status: acknowledgement === undefined ? STATUS[status] : ReportedStatus.ACKNOWLEDGED,
      message: `${message}${saidAlso(also, finding)}`,
      fix: fixOf(finding),
      template,
      logicalId: resource.logicalId,
      resourceType: resource.type,
      constructPath,
      isOwnConstruct,
      pathForCdk,
      property,
      reason: acknowledgement?.reason,
      formerId: acknowledgement?.id === ids[0] ? undefined : acknowledgement?.id,
      fingerprint: all[0].fingerprints[0],
      isKnown: acknowledgement === undefined && known.every(Boolean),
      isUndetermined: status === Status.UNKNOWN,
      also: also.length === 0 ? NOTHING : all.slice(1).map((one) => ({ rule: one.rule, severity: one.severity, fingerprint: one.fingerprints[0] })),
      position: positionOf(placing, template, resource.place ?? ['Resources', resource.logicalId], property),
    };
  });
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
