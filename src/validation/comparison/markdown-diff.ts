import { Effect, EFFECTS } from './effect';
import type { PostureDiff } from './posture-diff';
import { counted, markdownText as text, placeOf } from '../reports';
import { pageOf, type RuleMetadata } from '../rules';
import { type ChangedAlike, foundAlike, sameChanges } from './private/alike';
import { detailsOf, isNothing, summaryText, titleOf } from './private/words';

/** How much of a comparison is written. */
interface Limits {
  readonly rows: number;
  readonly places: number;
  /** The characters of a name or a value. */
  readonly longest: number;
}

/** GitHub takes comments of 65,536 characters. What is longer is for files. */
const MOST_CHARACTERS = 65_536;

/** From the widest to one that always fits. */
const LIMITS: readonly Limits[] = [
  { rows: 100, places: 20, longest: 400 },
  { rows: 50, places: 10, longest: 200 },
  { rows: 20, places: 5, longest: 150 },
  { rows: 5, places: 2, longest: 100 },
];

/** It names two paths. */
const LONGEST_SUMMARY = 2_000;

interface Row {
  readonly names: string;
  readonly change: ChangedAlike['changes'][number];
}

/** For a comment on a pull request: what is replaced, a table of what changes, and the rest behind folds. */
export function markdownDiff(diff: PostureDiff): string {
  const [widest, ...others] = LIMITS;
  return others.reduce((comment, limits) => (comment.length <= MOST_CHARACTERS ? comment : commentOf(diff, limits)), commentOf(diff, widest));
}

function commentOf(diff: PostureDiff, limits: Limits): string {
  const groups = sameChanges(diff);
  const rows = groups.flatMap(({ changes, subjects }) => changes.map((change): Row => ({ names: places(subjects, limits), change })));
  const sorted = EFFECTS.flatMap((effect) => rows.filter(({ change }) => change.effect === effect));
  const shown = sorted.slice(0, limits.rows);
  const { problems } = diff;
  return [
    `## Changes in S3 encryption\n\n${isNothing(diff) ? 'The protection of data does not change.' : headline(diff)}\n`,
    ...(problems.length > 0 ? [`\n${listed(problems.map((one) => `- ${cut(one, limits)}\n`), limits)}`] : []),
    ...warnings(groups, limits),
    ...(shown.length > 0 ? ['\n| Effect | Resource | What | Before | After |\n| --- | --- | --- | --- | --- |\n', ...shown.map((one) => row(one, limits))] : []),
    ...(sorted.length > shown.length ? [`\n${sorted.length - shown.length} more changes are in the other formats.\n`] : []),
    folded('Details', shown.filter(({ change }) => change.aspect !== 'replacement' && detailsOf(change).length > 0).map((one) => details(one, limits)), limits),
    folded('New findings', foundAlike(diff).map((group) => (
      `- ${group[0].effect}: ${group[0].finding.severity} ${linked(group[0].finding.rule)}: ${places(group.map(({ finding }) => finding), limits)}\n`
    )), limits),
    folded('Resolved findings', diff.resolvedFindings.map((one) => `- ${one.severity} ${text(one.rule)}: ${name(one, limits)}\n`), limits),
    `\n${cut(summaryText(diff), { ...limits, longest: LONGEST_SUMMARY })}\n`,
  ].join('');
}

function headline({ summary }: PostureDiff): string {
  const [weaker, ...others] = EFFECTS.map((effect) => `${summary[effect]} ${effect}`);
  return `${summary[Effect.WEAKER] > 0 ? `**${weaker}**` : weaker}, ${others.join(', ')}.`;
}

/** What a reviewer must not miss. */
function warnings(groups: readonly ChangedAlike[], limits: Limits): string[] {
  const replaced = groups.flatMap(({ changes, subjects }) => changes.filter(({ aspect }) => aspect === 'replacement').map((change) => ({ change, subjects })));
  if (replaced.length === 0) { return []; }
  // Without a fate: an update that fails leaves the existing resource as it is.
  const counts = ([['replaced', true], ['can\'t be replaced', false]] as const).flatMap(([what, hasFate]) => {
    const count = replaced.filter(({ change: { before } }) => (before !== null) === hasFate).reduce((sum, { subjects }) => sum + subjects.length, 0);
    return count > 0 ? [`${counted(count, 'resource')} ${what}`] : [];
  });
  const lines = replaced.slice(0, limits.places).map(({ change: { after, note }, subjects }) => `> - ${places(subjects, limits)} ${after}: ${cut(note ?? '', limits)}\n`);
  const more = replaced.length > limits.places ? `> - and ${replaced.length - limits.places} more\n` : '';
  return [`\n> [!CAUTION]\n> ${counts.join(', ')}:\n>\n${lines.join('')}${more}`];
}

function row({ names, change }: Row, limits: Limits): string {
  const { effect, before, after } = change;
  return `| ${effect === Effect.WEAKER ? `**${effect}**` : effect} | ${names} | ${titleOf(change)} | ${cut(before ?? '', limits)} | ${cut(after ?? '', limits)} |\n`;
}

function details({ names, change }: Row, limits: Limits): string {
  return `- ${names}, ${titleOf(change)}: ${detailsOf(change).map((one) => cut(one, limits)).join(' ')}\n`;
}

function cut(given: string, { longest }: Limits): string {
  const all = [...given];
  return text(all.length > longest ? `${all.slice(0, longest).join('')} (cut)` : given);
}

function places(all: readonly Parameters<typeof placeOf>[0][], limits: Limits): string {
  const names = [...new Set(all.map((one) => name(one, limits)))];
  const more = names.length > limits.places ? [`and ${names.length - limits.places} more`] : [];
  return [...names.slice(0, limits.places), ...more].join(', ');
}

function name(one: Parameters<typeof placeOf>[0], limits: Limits): string {
  return cut(placeOf(one), limits);
}

function linked(rule: RuleMetadata): string {
  const page = pageOf(rule);
  return page === undefined ? text(rule.name) : `[${rule.name}](${page})`;
}

function folded(title: string, lines: readonly string[], limits: Limits): string {
  return lines.length === 0 ? '' : `\n<details><summary>${title} (${lines.length})</summary>\n\n${listed(lines, limits)}\n</details>\n`;
}

function listed(lines: readonly string[], { rows }: Limits): string {
  const more = lines.length > rows ? `- and ${lines.length - rows} more\n` : '';
  return `${lines.slice(0, rows).join('')}${more}`;
}
