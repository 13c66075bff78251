import { Token } from 'aws-cdk-lib';

/** Lists of at most so many items. */
export function splitIntoLists<Item>(most: number, items: readonly Item[]): Item[][] {
  const lists: Item[][] = [];
  for (let i = 0; i < items.length; i += most) { lists.push(items.slice(i, i + most)); }
  return lists;
}

/**
 * Lists of names, none of which takes more characters than there is room for, written as a list in JSON.
 *
 * @param longest How long a name can be that is known at deployment only
 */
export function splitToFit(room: number, names: readonly string[], longest: number): string[][] {
  const lists: string[][] = [];
  let left = 0;
  for (const name of names) {
    // Quotes and a comma.
    const size = (Token.isUnresolved(name) ? longest : name.length) + 3;
    if (lists.length === 0 || size > left) {
      lists.push([]);
      left = room;
    }
    lists[lists.length - 1].push(name);
    left -= size;
  }
  return lists;
}
