import { CfnElement, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isInTree } from '../../policy';

/**
 * The elements of a stack by their logical IDs.
 *
 * What was found is remembered, and counts as long as it is still there and still has that ID: the tree and the IDs may
 * change until the template is written. What was not found is searched again.
 */
export class ElementsById {
  static of(stack: Stack): ElementsById {
    const found = FOUND.get(stack) ?? new Map<string, CfnElement>();
    FOUND.set(stack, found);
    return new ElementsById(stack, found);
  }

  private constructor(private readonly stack: Stack, private readonly found: Map<string, CfnElement>) {}

  find(logicalIds: ReadonlySet<string>): Map<string, CfnElement> {
    const missing = [...logicalIds].filter((id) => !this.isKnown(id));
    if (missing.length > 0) { this.search(new Set(missing)); }
    return new Map([...logicalIds].flatMap((id) => (this.found.has(id) ? [[id, this.found.get(id)!] as const] : [])));
  }

  private isKnown(id: string): boolean {
    const element = this.found.get(id);
    if (element && isInTree(element) && this.idOf(element) === id) { return true; }
    this.found.delete(id);
    return false;
  }

  private search(ids: Set<string>): void {
    const visit = (construct: IConstruct): void => {
      if (CfnElement.isCfnElement(construct)) {
        const id = this.idOf(construct);
        if (ids.delete(id)) { this.found.set(id, construct); }
      }
      for (const child of construct.node.children) {
        if (ids.size === 0) { return; }
        if (!Stack.isStack(child)) { visit(child); }
      }
    };
    visit(this.stack);
  }

  private idOf(element: CfnElement): string {
    return this.stack.resolve(element.logicalId) as string;
  }
}

/** What was found before, nothing more: a copy of the library that does not know it searches again. */
// eslint-disable-next-line no-restricted-syntax
const FOUND = new WeakMap<Stack, Map<string, CfnElement>>();
