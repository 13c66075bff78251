import { memo } from 'preact/compat';
import type { Box } from './layout';
import { encryptionIn, type Group, isGroup } from './tree';
import type { Model } from '../model';
import { Counts } from '../parts/counts';
import { EncryptionGlyph, NodeGlyph, TypeGlyph } from '../parts/glyphs';
import { BUCKET_WORDS, counted, SHORT_ENCRYPTION, TYPE_WORDS, weighed } from '../words';

interface Props {
  readonly box: Box;
  readonly model: Model;
  /** The buckets that fit the filter. */
  readonly found: ReadonlySet<number>;
  readonly filtering: boolean;
  /** The boxes that have to do with the selected one. */
  readonly near: ReadonlySet<string> | undefined;
  readonly selected: string | undefined;
  /** The box that the Tab key leads to. */
  readonly first: string | undefined;
  readonly onSelect: (box: string | undefined) => void;
  readonly onToggle: (group: string) => void;
}

export const BoxView = memo(({ box, filtering, first, found, model, near, onSelect, onToggle, selected }: Props) => {
  const { height, item, open, width, x, y } = box;
  const place = { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` };
  const isSelected = item.id === selected;
  const tabIndex = item.id === first ? 0 : -1;
  if (isGroup(item)) {
    const fits = item.nodes.filter((node) => found.has(node)).length;
    const isDim = !open && ((filtering && fits === 0) || (near !== undefined && !near.has(item.id)));
    const classes = `group group-${item.kind}${open ? ' open' : ' closed'}${isDim ? ' dim' : ''}${isSelected ? ' selected' : ''}`;
    return open
      ? (
        <div class={classes} style={place}>
          <button type="button" class="group-name" data-box={item.id} tabIndex={tabIndex} aria-expanded="true" onClick={() => onToggle(item.id)}>
            <Chevron open /> <span class="cut">{item.label}</span>{item.detail !== '' && <span class="under">{item.detail}</span>}
          </button>
        </div>
      )
      : (
        <button type="button" class={classes} style={place} data-box={item.id} tabIndex={tabIndex} aria-expanded="false" onClick={() => onToggle(item.id)}>
          <ClosedGroup group={item} model={model} fits={filtering ? fits : undefined} />
        </button>
      );
  }
  const node = model.data.nodes[item.node];
  const counts = model.countsOf(model.ownFindings(item.node));
  const isDim = (filtering && !found.has(item.node) && node.kind === 'bucket') || (near !== undefined && !near.has(item.id));
  const encryption = encryptionIn(node);
  const type = node.bucket?.type ?? 'general purpose';
  const isOther = type !== 'general purpose';
  const kind = node.kind === 'bucket' ? `bucket encryption-${encryption}${isOther ? ' of-other-type' : ''}` : node.kind;
  const state = `${isDim ? ' dim' : ''}${isSelected ? ' selected' : ''}${counts.error > 0 ? ' has-errors' : ''}`;
  const bucketKey = node.bucket?.bucketKey === 'yes' ? ', Bucket Key' : '';
  const detail = node.bucket === undefined ? node.detail ?? WHAT[node.kind] : `${isOther ? `${TYPE_WORDS[type]}, ` : ''}${SHORT_ENCRYPTION[encryption]}${bucketKey}`;
  return (
    <button type="button" class={`box ${kind}${state}`} style={place} data-box={item.id} data-kind={node.kind} data-type={node.bucket?.type} tabIndex={tabIndex}
      aria-pressed={isSelected} onClick={() => onSelect(isSelected ? undefined : item.id)}>
      {node.kind === 'bucket' ? <EncryptionGlyph encryption={encryption} /> : <NodeGlyph kind={node.kind} />}
      {isOther && <TypeGlyph type={type} />}
      <span class="words" title={node.label}>
        <span class="label cut"><span class="unseen">{node.kind === 'bucket' ? capitalized(BUCKET_WORDS[type]) : WHAT[node.kind]} </span>{node.label}</span>
        <span class="under cut">{detail}</span>
      </span>
      <Counts counts={counts} most={MOST_SIGNS} />
    </button>
  );
});

/** A box has no room for more, one below the other. */
const MOST_SIGNS = 3;

const WHAT = { 'bucket': 'Bucket', 'key': 'KMS key', 'service': 'Service', 'outside-bucket': 'Bucket outside', 'outside-key': 'KMS key outside' } as const;

function ClosedGroup({ fits, group, model }: { group: Group; model: Model; fits: number | undefined }) {
  const rows = model.rows.filter(({ node }) => group.nodes.includes(node));
  const counts = model.countsOf(new Set(group.nodes.flatMap((node) => model.findingsOfNode.get(node) ?? [])));
  const keys = group.nodes.filter((node) => model.data.nodes[node].kind === 'key').length;
  return (
    <>
      <span class="words">
        <span class="label cut"><Chevron open={false} /> {group.label}</span>
        <span class="under cut">{fits === undefined ? group.detail : `${fits} of ${group.detail}`}{keys > 0 ? `, ${counted(keys, 'key')}` : ''}</span>
        {group.kind !== 'alike' && (
          <span class="kinds">
            {model.encryptions(rows).filter(([, count]) => count > 0).map(([encryption, count]) => (
              <span key={encryption} class="number"><EncryptionGlyph encryption={encryption} titled />{count}</span>
            ))}
          </span>
        )}
      </span>
      {group.kind === 'alike' && <span class="pile"><EncryptionGlyph encryption={rows[0]?.encryption ?? 'unknown'} /></span>}
      <Counts counts={counts} most={MOST_SIGNS} />
      <span class="unseen">{weighed(counts) === '' ? 'no findings' : ''}</span>
    </>
  );
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function Chevron({ open }: { open: boolean }) {
  return <svg class="chevron" viewBox="0 0 10 10" width="10" height="10" aria-hidden="true"><path d={open ? 'M1.5 3 5 7l3.5-4' : 'M3 1.5 7 5 3 8.5'} /></svg>;
}
