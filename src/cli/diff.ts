import * as fs from 'fs';
import * as path from 'path';
import { type AnswerOptions, answerAbout } from './answer';
import { ExitCode, type Io } from './io';
import type { Progress } from './progress';
import { chosenRules, type RuleChoice } from './rule-sets';
import { templatesIn } from './templates';
import type { InputError, TemplateFile } from '../validation/assembly';
import { duplicateKeys } from '../validation/assembly/internal';
import { type Compared, diffOf, Effect, jsonDiff, markdownDiff, type PostureDiff, textDiff } from '../validation/comparison';

const FORMATS = {
  text: textDiff, json: jsonDiff, markdown: markdownDiff,
} satisfies { readonly [name: string]: (diff: PostureDiff, colors: boolean) => string };

export const DIFF_FORMATS = Object.keys(FORMATS);

/** Which effects of changes are a failure. */
const FAILING = {
  weaker: [Effect.WEAKER],
  undetermined: [Effect.WEAKER, Effect.UNDETERMINED],
  any: Object.values(Effect),
  never: [],
} satisfies { readonly [name: string]: readonly Effect[] };

export const DIFF_FAILURES = Object.keys(FAILING);

export interface DiffOptions extends RuleChoice, AnswerOptions {
  readonly format: keyof typeof FORMATS;
  readonly failOn: keyof typeof FAILING;
}

interface BothSides {
  readonly before: Compared;
  readonly after: Compared;
  readonly failures: readonly InputError[];
}

// docs/decisions/0104
/**
 * Says what changes in how data is protected. Where something cannot be read nothing is compared: it would be as if it had been removed.
 *
 * @throws UsageError, WriteError
 */
export function diff(before: string, after: string, options: DiffOptions, io: Io): ExitCode {
  const rules = chosenRules(options);
  const read = (progress: Progress): BothSides => {
    const sides = [before, after].map((one) => ({ one, ...templatesIn([one], io, progress) }));
    const [former, present] = sides.map(({ one, templates }) => ({ path: one, root: rootOf(path.resolve(io.cwd, one)), templates }));
    return { before: former, after: present, failures: sides.flatMap(({ failures }) => failures) };
  };
  return answerAbout(read, ({ failures }) => failures.length === 0, options, io, (sides, progress) => {
    const between = (former: readonly TemplateFile[], present: readonly TemplateFile[]) => diffOf(
      { ...sides.before, templates: former }, { ...sides.after, templates: present }, rules,
      ({ name }) => progress.step(() => `Comparing ${former.length} templates with ${present.length}: ${name}`),
    );
    const [former, present] = [sides.before.templates, sides.after.templates];
    const result = between(former, present);
    const duplicates = [
      duplicateKeys(former, (files) => jsonDiff(between(files, present))), duplicateKeys(present, (files) => jsonDiff(between(former, files))),
    ];
    return {
      pieces: [FORMATS[options.format](result, io.colors && options.output === undefined)],
      problems: result.problems,
      duplicates: { problems: duplicates.flatMap(({ problems }) => problems), matter: duplicates.some(({ matter }) => matter) },
      code: isFailure(result, FAILING[options.failOn]) ? ExitCode.FINDINGS : ExitCode.CLEAN,
    };
  });
}

function isFailure({ summary }: PostureDiff, failing: readonly Effect[]): boolean {
  return failing.some((effect) => summary[effect] > 0);
}

/** What the paths of templates are shown below. */
function rootOf(file: string): string {
  return fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() ? file : path.dirname(file);
}
