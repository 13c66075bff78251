import { Effect, EFFECTS } from './effect';
import type { PostureDiff } from './posture-diff';
import { counted, markdownText as text, placeOf } from '../reports';
import { pageOf, type RuleMetadata } from '../rules';
import { type ChangedAlike, foundAlike, sameChanges } from './private/alike';
import { detailsOf, isNothing, summaryText, titleOf } from './private/words';

/** GitHub takes comments of 65,536 characters. What is longer is for files. */
const MOST_ROWS = 100;
const MOST_PLACES = 20;
const LONGEST = 400;

interface Row {
  readonly names: string;
  readonly change: ChangedAlike['changes'][number];
}

/** For a comment on a pull request: what is replaced, a table of what changes, and the rest behind folds. */
export function markdownDiff(diff: PostureDiff): string {
  const groups = sameChanges(diff);
  const rows = groups.flatMap(({ changes, subjects }) => changes.map((change): Row => ({ names: places(subjects), change })));
  const sorted = EFFECTS.flatMap((effect) => rows.filter(({ change }) => change.effect === effect));
  const shown = sorted.slice(0, MOST_ROWS);
  const { problems } = diff;
  return [
    `## Changes in S3 encryption\n\n${isNothing(diff) ? 'Nothing changes in how data is protected.' : headline(diff)}\n`,
    ...(problems.length > 0 ? [`\n${problems.map((one) => `- ${text(one)}\n`).join('')}`] : []),
    ...warnings(groups),
    ...(shown.length > 0 ? ['\n| Effect | Resource | What | Before | After |\n| --- | --- | --- | --- | --- |\n', ...shown.map(row)] : []),
    ...(sorted.length > shown.length ? [`\n${sorted.length - shown.length} more changes are in the other formats.\n`] : []),
    folded('Details', shown.filter(({ change }) => change.aspect !== 'replacement' && detailsOf(change).length > 0).map(details)),
    folded('New findings', foundAlike(diff).map((group) => (
      `- ${group[0].effect}: ${group[0].finding.severity} ${linked(group[0].finding.rule)}: ${places(group.map(({ finding }) => finding))}\n`
    ))),
    folded('Resolved findings', diff.resolvedFindings.map((one) => `- ${one.severity} ${text(one.rule)}: ${name(one)}\n`)),
    `\n${text(summaryText(diff))}\n`,
  ].join('');
}

function headline({ summary }: PostureDiff): string {
  const [weaker, ...others] = EFFECTS.map((effect) => `${summary[effect]} ${effect}`);
  return `${summary[Effect.WEAKER] > 0 ? `**${weaker}**` : weaker}, ${others.join(', ')}.`;
}

/** What a reviewer must not miss. */
function warnings(groups: readonly ChangedAlike[]): string[] {
  const replaced = groups.flatMap(({ changes, subjects }) => changes.filter(({ aspect }) => aspect === 'replacement').map((change) => ({ change, subjects })));
  if (replaced.length === 0) { return []; }
  const count = replaced.reduce((sum, { subjects }) => sum + subjects.length, 0);
  const lines = replaced.slice(0, MOST_PLACES).map(({ change: { after, note }, subjects }) => `> - ${places(subjects)} ${after}: ${cut(note ?? '')}\n`);
  const more = replaced.length > MOST_PLACES ? `> - and ${replaced.length - MOST_PLACES} more\n` : '';
  return [`\n> [!CAUTION]\n> ${counted(count, 'resource')} replaced:\n>\n${lines.join('')}${more}`];
}

function row({ names, change }: Row): string {
  const { effect, before, after } = change;
  return `| ${effect === Effect.WEAKER ? `**${effect}**` : effect} | ${names} | ${titleOf(change)} | ${cut(before ?? '')} | ${cut(after ?? '')} |\n`;
}

function details({ names, change }: Row): string {
  return `- ${names}, ${titleOf(change)}: ${detailsOf(change).map(cut).join(' ')}\n`;
}

function cut(given: string): string {
  const all = [...given];
  return text(all.length > LONGEST ? `${all.slice(0, LONGEST).join('')} (cut)` : given);
}

function places(all: readonly Parameters<typeof placeOf>[0][]): string {
  const names = [...new Set(all.map(name))];
  const more = names.length > MOST_PLACES ? [`and ${names.length - MOST_PLACES} more`] : [];
  return [...names.slice(0, MOST_PLACES), ...more].join(', ');
}

function name(one: Parameters<typeof placeOf>[0]): string {
  return cut(placeOf(one));
}

function linked(rule: RuleMetadata): string {
  const page = pageOf(rule);
  return page === undefined ? text(rule.name) : `[${rule.name}](${page})`;
}

function folded(title: string, lines: readonly string[]): string {
  if (lines.length === 0) { return ''; }
  const more = lines.length > MOST_ROWS ? `- and ${lines.length - MOST_ROWS} more\n` : '';
  return `\n<details><summary>${title} (${lines.length})</summary>\n\n${lines.slice(0, MOST_ROWS).join('')}${more}\n</details>\n`;
}
