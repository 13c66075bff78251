import type { Picture } from './layout';
import { findingsOf } from './lines';
import { encryptionIn, leafId } from './tree';
import { type EdgeData, type FindingData, gravityOf, type Model, stateOf, WEIGHTS, weightOf } from '../model';
import { EncryptionGlyph, NodeGlyph, TypeGlyph, WeightGlyph } from '../parts/glyphs';
import { MinimumTls, State } from '../parts/state';
import { counted, EDGE_WORDS, ENCRYPTION_WORDS, formerWords, placeOf, TYPE_WORDS } from '../words';

interface Props {
  readonly model: Model;
  readonly picture: Picture;
  readonly selected: string;
  readonly onSelect: (box: string | undefined) => void;
}

/** All that is known of what is selected. */
export function Details({ model, onSelect, picture, selected }: Props) {
  const line = picture.lines.find(({ id }) => id === selected);
  const node = selected.startsWith('node-') ? Number(selected.slice('node-'.length)) : undefined;
  return (
    <aside class="details" aria-label="Details" aria-live="polite">
      <button type="button" class="plain close" aria-label="Close details" onClick={() => onSelect(undefined)}>✕</button>
      {node !== undefined && model.data.nodes[node] && <NodeDetails model={model} node={node} onSelect={onSelect} />}
      {line && (
        <>
          <h3>{counted(line.edges.length, 'arrow')}: {EDGE_WORDS[line.kind]}</h3>
          <ul class="relations">
            {line.edges.slice(0, MOST).map((edge) => <Relation key={edge} model={model} edge={model.data.edges[edge]} onSelect={onSelect} />)}
          </ul>
          <More count={line.edges.length} />
          <FindingSummaries model={model} findings={[...findingsOf(model, line)]} />
        </>
      )}
    </aside>
  );
}

const MOST = 30;

function NodeDetails({ model, node, onSelect }: Pick<Props, 'model' | 'onSelect'> & { node: number }) {
  const { bucket, constructPath, detail, kind, label, logicalId, name, stack } = model.data.nodes[node];
  const home = stack === null ? undefined : model.data.stacks[stack];
  const edges = (model.edgesOfNode.get(node) ?? []).map((edge) => model.data.edges[edge]);
  const encryption = encryptionIn(model.data.nodes[node]);
  return (
    <>
      <h3>{kind === 'bucket' ? <EncryptionGlyph encryption={encryption} /> : <NodeGlyph kind={kind} />}{bucket && <TypeGlyph type={bucket.type} />} {label}</h3>
      <dl class="facts-list">
        {bucket && model.types.length > 1 && <><dt>Type</dt><dd>{TYPE_WORDS[bucket.type]}</dd></>}
        {bucket && <><dt>Encryption</dt><dd>{ENCRYPTION_WORDS[encryption]}</dd></>}
        {bucket && bucket.reason !== null && <><dt>Not known</dt><dd>{bucket.reason}</dd></>}
        {bucket && bucket.key !== null && <><dt>Key</dt><dd><code>{bucket.key}</code></dd></>}
        {bucket && ['aws:kms', 'unknown'].includes(bucket.algorithm) && <><dt>Bucket Key</dt><dd><State type={bucket.type} value={bucket.bucketKey} /></dd></>}
        {bucket && <><dt>TLS only</dt><dd><State type={bucket.type} value={bucket.tls} /></dd></>}
        {bucket && <><dt>Minimum TLS</dt><dd><MinimumTls type={bucket.type} value={bucket.minimumTls} /></dd></>}
        {bucket && <><dt>SigV4 only</dt><dd><State type={bucket.type} value={bucket.signatureVersion4} /></dd></>}
        {bucket && <><dt>SSE-C blocked</dt><dd><State type={bucket.type} value={bucket.sseCBlocked} /></dd></>}
        {bucket && <><dt>Uploads enforced</dt><dd><State type={bucket.type} value={bucket.uploads} neutral={bucket.uploads === 'no'} /></dd></>}
        {detail !== null && <><dt>What</dt><dd>{detail}</dd></>}
        {name !== null && name !== label && <><dt>Name</dt><dd><code>{name}</code></dd></>}
        {home && <><dt>Stack</dt><dd>{home.name}</dd><dt>Deployed to</dt><dd>{placeOf(home)}</dd></>}
        {constructPath !== null && <><dt>Construct</dt><dd><code>{constructPath}</code></dd></>}
        {logicalId !== null && <><dt>Logical ID</dt><dd><code>{logicalId}</code></dd></>}
      </dl>
      {edges.length > 0 && <h4>Connections</h4>}
      <ul class="relations">
        {edges.slice(0, MOST).map((edge, i) => <Relation key={i} model={model} edge={edge} of={node} onSelect={onSelect} />)}
      </ul>
      <More count={edges.length} />
      <FindingSummaries model={model} findings={model.findingsOfNode.get(node) ?? []} />
    </>
  );
}

function More({ count }: { count: number }) {
  return count > MOST ? <p class="under">and {(count - MOST).toLocaleString('en')} more</p> : null;
}

interface RelationProps {
  readonly model: Model;
  readonly edge: EdgeData;
  /** The node whose arrow it is; nothing where both ends are named. */
  readonly of?: number;
  readonly onSelect: (box: string) => void;
}

function Relation({ edge, model, of, onSelect }: RelationProps) {
  const { detail, from, kind, to } = edge;
  const link = (node: number) => <button type="button" class="link" onClick={() => onSelect(leafId(node))}>{model.data.nodes[node].label}</button>;
  const perhaps = edge.certain ? '' : ' (depends on conditions or parameters)';
  return (
    <li>
      {from !== of && link(from)} {EDGE_WORDS[kind]} {to === of && from !== of ? 'this' : link(to)}
      {perhaps}{detail !== null && <span class="under">{detail}</span>}
    </li>
  );
}

function FindingSummaries({ findings, model }: { model: Model; findings: readonly number[] }) {
  const rank = (finding: FindingData) => WEIGHTS.indexOf(weightOf(finding));
  const sorted = [...findings].map((finding) => model.data.findings[finding]).sort((a, b) => rank(a) - rank(b));
  if (sorted.length === 0) { return <p class="all-well"><WeightGlyph weight="ok" /> No findings</p>; }
  return (
    <>
      <h4>{counted(sorted.length, 'finding')}</h4>
      <ul class="found-list">
        {sorted.slice(0, MOST).map((finding, i) => (
          <li key={i} class="finding">
            <WeightGlyph weight={weightOf(finding)} />
            <div class="grow">
              <div class="rule-title">{model.data.rules[finding.rule].title}</div>
              <Former finding={finding} />
              <p>{model.data.texts[finding.message]}</p>
              <p class="under">{finding.fix === null ? model.data.rules[finding.rule].fix : model.data.texts[finding.fix]}</p>
            </div>
          </li>
        ))}
      </ul>
      <More count={sorted.length} />
    </>
  );
}

/** Whether somebody has seen it before, and how bad it is by itself. */
function Former({ finding }: { finding: FindingData }) {
  const words = formerWords(stateOf(finding), gravityOf(finding));
  return words === undefined ? null : <p><span class="tag">{words}</span>{finding.reason !== null && ` ${finding.reason}`}</p>;
}
