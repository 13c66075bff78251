import { isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import { deepest, type Located } from './located';
import { isJson } from './parse-template';
import { Lines, type Position } from './position';
import { outlineJson } from './scan-json';
import { isMerge, nameOf, yamlDocument } from './yaml';

/** Where the parts of a template's text are. Nothing is computed before it is asked for. */
export class SourceMap {
  private located: { readonly root: Located; readonly lines: Lines } | undefined;

  /** @param text The text of a template that can be parsed. */
  constructor(private readonly text: string, private readonly file: string) {}

  /** The place of what a path leads to, or of the deepest part on the way that there is. */
  locate(path: readonly (string | number)[]): Position {
    this.located ??= { root: this.scan(), lines: new Lines(this.text) };
    return this.located.lines.position(deepest(this.located.root, path).offset);
  }

  private scan(): Located {
    try {
      if (isJson(this.text, this.file)) { return outlineJson(this.text.replace(/^\uFEFF/, ' ')); }
      return locatedNode(yamlDocument(this.text).contents, new Map());
    } catch {
      return { offset: 0 };
    }
  }
}

function locatedNode(node: Node | null, anchors: Map<string, Located>, nameOffset?: number): Located {
  const offset = nameOffset ?? node?.range?.[0] ?? 0;
  if (isAlias(node)) { return { ...anchors.get(node.source), offset }; }
  const located = { offset, ...membersOf(node, anchors) };
  if (node && 'anchor' in node && node.anchor !== undefined) { anchors.set(node.anchor, located); }
  return located;
}

function membersOf(node: Node | null, anchors: Map<string, Located>): Partial<Located> {
  if (isSeq(node)) {
    return { list: true, members: new Map(node.items.map((item, i) => [String(i), locatedNode(item as Node | null, anchors)])) };
  }
  if (!isMap(node)) { return {}; }
  const members = new Map<string, Located>();
  const merged: Located[] = [];
  for (const pair of node.items) {
    const value = locatedNode(pair.value as Node | null, anchors, isScalar(pair.key) ? pair.key.range?.[0] : undefined);
    if (isMerge(pair)) { merged.push(...(value.list ? value.members?.values() ?? [] : [value])); } else { members.set(nameOf(pair) ?? '', value); }
  }
  for (const [name, value] of merged.flatMap((map) => [...map.members ?? []])) {
    if (!members.has(name)) { members.set(name, value); }
  }
  return { members };
}
