import { useMemo, useState } from 'preact/hooks';
import { leafId } from './map/tree';
import { FINDING_STATES, type FindingData, type FindingState, GRAVITIES, type Gravity, gravityOf, type Model, noCounts, stateOf, type Weight, WEIGHTS, weightOf } from './model';
import { Counts } from './parts/counts';
import { WeightGlyph } from './parts/glyphs';
import { usePrinting } from './parts/printing';
import { counted, formerWords, WEIGHT_WORDS } from './words';

const SHOWN_AT_FIRST = 20;

/** The findings by rule, the worst first. */
export function FindingList({ model, showOnMap }: { model: Model; showOnMap: (box: string) => void }) {
  const [hidden, setHidden] = useState<ReadonlySet<FindingState | Gravity>>(new Set(['known', 'acknowledged']));
  const [text, setText] = useState('');
  const all = useMemo(() => choicesOf(model, hidden), [model, hidden]);
  const { resolved } = model.data;
  const groups = useMemo(() => grouped(model, hidden, text), [model, hidden, text]);
  const toggle = (choice: FindingState | Gravity) => {
    setHidden(new Set(hidden.has(choice) ? [...hidden].filter((one) => one !== choice) : [...hidden, choice]));
  };
  const states = FINDING_STATES.filter((state) => state !== 'known' || model.hasBaseline);
  return (
    <>
      <form class="filter" role="search" onSubmit={(event) => event.preventDefault()}>
        <div class="field wide">
          <label for="finding-text">Find findings</label>
          <input id="finding-text" type="search" value={text} placeholder="Rule, resource, message, or control" autocomplete="off" spellcheck={false} onInput={(event) => setText(event.currentTarget.value)} />
        </div>
        <fieldset class="chips">
          <legend class="unseen">Severities</legend>
          {GRAVITIES.map((gravity) => (
            <label key={gravity} class="chip">
              <input type="checkbox" checked={!hidden.has(gravity)} onChange={() => toggle(gravity)} />
              <WeightGlyph weight={gravity} /> {counted(all.gravities[gravity], ...WEIGHT_WORDS[gravity])}
            </label>
          ))}
        </fieldset>
        <fieldset class="chips">
          <legend class="unseen">New, known or acknowledged</legend>
          {states.map((state) => (
            <label key={state} class="chip" data-state={state}>
              <input type="checkbox" checked={!hidden.has(state)} onChange={() => toggle(state)} />
              {state !== 'new' && <WeightGlyph weight={state} />} {all.states[state].toLocaleString('en')} {state === 'new' && !model.hasBaseline ? 'not acknowledged' : state}
            </label>
          ))}
        </fieldset>
      </form>
      {groups.length === 0 && <p class="empty all-well"><WeightGlyph weight="ok" /> {model.data.findings.length === 0 ? 'The rules have found nothing.' : 'Nothing fits the filter.'}</p>}
      {groups.map((group, i) => <RuleFindings key={group.rule} group={group} model={model} open={i === 0} showOnMap={showOnMap} />)}
      {resolved !== null && resolved.length > 0 && <Resolved resolved={resolved} />}
    </>
  );
}

/** How many findings each choice shows: of severities, as many as there are among what is shown of the rest. */
function choicesOf({ data: { findings } }: Model, hidden: ReadonlySet<FindingState | Gravity>) {
  const states = { new: 0, known: 0, acknowledged: 0 };
  const gravities = { error: 0, warning: 0, unknown: 0, info: 0 };
  for (const finding of findings) {
    states[stateOf(finding)]++;
    if (!hidden.has(stateOf(finding))) { gravities[gravityOf(finding)]++; }
  }
  return { states, gravities };
}

interface RuleGroup {
  readonly rule: number;
  readonly findings: readonly FindingData[];
  readonly worst: Weight;
}

function grouped(model: Model, hidden: ReadonlySet<FindingState | Gravity>, text: string): readonly RuleGroup[] {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const byRule = new Map<number, FindingData[]>();
  for (const finding of model.data.findings) {
    if (hidden.has(stateOf(finding)) || hidden.has(gravityOf(finding)) || !words.every((word) => textOf(model, finding).includes(word))) { continue; }
    const others = byRule.get(finding.rule);
    if (others) { others.push(finding); } else { byRule.set(finding.rule, [finding]); }
  }
  const worstOf = (findings: readonly FindingData[]) => WEIGHTS[Math.min(...findings.map((finding) => WEIGHTS.indexOf(weightOf(finding))))];
  const groups = [...byRule].map(([rule, findings]) => ({ rule, findings, worst: worstOf(findings) }));
  return groups.sort((a, b) => WEIGHTS.indexOf(a.worst) - WEIGHTS.indexOf(b.worst) || b.findings.length - a.findings.length);
}

