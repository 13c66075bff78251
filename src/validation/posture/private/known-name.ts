import { NameHole, Text, type Value } from '../../../template';

/** Whether a name leaves nothing open but names that AWS gives. */
export function isKnownName(name: Value | undefined): boolean {
  return typeof name === 'string' || (name instanceof Text && name.parts.every((part) => typeof part === 'string' || part instanceof NameHole));
}
