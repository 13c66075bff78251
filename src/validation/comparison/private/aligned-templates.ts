import * as path from 'path';
import type { TemplateFile } from '../../assembly';

/** What was read at one path. */
export interface ReadSide {
  readonly templates: readonly TemplateFile[];
  /** The directory that was read, or that of the template. */
  readonly root: string;
}

/**
 * The templates of both sides, so that a template of one side and its successor have one name and one path. What is known at deployment only
 * stands under the names of templates: with one name, it is the same on both sides.
 *
 * A template is the successor of that with the same path below what was read; else of that of the stack with the same name; of a
 * nested stack, of that which the same resource makes. If each side is a single template, these are the two.
 */
export function aligned(before: ReadSide, after: ReadSide): readonly [readonly TemplateFile[], readonly TemplateFile[]] {
  const successors = successorsOf(before, after);
  const present = named(after, (template) => nameIn(after, template), (template) => pathIn(after, template));
  const both = (template: TemplateFile, ask: (side: ReadSide, one: TemplateFile) => string) => {
    const successor = successors.get(template);
    return successor ? ask(after, successor) : ask(before, template);
  };
  return [named(before, (template) => both(template, nameIn), (template) => both(template, pathIn)), present];
}

function successorsOf(before: ReadSide, after: ReadSide): ReadonlyMap<TemplateFile, TemplateFile> {
  const found = new Map<TemplateFile, TemplateFile>();
  const taken = new Set<TemplateFile>();
  const pair = (keyBefore: (one: TemplateFile) => string | undefined, keyAfter = keyBefore): number => {
    const open = grouped(after.templates.filter((one) => !taken.has(one)), keyAfter);
    const others = grouped(before.templates.filter((one) => !found.has(one)), keyBefore);
    let count = 0;
    for (const [key, [one, ...more]] of others) {
      const [other, ...rest] = open.get(key) ?? [];
      if (other === undefined || more.length + rest.length > 0) { continue; }
      found.set(one, other);
      taken.add(other);
      count++;
    }
    return count;
  };
  pair((one) => nameIn(before, one), (one) => nameIn(after, one));
  pair(({ source }) => source.stackName && JSON.stringify([source.environment?.stage, source.stackName]));
  if (before.templates.length === 1 && after.templates.length === 1) { pair(() => ''); }
  const names = new Map(after.templates.map((one) => [one.source.name, one]));
  const byName = new Map(before.templates.map((one) => [one.source.name, one]));
  const makerAfter = ({ source: { nestedIn } }: TemplateFile) => {
    const around = nestedIn && names.get(nestedIn.template);
    return around && JSON.stringify([around.source.name, nestedIn.logicalId]);
  };
  const makerBefore = ({ source: { nestedIn } }: TemplateFile) => {
    const around = nestedIn && byName.get(nestedIn.template);
    return around && JSON.stringify([found.get(around)?.source.name, nestedIn.logicalId]);
  };
  // Those in nested stacks after the stacks around them.
  while (pair(makerBefore, makerAfter) > 0);
  return found;
}

function grouped(templates: readonly TemplateFile[], keyOf: (one: TemplateFile) => string | undefined): Map<string, TemplateFile[]> {
  const groups = new Map<string, TemplateFile[]>();
  for (const one of templates) {
    const key = keyOf(one);
    if (key !== undefined) { groups.set(key, [...groups.get(key) ?? [], one]); }
  }
  return groups;
}

function named(
  { templates }: ReadSide, nameOf: (template: TemplateFile) => string, pathOf: (template: TemplateFile) => string,
): readonly TemplateFile[] {
  const names = new Map(templates.map((template) => [template.source.name, nameOf(template)]));
  return templates.map((template) => {
    const { source } = template;
    const nestedIn = source.nestedIn && { ...source.nestedIn, template: names.get(source.nestedIn.template) ?? source.nestedIn.template };
    return { ...template, path: pathOf(template), source: { ...source, name: nameOf(template), ...(nestedIn === undefined ? {} : { nestedIn }) } };
  });
}

/** Two nested stacks can be of one file, and have names nevertheless. */
function nameIn({ root }: ReadSide, { source }: TemplateFile): string {
  return relative(root, source.name);
}

function pathIn({ root }: ReadSide, { file }: TemplateFile): string {
  return relative(root, file);
}

function relative(root: string, file: string): string {
  return path.relative(root, file).split(path.sep).join('/');
}
