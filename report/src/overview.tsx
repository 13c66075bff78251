import { useMemo } from 'preact/hooks';
import type { Filter } from './filter';
import { BUCKET_TYPES, gravityOf, type Model, stateOf, type Weight, WEIGHTS, weightOf } from './model';
import { EncryptionGlyph, TypeGlyph, WeightGlyph } from './parts/glyphs';
import { counted, ENCRYPTION_WORDS, TYPE_WORDS, WEIGHT_WORDS } from './words';

type Show = (page: 'buckets' | 'findings', more?: Partial<Filter>) => void;

export function Overview({ model, show }: { model: Model; show: Show }) {
  const { problems } = model.data;
  return (
    <div class="cards">
      {problems.length > 0 && (
        <section class="card notice full" aria-labelledby="problems">
          <h3 id="problems"><WeightGlyph weight="unknown" /> Not everything was read</h3>
          <ul>{problems.map((problem) => <li key={problem}>{problem}</li>)}</ul>
        </section>
      )}
      <Findings model={model} show={show} />
      <Encryptions model={model} show={show} />
      <Frequent model={model} />
      <Frameworks model={model} />
    </div>
  );
}

function Findings({ model, show }: { model: Model; show: Show }) {
  const { findings, resolved, summary } = model.data;
  // As in every report, a note is never counted as known.
  const counts = { ...model.countsOf(findings.keys()), known: summary.known };
  const shown = WEIGHTS.filter((weight) => weight !== 'known' || model.hasBaseline);
  const fresh = model.hasBaseline ? 'new ' : '';
  return (
    <section class="card" aria-labelledby="by-severity">
      <h3 id="by-severity">{model.hasBaseline ? 'New findings by severity' : 'Findings by severity'}</h3>
      {model.hasBaseline && <p class="note">Compared with a baseline. What is known or acknowledged counts as that alone.</p>}
      <ul class="tiles">
        {shown.map((weight) => (
          <li key={weight} class={`tile tile-${weight}`}>
            <span class="big" data-count={weight}>{counts[weight].toLocaleString('en')}</span>
            <span class="caption"><WeightGlyph weight={weight} /> {weight === 'known' || weight === 'acknowledged' ? '' : fresh}{WEIGHT_WORDS[weight][counts[weight] === 1 ? 0 : 1]}</span>
          </li>
        ))}
        {resolved !== null && (
          <li class="tile tile-resolved">
            <span class="big" data-count="resolved">{resolved.length.toLocaleString('en')}</span>
            <span class="caption"><WeightGlyph weight="ok" /> resolved</span>
          </li>
        )}
      </ul>
      <button type="button" class="link" onClick={() => show('findings')}>Show all findings</button>
    </section>
  );
}

