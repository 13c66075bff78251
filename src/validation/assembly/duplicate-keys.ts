import type { TemplateFile } from './template-file';

/** So many of them are tried one by one; of more, groups are tried, and halves of those that matter. */
const MOST = 10;

/** So many groups are tried. What is left of groups that matter is said to matter. */
const MOST_GROUPS = 40;

/** So many resources are judged again to try them, but for twice all that there are. */
const MOST_RESOURCES = 20_000;

/** What is said of a key that a template has twice. */
interface DuplicateKeyProblem {
  readonly text: string;
  readonly matters: boolean;
}

/** What is said of the keys that templates have twice. */
export interface DuplicateKeys {
  /** One for each key. */
  readonly problems: readonly DuplicateKeyProblem[];
  /** Whether the output depends on which one counts. */
  readonly matter: boolean;
}

/**
 * The keys that templates have twice. CloudFormation documents nowhere which one counts, so the output is compared with
 * that of the templates without the last one.
 *
 * @param output What is to be printed of templates.
 */
export function duplicateKeys(templates: readonly TemplateFile[], output: (templates: readonly TemplateFile[]) => string): DuplicateKeys {
  const all = templates.flatMap((template) => (
    template.duplicates?.keys.map(({ key, position }, index) => ({ template, key, position, index })) ?? []
  ));
  if (all.length === 0) { return { problems: [], matter: false }; }
  const asIs = output(templates);
  const differs = (left: ReadonlySet<number>) => output(templates.map((template) => {
    const { duplicates, source } = template;
    if (!duplicates) { return template; }
    const places = new Set(all.flatMap((one, i) => (one.template === template && left.has(i) ? [one.index] : [])));
    return { ...template, source: { ...source, json: duplicates.without((index) => places.has(index)) } };
  })) !== asIs;
  const tries = Math.max(2, Math.floor(MOST_RESOURCES / resourcesIn(templates)));
  const areTriedAlone = all.length <= Math.min(MOST, tries);
  const alone = areTriedAlone
    ? new Set([...all.keys()].filter((i) => differs(new Set([i]))))
    : mattering(all.length, Math.min(MOST_GROUPS, tries), differs);
  const matter = alone.size > 0 || (areTriedAlone && differs(new Set(all.keys())));
  const problems = all.map(({ template: { path }, key, position: { line, column } }, i) => {
    const matters = alone.has(i) || (matter && alone.size === 0);
    const text = `${path}:${line}:${column}: ${matters ? 'error' : 'warning'}: the key ${JSON.stringify(key)} appears twice`;
    return { text: `${text}${matters ? ', and the result depends on which value is used' : ''}`, matters };
  });
  return { problems, matter };
}

function resourcesIn(templates: readonly TemplateFile[]): number {
  return templates.reduce((sum, { source: { json } }) => {
    const resources = typeof json === 'object' && json !== null && 'Resources' in json ? json.Resources : undefined;
    return sum + Object.keys(typeof resources === 'object' && resources !== null ? resources : {}).length;
  }, 1);
}

/** Which of many matter, by their places: those of a group that does not matter are not tried. */
function mattering(count: number, most: number, differs: (left: ReadonlySet<number>) => boolean): ReadonlySet<number> {
  const matter = new Set<number>();
  const open: (readonly [from: number, to: number])[] = [[0, count]];
  let tries = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const [from, to] = next;
    const group = new Set(Array.from({ length: to - from }, (_, i) => from + i));
    const isTried = tries++ < most;
    if (isTried && !differs(group)) { continue; }
    if (!isTried || to - from === 1) {
      for (const one of group) { matter.add(one); }
    } else {
      const middle = Math.floor((from + to) / 2);
      open.push([middle, to], [from, middle]);
    }
  }
  return matter;
}
