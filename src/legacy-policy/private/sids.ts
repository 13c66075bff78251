import { isWrittenOut, type JsonMap } from './json';

/**
 * Numbers the Sids of statements that are added to a policy, where it has such a Sid already: S3 refuses a policy in which two
 * statements have the same.
 *
 * @returns a function that takes an added statement, and the one that it came from, whose Sid it may have
 */
export function unusedSids(statements: readonly unknown[]): (added: JsonMap, from: JsonMap) => JsonMap {
  const used = new Set(statements.map((one) => (isWrittenOut(one) ? one.Sid : undefined)));
  return (added, from) => {
    const { Sid } = added;
    if (typeof Sid !== 'string' || Sid === from.Sid) { return added; }
    let unused = Sid;
    for (let number = 2; used.has(unused); number++) { unused = `${Sid}${number}`; }
    used.add(unused);
    return unused === Sid ? added : { ...added, Sid: unused };
  };
}
