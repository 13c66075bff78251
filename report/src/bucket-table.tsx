import { useEffect, useMemo, useState } from 'preact/hooks';
import { type Filter, matches } from './filter';
import { leafId } from './map/tree';
import { BUCKET_TYPES, type BucketData, ENCRYPTIONS, type Model, type Row, WEIGHTS } from './model';
import { Counts } from './parts/counts';
import { EncryptionGlyph, TypeGlyph } from './parts/glyphs';
import { usePrinting } from './parts/printing';
import { MinimumTls, State } from './parts/state';
import { placeOf, SHORT_ENCRYPTION, TYPE_WORDS } from './words';

interface Column {
  readonly name: string;
  readonly title: string;
  /** What rows are sorted by. */
  readonly by: (row: Row) => string | number;
  readonly cell: (row: Row) => preact.ComponentChildren;
}

const STATES = ['yes', 'always', 'default', 'not-applicable', 'not-needed', 'not-checked', 'partly', 'unknown', 'no'];
const rank = (state: string) => STATES.indexOf(state);
/** What is new counts most, then what is not. */
const weight = ({ counts: { acknowledged, error, info, known, unknown, warning } }: Row) => (
  [error, warning, unknown, info, known, acknowledged].reduce((sum, count) => sum * 200 + Math.min(count, 199), 0)
);

const PAGE = 100;

/** The buckets of the app, one a row. */
export function BucketTable({ filter, model, showOnMap }: { filter: Filter; model: Model; showOnMap: (box: string) => void }) {
  const [sort, setSort] = useState<{ readonly column: string; readonly down: boolean }>({ column: 'findings', down: true });
  const [page, setPage] = useState(0);
  const printing = usePrinting();
  const columns = useMemo(() => columnsOf(model, showOnMap), [model, showOnMap]);
  const rows = useMemo(() => {
    const { by } = columns.find(({ name }) => name === sort.column)!;
    const found = model.rows.filter((row) => matches(filter, row)).map((row) => [row, by(row)] as const);
    found.sort(([, a], [, b]) => (sort.down ? -1 : 1) * compare(a, b));
    return found.map(([row]) => row);
  }, [model, filter, sort, columns]);
  useEffect(() => setPage(0), [filter, sort]);
  const shown = printing ? rows : rows.slice(page * PAGE, (page + 1) * PAGE);
  const pages = Math.ceil(rows.length / PAGE);
  return (
    <>
      <div class="scroll" role="region" aria-label="Buckets" tabIndex={0}>
        <table>
          <thead>
            <tr>
              {columns.map(({ name, title }) => (
                <th key={name} scope="col" aria-sort={sort.column === name ? (sort.down ? 'descending' : 'ascending') : 'none'}>
                  <button type="button" onClick={() => setSort({ column: name, down: sort.column === name ? !sort.down : name === 'findings' })}>
                    {title}<span class="arrow" aria-hidden="true">{sort.column === name ? (sort.down ? '▼' : '▲') : '↕'}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.node}>
                {columns.map(({ cell, name }, i) => (i === 0 ? <th key={name} scope="row">{cell(row)}</th> : <td key={name}>{cell(row)}</td>))}
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length === 0 && <p class="empty">No bucket fits the filter.</p>}
      </div>
      {pages > 1 && !printing && (
        <nav class="pages" aria-label="Pages of the table">
          <button type="button" class="plain" disabled={page === 0} onClick={() => setPage(page - 1)}>Previous</button>
          <span>{page * PAGE + 1}–{Math.min(rows.length, (page + 1) * PAGE)} of {rows.length.toLocaleString('en')}</span>
          <button type="button" class="plain" disabled={page === pages - 1} onClick={() => setPage(page + 1)}>Next</button>
        </nav>
      )}
    </>
  );
}

const collator = new Intl.Collator('en', { numeric: true });

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
}

