import { Token } from 'aws-cdk-lib';
import { valueRefusal } from '../../cdk';
import { isPattern } from '../../policy';
import type { LogService } from '../../services';
import type { ObjectKeys } from '../log-writes';

/**
 * What keys of objects begin with for a service that is told a prefix.
 *
 * @throws if the prefix would mean something else in a policy, or to the service
 */
export function prefixFor({ folder, prefixAsIs }: LogService, path: string, prefix: string | undefined): string {
  if (prefixAsIs) {
    assertPrefix(path, prefix ?? '');
    return prefix ?? '';
  }
  return folder.startsWith('AWSLogs/') ? folderBeforeAccount(path, prefix) : folderOf(path, prefix);
}

/**
 * The folder that a prefix means to services that put a slash behind it.
 *
 * @throws if the prefix would mean something else in a policy, or to the producer
 */
export function folderOf(path: string, prefix: string | undefined): string {
  if (prefix === undefined || prefix === '') { return ''; }
  assertPrefix(path, prefix);
  return prefix.endsWith('/') ? prefix : `${prefix}/`;
}

/** The same for services that put the account's folder `AWSLogs/` behind it, and take no prefix with that word in it. */
function folderBeforeAccount(path: string, prefix: string | undefined): string {
  if (prefix?.includes('AWSLogs')) {
    throw valueRefusal(path, 'prefix', prefix, 'remove AWSLogs, and everything after it, from the prefix', 'the service adds AWSLogs/');
  }
  return folderOf(path, prefix);
}

/** @throws if the prefix would be read as a pattern or a policy variable */
function assertPrefix(path: string, prefix: string): void {
  if (isPattern(prefix)) {
    throw valueRefusal(path, 'prefix', prefix, 'pass a prefix without wildcards and policy variables',
      '*, ? and ${ have a special meaning in policies');
  }
  if (prefix.startsWith('/')) {
    throw valueRefusal(path, 'prefix', prefix, 'remove the leading slash', 'services put the prefix at the start of the key');
  }
}

/** Keys as a pattern of a policy. */
export function objectKeyPattern({ prefix, folder }: ObjectKeys): string {
  return `${prefix}${folder}*`;
}

/** Whether the service writes only below a folder `AWSLogs/` of the account whose logs they are. */
export function haveAccountFolder(objectKeys: readonly ObjectKeys[]): boolean {
  return objectKeys.every(({ folder }) => folder.startsWith('AWSLogs/'));
}

/** The same with fewer patterns: what another pattern covers already is left out. */
export function withoutCovered(patterns: readonly string[]): string[] {
  const distinct = [...new Set(patterns)];
  return distinct.filter((one) => !distinct.some((other) => other !== one && covers(other, one)));
}

function covers(wide: string, narrow: string): boolean {
  const beginning = wide.slice(0, -1);
  return beginning === '' || (!beginning.includes('*') && !Token.isUnresolved(narrow) && narrow.startsWith(beginning));
}

/**
 * Wider patterns, one for each folder of the service: any prefix in the folders with which all prefixes begin.
 *
 * Only for sources that something else confines: see docs/decisions/0034-listed-where-the-list-confines.md.
 */
export function widened(objectKeys: readonly ObjectKeys[]): string[] {
  const folders = [...new Set(objectKeys.map(({ folder }) => folder))];
  return folders.map((folder) => {
    const prefixes = [...new Set(objectKeys.filter((one) => one.folder === folder).map(({ prefix }) => prefix))];
    if (prefixes.length === 1) { return objectKeyPattern({ prefix: prefixes[0], folder }); }
    return `${commonFolder(prefixes)}*${folder === '' ? '' : `${folder}*`}`;
  });
}

/** The folders with which all texts begin. */
function commonFolder(texts: readonly string[]): string {
  const [first, ...others] = texts.map((text) => text.split('/').slice(0, -1));
  const differs = first.findIndex((folder, depth) => others.some((other) => other[depth] !== folder));
  return (differs < 0 ? first : first.slice(0, differs)).map((folder) => `${folder}/`).join('');
}
