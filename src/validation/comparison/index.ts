export { type Compared, diffOf } from './diff-of';
export { Effect } from './effect';
export { jsonDiff } from './json-diff';
export { markdownDiff } from './markdown-diff';
export type { PostureDiff } from './posture-diff';
export { textDiff } from './text-diff';
