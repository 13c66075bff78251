import type { Line, Picture } from './layout';
import { type Model, type Weight } from '../model';
import { WeightGlyph } from '../parts/glyphs';
import { counted, EDGE_WORDS, weighed } from '../words';

interface Props { readonly picture: Picture; readonly model: Model; readonly selected: string | undefined }

const concerns = ({ from, id, to }: Line, selected: string) => selected === id || selected === from || selected === to;

/** The arrows. What they say is also in the details of the boxes, so that readers of the screen miss nothing. */
export function Lines({ model, picture, selected }: Props) {
  return (
    <svg class="lines" width={picture.width} height={picture.height} viewBox={`0 0 ${picture.width} ${picture.height}`} aria-hidden="true">
      <defs>
        <marker id="head" class="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">
          <path d="M0 .5 7.5 4 0 7.5Z" />
        </marker>
      </defs>
      {picture.lines.map((line) => {
        const counts = model.countsOf(findingsOf(model, line));
        const state = selected === undefined ? '' : concerns(line, selected) ? ' near' : ' dim';
        return (
          <g key={line.id} data-line={line.kind} class={`line-${line.kind}${line.certain ? '' : ' uncertain'}${counts.error > 0 ? ' faulty' : ''}${state}`}>
            <path d={line.path} marker-end="url(#head)" />
            {line.kind === 'replicates-to' && <path class="inner" d={line.path} />}
          </g>
        );
      })}
    </svg>
  );
}

/** What is wrong with an arrow, on the arrow. */
export function LineMarks({ model, onSelect, picture, selected }: Props & { onSelect: (line: string) => void }) {
  return (
    <>
      {picture.lines.map((line) => {
        const counts = model.countsOf(findingsOf(model, line));
        const worst = (['error', 'warning', 'unknown', 'known', 'acknowledged'] satisfies Weight[]).find((weight) => counts[weight] > 0);
        const label = `${counted(line.edges.length, 'arrow')}: ${EDGE_WORDS[line.kind]}`;
        if (worst === undefined && line.edges.length === 1) { return null; }
        const isDim = selected !== undefined && !concerns(line, selected);
        return (
          <button key={line.id} type="button" class={`line-mark${worst === undefined ? '' : ` line-mark-${worst}`}${isDim ? ' dim' : ''}`} style={{ left: `${line.middle.x}px`, top: `${line.middle.y}px` }} tabIndex={-1}
            data-mark={line.kind} aria-label={worst === undefined ? label : `${label}, ${weighed(counts)}`} title={worst === undefined ? label : weighed(counts)} onClick={() => onSelect(line.id)}>
            {worst === undefined ? `×${line.edges.length}` : <WeightGlyph weight={worst} />}
          </button>
        );
      })}
    </>
  );
}

export function findingsOf(model: Model, { edges }: Line): ReadonlySet<number> {
  return new Set(edges.flatMap((edge) => model.findingsOfEdge.get(edge) ?? []));
}
