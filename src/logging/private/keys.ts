import { Token } from 'aws-cdk-lib';

/**
 * The folder that a prefix means to producers that put a slash behind it.
 *
 * @throws if the prefix would mean something else in a policy, or to the producer
 */
export function folderOf(path: string, prefix: string | undefined): string {
  if (prefix === undefined || prefix === '') { return ''; }
  assertPrefix(path, prefix);
  return prefix.endsWith('/') ? prefix : `${prefix}/`;
}

/** The same for producers that put the account's folder `AWSLogs/` behind it, and take no prefix with that word in it. */
export function folderBeforeAccount(path: string, prefix: string | undefined): string {
  if (prefix?.includes('AWSLogs')) {
    throw new Error(`${path}: prefix cannot be ${JSON.stringify(prefix)}: the service adds AWSLogs/ by itself. `
      + 'Fix: leave AWSLogs and what follows out of the prefix.');
  }
  return folderOf(path, prefix);
}

/** @throws if the prefix would be read as a pattern or a policy variable */
export function assertPrefix(path: string, prefix: string): void {
  if (Token.isUnresolved(prefix)) { return; }
  if (/[*?]|\$\{/.test(prefix)) {
    throw new Error(`${path}: prefix cannot be ${JSON.stringify(prefix)}: in a policy *, ? and \${ stand for more than themselves. `
      + 'Fix: write the prefix out, without wildcards and variables.');
  }
  if (prefix.startsWith('/')) {
    throw new Error(`${path}: prefix cannot be ${JSON.stringify(prefix)}: services put the prefix at the start of the key. `
      + 'Fix: leave the leading slash out.');
  }
}
