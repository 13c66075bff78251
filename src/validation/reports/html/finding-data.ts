import type { Arrow, Graph } from './graph';
import type { FindingData } from './report-data';
import type { Resource } from '../../../template';
import { ObservedReplication, type Posture } from '../../posture';
import type { ReportedFinding } from '../report';

/** The request that a message names: up to the end of its sentence. */
const WITNESS = /(?:it does not deny|, but not) (.+?)\.(?: [A-Z]|$)/s;

/** Texts that are there many times, once each. */
export class Texts {
  readonly all: string[] = [];
  private readonly places = new Map<string, number>();

  place(text: string): number {
    let place = this.places.get(text);
    if (place === undefined) {
      place = this.all.push(text) - 1;
      this.places.set(text, place);
    }
    return place;
  }
}

export interface Places {
  readonly rule: (name: string) => number;
  readonly stack: (finding: ReportedFinding) => number;
  readonly resource: (finding: ReportedFinding) => Resource | undefined;
}

/** Findings, each with the box or the arrows that it concerns. */
export function findingData(findings: readonly ReportedFinding[], graph: Graph, posture: Posture, texts: Texts, places: Places): FindingData[] {
  const onMap = concernsOf(graph, posture);
  return findings.map((finding) => {
    const { constructPath, fix, isKnown, logicalId, message, property, reason, resourceType, rule, severity, status } = finding;
    const { column, line } = finding.position();
    const witness = WITNESS.exec(message)?.[1];
    return {
      rule: places.rule(rule.name),
      severity,
      status,
      known: isKnown,
      message: texts.place(message),
      witness: witness === undefined ? null : texts.place(witness),
      fix: fix === rule.fix ? null : texts.place(fix),
      stack: places.stack(finding),
      logicalId,
      constructPath: constructPath ?? null,
      resourceType,
      property,
      line,
      column,
      reason: reason ?? null,
      ...onMap(places.resource(finding), property),
    };
  });
}

type Concerned = Pick<FindingData, 'nodes' | 'edges'>;

const NOTHING: Concerned = { nodes: [], edges: [] };

/** What findings about a property of a resource are about: the arrows that it makes, or else the box of the resource. */
function concernsOf(graph: Graph, posture: Posture): (resource: Resource | undefined, property: string) => Concerned {
  const arrows = new Map<Resource, [number, Arrow][]>();
  for (const [i, arrow] of graph.arrows.entries()) {
    const others = arrows.get(arrow.source);
    if (others) { others.push([i, arrow]); } else { arrows.set(arrow.source, [[i, arrow]]); }
  }
  const replicating = new Map<Resource, Resource[]>();
  for (const { role, source } of ObservedReplication.allOf(posture)) {
    if (role) { replicating.set(role.resource, [...replicating.get(role.resource) ?? [], source.resource]); }
  }
  return (resource, property) => {
    if (resource === undefined) { return NOTHING; }
    const sources = replicating.get(resource) ?? [];
    const own = [
      ...(arrows.get(resource) ?? []).filter(([, arrow]) => isAbout(property, arrow)),
      ...sources.flatMap((source) => (arrows.get(source) ?? []).filter(([, { kind }]) => kind === 'replicates-to')),
    ];
    const node = graph.byResource.get(resource);
    const nodes = node === undefined ? own.slice(0, 1).map(([, { from }]) => from) : [node];
    return { nodes: [...new Set(nodes)], edges: own.map(([i]) => i) };
  };
}

const REPLICATION = 'Properties.ReplicationConfiguration';

/** Whether a finding about a property is one about an arrow: about what names its target, or about what stands around that. */
function isAbout(property: string, arrow: Arrow): boolean {
  if (arrow.kind === 'encrypted-by') { return property === arrow.property; }
  if (arrow.kind !== 'replicates-to') { return property === arrow.property || (property !== 'Properties' && arrow.property.startsWith(`${property}.`)); }
  const rule = arrow.property.split('.').slice(0, 4).join('.');
  const isOfOneRule = property.startsWith(`${REPLICATION}.Rules.`);
  return isOfOneRule ? `${property}.`.startsWith(`${rule}.`) : property.startsWith(REPLICATION);
}