function columnsOf(model: Model, showOnMap: (box: string) => void): readonly Column[] {
  const labels = (nodes: readonly number[]) => nodes.map((node) => model.data.nodes[node].label).join(', ');
  const targets = ({ type }: BucketData, unjudged: BucketData['logs'], nodes: readonly number[]) => {
    if (unjudged !== undefined) { return <State type={type} value={unjudged} />; }
    return nodes.length === 0 ? <None /> : <span class="cut">{labels(nodes)}</span>;
  };
  return [
    {
      name: 'bucket',
      title: 'Bucket',
      by: ({ label }) => label,
      cell: ({ label, node, stack }) => (
        <>
          <button type="button" class="link name" onClick={() => showOnMap(leafId(node))}>{label}</button>
          <span class="under">{stack.name}{stack.account === null && stack.region === null ? '' : ` · ${placeOf(stack)}`}</span>
        </>
      ),
    },
    ...(model.types.length > 1 ? [{
      name: 'type',
      title: 'Type',
      by: ({ bucket }: Row) => BUCKET_TYPES.indexOf(bucket.type),
      cell: ({ bucket: { type } }: Row) => <span class="with-glyph"><TypeGlyph type={type} /> {TYPE_WORDS[type]}</span>,
    }] : []),
    {
      name: 'encryption',
      title: 'Encryption',
      by: ({ encryption }) => ENCRYPTIONS.indexOf(encryption),
      cell: ({ bucket: { reason }, encryption }) => <span class="with-glyph" title={reason ?? undefined}><EncryptionGlyph encryption={encryption} /> {encryption === 'unknown' ? 'Unknown' : SHORT_ENCRYPTION[encryption]}</span>,
    },
    { name: 'key', title: 'Key', by: ({ key }) => key, cell: ({ key }) => (key === '' ? <None /> : <span class="cut" title={key}>{key}</span>) },
    {
      name: 'bucket-key',
      title: 'Bucket Key',
      by: ({ bucket }) => rank(bucket.bucketKey),
      cell: ({ bucket }) => (bucket.type !== 'table' && bucket.type !== 'vector' && (bucket.algorithm === 'AES256' || bucket.algorithm === 'aws:kms:dsse') ? <None title="Only SSE-KMS has S3 Bucket Keys" /> : <State type={bucket.type} value={bucket.bucketKey} />),
    },
    { name: 'tls', title: 'TLS only', by: ({ bucket }) => rank(bucket.tls), cell: ({ bucket }) => <State type={bucket.type} value={bucket.tls} /> },
    { name: 'minimum-tls', title: 'Minimum TLS', by: ({ bucket }) => bucket.minimumTls, cell: ({ bucket }) => <MinimumTls type={bucket.type} value={bucket.minimumTls} /> },
    { name: 'sigv4', title: 'SigV4 only', by: ({ bucket }) => rank(bucket.signatureVersion4), cell: ({ bucket }) => <State type={bucket.type} value={bucket.signatureVersion4} /> },
    { name: 'sse-c', title: 'SSE-C blocked', by: ({ bucket }) => rank(bucket.sseCBlocked), cell: ({ bucket }) => <State type={bucket.type} value={bucket.sseCBlocked} /> },
    { name: 'uploads', title: 'Uploads enforced', by: ({ bucket }) => rank(bucket.uploads), cell: ({ bucket }) => <State type={bucket.type} value={bucket.uploads} neutral={bucket.uploads === 'no'} /> },
    { name: 'logs', title: 'Logs to', by: ({ logTargets }) => labels(logTargets), cell: ({ bucket, logTargets }) => targets(bucket, bucket.logs, logTargets) },
    { name: 'replicas', title: 'Replicates to', by: ({ replicas }) => labels(replicas), cell: ({ bucket, replicas }) => targets(bucket, bucket.replicas, replicas) },
    {
      name: 'findings',
      title: 'Findings',
      by: weight,
      cell: (row) => (weight(row) === 0 ? <span class="state state-yes"><span aria-hidden="true">✓</span> None</span> : <Counts counts={row.counts} weights={WEIGHTS} />),
    },
  ];
}

function None({ title }: { title?: string }) {
  return <span class="none" title={title}><span aria-hidden="true">–</span><span class="unseen">none</span></span>;
}