function textOf({ data }: Model, { constructPath, logicalId, message, rule, stack }: FindingData): string {
  const { name, title } = data.rules[rule];
  return [name, title, ...controlsOf(data, rule), constructPath, logicalId, data.stacks[stack].name, data.texts[message]].join('\n').toLowerCase();
}

function controlsOf({ frameworks }: Model['data'], rule: number): readonly string[] {
  return frameworks.flatMap(({ controls, title }) => {
    const served = controls.filter(({ rules }) => rules.includes(rule)).map(({ id }) => id);
    return served.length === 0 ? [] : [`${title}: ${served.join(', ')}`];
  });
}

interface RuleProps {
  readonly group: RuleGroup;
  readonly model: Model;
  readonly open: boolean;
  readonly showOnMap: (box: string) => void;
}

function RuleFindings({ group: { findings, rule: place, worst }, model, open, showOnMap }: RuleProps) {
  const [all, setAll] = useState(false);
  const printing = usePrinting();
  const { data } = model;
  const rule = data.rules[place];
  const controls = controlsOf(data, place);
  const shown = all || printing ? findings : findings.slice(0, SHOWN_AT_FIRST);
  const counts = noCounts();
  for (const finding of findings) { counts[weightOf(finding)]++; }
  return (
    <details class="rule" open={open || printing}>
      <summary>
        <WeightGlyph weight={worst} />
        <span class="grow"><span class="rule-title">{rule.title}</span> <code>{rule.name}</code></span>
        <Counts counts={counts} weights={WEIGHTS} />
      </summary>
      <div class="rule-body">
        <dl class="advice">
          <dt>Why</dt><dd>{rule.why}</dd>
          <dt>Fix</dt><dd>{rule.fix}</dd>
          {controls.length > 0 && <><dt>Controls</dt><dd>{controls.map((one) => <div key={one}>{one}</div>)}</dd></>}
          {rule.links.length > 0 && <><dt>See</dt><dd>{rule.links.map((link) => <div key={link}><a href={link} rel="noreferrer noopener" target="_blank">{link}</a></div>)}</dd></>}
        </dl>
        <ul class="found-list">
          {shown.map((finding, i) => <Finding key={i} finding={finding} model={model} showOnMap={showOnMap} />)}
        </ul>
        {shown.length < findings.length && <button type="button" class="plain" onClick={() => setAll(true)}>Show all {findings.length.toLocaleString('en')}</button>}
      </div>
    </details>
  );
}

function Finding({ finding, model: { data }, showOnMap }: { finding: FindingData; model: Model; showOnMap: (box: string) => void }) {
  const { column, constructPath, fix, line, logicalId, message, nodes, property, reason, resourceType, stack, witness } = finding;
  const name = constructPath ?? logicalId;
  const former = formerWords(stateOf(finding), gravityOf(finding));
  return (
    <li class="finding">
      <WeightGlyph weight={weightOf(finding)} />
      <div class="grow">
        <div class="where">
          {nodes.length > 0 ? <button type="button" class="link" onClick={() => showOnMap(leafId(nodes[0]))}>{name}</button> : <span>{name}</span>}
          <span class="under">{resourceType} · {data.stacks[stack].template}:{line}:{column} · {property}</span>
        </div>
        <p>{data.texts[message]}</p>
        {witness !== null && <p class="witness"><span class="tag">Request found</span> <code>{data.texts[witness]}</code></p>}
        {fix !== null && <p><span class="tag">Fix</span> {data.texts[fix]}</p>}
        {former !== undefined && <p><span class="tag">{former}</span> {reason}</p>}
      </div>
    </li>
  );
}

/** What is in the baseline and not found any more. */
function Resolved({ resolved }: { resolved: NonNullable<Model['data']['resolved']> }) {
  const [all, setAll] = useState(false);
  const printing = usePrinting();
  const shown = all || printing ? resolved : resolved.slice(0, SHOWN_AT_FIRST);
  return (
    <details class="rule resolved" open={printing}>
      <summary>
        <WeightGlyph weight="ok" />
        <span class="grow"><span class="rule-title">Resolved since the baseline</span></span>
        <span class="number">{resolved.length.toLocaleString('en')}</span>
      </summary>
      <div class="rule-body">
        <ul class="found-list">
          {shown.map(({ constructPath, logicalId, message, property, rule, severity, template }, i) => (
            <li key={i} class="finding">
              <WeightGlyph weight="ok" />
              <div class="grow">
                <div class="where"><span>{constructPath ?? logicalId}</span><span class="under">{severity} {rule} · {template} · {property}</span></div>
                <p>{message}</p>
              </div>
            </li>
          ))}
        </ul>
        {shown.length < resolved.length && <button type="button" class="plain" onClick={() => setAll(true)}>Show all {resolved.length.toLocaleString('en')}</button>}
      </div>
    </details>
  );
}
