import { createHash } from 'crypto';

const LONGEST = 255;
const LONGEST_WORDS = 240;

/**
 * What CDK's `Names.uniqueId()` makes of a construct path: CDK names the files of nested stacks by it. Nothing where the
 * hash is not to be had, as under FIPS.
 *
 * Logical ids are made in the same way, so it does not change.
 */
export function uniqueId(constructPath: string): string | undefined {
  const ids = constructPath.split('/').filter((id) => id !== 'Default');
  const alone = alphanumeric(ids[0] ?? '');
  if (ids.length === 1 && alone.length <= LONGEST) { return alone; }
  const hash = md5(ids.join('/'));
  return hash && words(ids).slice(0, LONGEST_WORDS) + hash.slice(0, 8).toUpperCase();
}

/** An id that only repeats the end of the one before it is left out. */
function words(ids: readonly string[]): string {
  const kept: string[] = [];
  for (const id of ids) {
    if (!kept.at(-1)?.endsWith(id)) { kept.push(id); }
  }
  return kept.filter((id) => id !== 'Resource').map(alphanumeric).join('');
}

function md5(text: string): string | undefined {
  try {
    return createHash('md5').update(text).digest('hex');
  } catch {
    return undefined;
  }
}

function alphanumeric(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, '');
}
