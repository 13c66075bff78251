import { counted } from '../../reports';
import { ASPECTS } from '../aspects';
import { EFFECTS } from '../effect';
import type { Change, PostureDiff, SideSummary } from '../posture-diff';

/** The line with which every comparison ends. */
export function summaryText({ before, after, summary }: PostureDiff): string {
  return `${sideText(before)} to ${sideText(after)}: ${EFFECTS.map((effect) => `${summary[effect]} ${effect}`).join(', ')}`;
}

function sideText({ path, buckets, keys }: SideSummary): string {
  return `${path} (${counted(buckets, 'bucket')}, ${counted(keys, 'key')})`;
}

export function titleOf({ aspect }: Pick<Change, 'aspect'>): string {
  return ASPECTS[aspect].title;
}

/** What is given as an example of requests. */
export function detailsOf({ request, note }: Pick<Change, 'request' | 'note'>): string[] {
  return [...(request === undefined ? [] : [`Request: ${request}`]), ...(note === undefined ? [] : [note])];
}

export function isNothing({ changes, newFindings, resolvedFindings }: PostureDiff): boolean {
  return changes.length + newFindings.length + resolvedFindings.length === 0;
}
