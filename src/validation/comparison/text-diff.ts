import { createColors } from 'picocolors';
import { Effect, EFFECTS } from './effect';
import type { Change, NewFinding, PostureDiff } from './posture-diff';
import { placeOf, printable, type ResolvedFinding } from '../reports';
import { type ChangedAlike, changedAlike, foundAlike } from './private/alike';
import { detailsOf, isNothing, summaryText, titleOf } from './private/words';

type Colors = ReturnType<typeof createColors>;

const WIDTH = Math.max(...EFFECTS.map((effect) => effect.length));
const INDENT = ' '.repeat(WIDTH + 4);

const COLORS: Readonly<Record<Effect, (colors: Colors) => (text: string) => string>> = {
  [Effect.WEAKER]: (colors) => colors.red,
  [Effect.UNDETERMINED]: (colors) => colors.yellow,
  [Effect.OTHER]: (colors) => colors.blue,
  [Effect.STRONGER]: (colors) => colors.green,
};

/** For people: what changes by resource; resources that change in the same way are named together. */
export function textDiff(diff: PostureDiff, colored: boolean): string {
  const colors = createColors(colored);
  const color = EFFECTS.find((effect) => diff.summary[effect] > 0) ?? Effect.STRONGER;
  return [
    ...(isNothing(diff) ? ['The protection of data does not change.', ''] : []),
    ...changedAlike(diff).flatMap((group) => [...resourceLines(group, colors), '']),
    ...newLines(foundAlike(diff), colors),
    ...resolvedLines(diff.resolvedFindings, colors),
    COLORS[color](colors)(printable(summaryText(diff))),
    '',
  ].join('\n');
}

function resourceLines({ subjects, changes }: ChangedAlike, colors: Colors): string[] {
  const [{ resourceType, stack, template }] = subjects;
  const home = colors.dim(printable(`${resourceType} in ${stack ?? template}`));
  const names = subjects.map((subject) => printable(placeOf(subject)));
  return [
    ...(names.length === 1 ? [`${colors.bold(names[0])} ${home}`] : [`${colors.bold(`${names.length} resources`)} ${home}`, ...names.map((name) => `    ${name}`)]),
    ...changes.flatMap((change) => changeLines(change, colors)),
  ];
}

function changeLines(change: Omit<Change, 'subject'>, colors: Colors): string[] {
  const { aspect, before, after } = change;
  const isLoud = aspect === 'replacement';
  const values = isLoud ? '' : valuesText(before, after, aspect === 'removed');
  const title = isLoud ? colors.bold((after ?? '').toUpperCase()) : `${titleOf(change)}${values === '' ? '' : ':'}`;
  return [
    `  ${effectText(change, colors)}  ${title}${values === '' ? '' : ` ${printable(values)}`}`,
    ...detailsOf(change).map((detail) => `${INDENT}${isLoud ? printable(detail) : colors.dim(printable(detail))}`),
  ];
}

function valuesText(before: string | null, after: string | null, isGone: boolean): string {
  if (before === null && after === null) { return ''; }
  return isGone ? after ?? '' : `${before ?? 'none'} -> ${after ?? 'none'}`;
}

function newLines(groups: readonly (readonly NewFinding[])[], colors: Colors): string[] {
  if (groups.length === 0) { return []; }
  return [colors.bold('New findings'), ...groups.flatMap((group) => {
    const [first] = group;
    const { rule, severity, message } = first.finding;
    const names = [...new Set(group.map(({ finding }) => placeOf(finding)))].join(', ');
    return [
      `  ${effectText(first, colors)}  ${severity} ${colors.bold(rule.name)}: ${printable(names)}`,
      ...(group.length === 1 ? [`${INDENT}${colors.dim(printable(message))}`] : []),
    ];
  }), ''];
}

function resolvedLines(resolved: readonly ResolvedFinding[], colors: Colors): string[] {
  if (resolved.length === 0) { return []; }
  const byRule = new Map<string, ResolvedFinding[]>();
  for (const one of resolved) { byRule.set(`${one.severity} ${one.rule}`, [...byRule.get(`${one.severity} ${one.rule}`) ?? [], one]); }
  return [
    colors.bold('Resolved findings'),
    ...[...byRule].map(([rule, all]) => `  ${effectText({ effect: Effect.STRONGER }, colors)}  ${printable(`${rule}: ${[...new Set(all.map(placeOf))].join(', ')}`)}`),
    '',
  ];
}

function effectText({ effect }: Pick<Change, 'effect'>, colors: Colors): string {
  return COLORS[effect](colors)(effect.padEnd(WIDTH));
}