function Encryptions({ model, show }: { model: Model; show: Show }) {
  const all = model.rows.length;
  const counts = model.encryptions();
  return (
    <section class="card" aria-labelledby="by-encryption">
      <h3 id="by-encryption">Buckets by default encryption</h3>
      <div class="bar" aria-hidden="true">
        {counts.filter(([, count]) => count > 0).map(([encryption, count]) => <span key={encryption} class={`part encryption-${encryption}`} style={{ flexGrow: count }} />)}
      </div>
      <ul class="legend-list">
        {counts.map(([encryption, count]) => (
          <li key={encryption}>
            <EncryptionGlyph encryption={encryption} />
            <button type="button" class="link" disabled={count === 0} onClick={() => show('buckets', { encryption })}>{ENCRYPTION_WORDS[encryption]}</button>
            <span class="value" data-count={encryption}>{count.toLocaleString('en')}</span>
            <span class="share">{all === 0 ? '' : `${Math.round(100 * count / all)} %`}</span>
          </li>
        ))}
      </ul>
      {model.types.length > 1 && (
        <>
          <h4 id="by-type">By type of bucket</h4>
          <ul class="legend-list" aria-labelledby="by-type">
            {BUCKET_TYPES.filter((type) => model.types.includes(type)).map((type) => {
              const count = model.rows.filter(({ bucket }) => bucket.type === type).length;
              return (
                <li key={type}>
                  <span class="type-place"><TypeGlyph type={type} /></span>
                  <button type="button" class="link" onClick={() => show('buckets', { type })}>{TYPE_WORDS[type]}</button>
                  <span class="value" data-type-count={type}>{count.toLocaleString('en')}</span>
                  <span class="share">{`${Math.round(100 * count / all)} %`}</span>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </section>
  );
}

const MOST_FREQUENT = 6;

function Frequent({ model }: { model: Model }) {
  const { findings, rules } = model.data;
  const frequent = useMemo(() => {
    const counts = new Map<number, { count: number; weight: Weight }>();
    for (const finding of findings) {
      const weight = weightOf(finding);
      if (weight === 'info' || weight === 'known' || weight === 'acknowledged') { continue; }
      const before = counts.get(finding.rule);
      const worse = before === undefined || WEIGHTS.indexOf(weight) < WEIGHTS.indexOf(before.weight) ? weight : before.weight;
      counts.set(finding.rule, { count: (before?.count ?? 0) + 1, weight: worse });
    }
    return [...counts].sort(([, a], [, b]) => WEIGHTS.indexOf(a.weight) - WEIGHTS.indexOf(b.weight) || b.count - a.count).slice(0, MOST_FREQUENT);
  }, [findings]);
  return (
    <section class="card" aria-labelledby="first">
      <h3 id="first">What to look at first</h3>
      {frequent.length === 0 && <p class="all-well"><WeightGlyph weight="ok" /> No {model.hasBaseline ? 'new ' : ''}errors and no {model.hasBaseline ? 'new ' : ''}warnings.</p>}
      <ol class="first">
        {frequent.map(([rule, { count, weight }]) => (
          <li key={rule}>
            <WeightGlyph weight={weight} />
            <span class="grow">{rules[rule].title} <code>{rules[rule].name}</code></span>
            <span class="value">{count.toLocaleString('en')}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Frameworks({ model }: { model: Model }) {
  const { findings, frameworks } = model.data;
  const worst = useMemo(() => {
    const found = new Map<number, Weight>();
    for (const finding of findings) {
      // What is known is there nevertheless.
      const weight = stateOf(finding) === 'known' ? gravityOf(finding) : weightOf(finding);
      const before = found.get(finding.rule);
      if (before === undefined || WEIGHTS.indexOf(weight) < WEIGHTS.indexOf(before)) { found.set(finding.rule, weight); }
    }
    return found;
  }, [findings]);
  const controlState = (rules: readonly number[]): 'found' | 'unknown' | 'clean' => {
    const weights = rules.map((rule) => worst.get(rule));
    return weights.some((weight) => weight === 'error' || weight === 'warning') ? 'found' : weights.includes('unknown') ? 'unknown' : 'clean';
  };
  return (
    <section class="card full" aria-labelledby="frameworks">
      <h3 id="frameworks">Coverage of frameworks</h3>
      <p class="note">The controls that the rules of this report are about. A rule covers the part of a control that concerns the encryption of Amazon S3; a control without findings is not an audit.</p>
      {frameworks.map(({ controls, title }) => {
        const states = controls.map(({ rules }) => controlState(rules));
        const count = (state: string) => states.filter((one) => one === state).length;
        return (
          <details key={title} class="framework">
            <summary>
              <span class="grow">{title}</span>
              <span class="facts">
                <span>{counted(controls.length, 'control')} checked</span>
                <span class={count('found') > 0 ? 'state-no' : 'state-yes'}>{count('found')} with findings</span>
                {count('unknown') > 0 && <span class="state-unknown">{count('unknown')} unknown</span>}
              </span>
            </summary>
            <ul class="controls">
              {controls.map(({ id, rules }, i) => (
                <li key={id} title={rules.map((rule) => model.data.rules[rule].name).join(', ')}>
                  <WeightGlyph weight={states[i] === 'found' ? 'error' : states[i] === 'unknown' ? 'unknown' : 'ok'} /> {id}
                  <span class="unseen">{states[i] === 'found' ? 'has findings' : states[i] === 'unknown' ? 'unknown' : 'no findings'}</span>
                </li>
              ))}
            </ul>
          </details>
        );
      })}
      {frameworks.length === 0 && <p>The rules of this report serve no controls.</p>}
    </section>
  );
}
