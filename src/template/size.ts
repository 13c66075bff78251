import { Hole, OneOf, Text, Unknown } from './value';

/** Whether a value, interpreted or not, is larger than so many characters: roughly, and each thing in it counts. */
export function isLargerThan(value: unknown, limit: number): boolean {
  let size = 0;
  const open = [value];
  while (open.length > 0) {
    const one = open.pop();
    size++;
    if (typeof one === 'string') {
      size += one.length;
    } else if (one instanceof Text || one instanceof OneOf) {
      for (const part of one instanceof Text ? one.parts : one.options) { open.push(part); }
    } else if (typeof one === 'object' && one !== null && !(one instanceof Hole || one instanceof Unknown)) {
      for (const [name, member] of Object.entries(one)) {
        size += Array.isArray(one) ? 0 : name.length;
        open.push(member);
      }
    }
    if (size > limit) { return true; }
  }
  return false;
}
