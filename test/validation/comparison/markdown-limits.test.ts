import { bucket, compared, encrypted, SSE_KMS } from './support';
import { markdownDiff, type PostureDiff } from '../../../src/validation/comparison';
import { Severity } from '../../../src/validation/rules';

/** What changes of as many buckets, of each in a way of its own or of all in one. */
const diff = compared({ A: bucket(encrypted(SSE_KMS, { BucketKeyEnabled: true })) }, { A: bucket(encrypted(SSE_KMS)) });
const [change] = diff.changes;
const changed = (count: number, more: (i: number) => object): PostureDiff => ({
  ...diff, changes: Array.from({ length: count }, (_, i) => ({ ...change, subject: { ...change.subject, logicalId: `B${i}` }, ...more(i) })),
});
const rowsOf = (markdown: string): string[] => markdown.match(/^\| \*\*weaker.*$/gm) ?? [];

test('a table has 100 rows, and says how many more there are', () => {
  const each = (count: number) => markdownDiff(changed(count, (i) => ({ after: `value ${i}` })));
  expect(rowsOf(each(100))).toHaveLength(100);
  expect(each(100)).not.toContain('more changes');
  expect(rowsOf(each(102))).toHaveLength(100);
  expect(each(102)).toContain('|\n\n2 more changes are in the other formats.\n');
});

test('a row names 20 buckets that change in the same way', () => {
  const [row20] = rowsOf(markdownDiff(changed(20, () => ({}))));
  const [row22] = rowsOf(markdownDiff(changed(22, () => ({}))));
  expect(row20).toMatch(/^\| \*\*weaker\*\* \| B0, B1, .*, B19 \| S3 Bucket Key \| yes \| no \|$/);
  expect(row22).toMatch(/^\| \*\*weaker\*\* \| B0, B1, .*, B19, and 2 more \| S3 Bucket Key \| yes \| no \|$/);
});

test('a name that several changes have is named once', () => {
  const [row] = rowsOf(markdownDiff({ ...diff, changes: [change, change] }));
  expect(row).toBe('| **weaker** | A | S3 Bucket Key | yes | no |');
});

test('the warning names 20 replacements, and counts all resources', () => {
  const replaced = (count: number) => markdownDiff(changed(count, (i) => ({ aspect: 'replacement', after: 'replaced', note: `Reason ${i}.` })));
  const warned = (markdown: string) => markdown.match(/^> - .*$/gm)!;
  expect(replaced(20)).toContain('> 20 resources replaced:\n>\n> - B0 replaced: Reason 0.\n');
  expect(warned(replaced(20))).toHaveLength(20);
  expect(warned(replaced(22)).slice(19)).toEqual(['> - B19 replaced: Reason 19.', '> - and 2 more']);
  const alike = markdownDiff(changed(3, () => ({ aspect: 'replacement', after: 'replaced', note: 'Reason.' })));
  expect(alike).toContain('> 3 resources replaced:\n>\n> - B0, B1, B2 replaced: Reason.\n\n|');
});

test('what is wrong with the templates comes first, 100 of it', () => {
  const problems = (count: number) => markdownDiff({ ...diff, problems: Array.from({ length: count }, (_, i) => `a.json: problem ${i}`) });
  expect(problems(1)).toContain('0 stronger.\n\n- a.json: problem 0\n\n| Effect |');
  expect(problems(2)).toContain('0 stronger.\n\n- a.json: problem 0\n- a.json: problem 1\n\n| Effect |');
  expect(problems(100)).toMatch(/- a\.json: problem 99\n\n\|/);
  expect(problems(102)).toMatch(/- a\.json: problem 99\n- and 2 more\n\n\|/);
});

test('findings that are resolved have 100 lines, and are all counted', () => {
  const one = { rule: 'Rule', severity: Severity.ERROR, template: 'a.json', property: 'Properties', message: 'A message.', fingerprint: '0' };
  const resolved = (count: number) => markdownDiff({ ...diff, resolvedFindings: Array.from({ length: count }, (_, i) => ({ ...one, logicalId: `B${i}` })) });
  expect(resolved(100)).toMatch(/<summary>Resolved findings \(100\)<\/summary>\n\n- error Rule: B0\n.*\n- error Rule: B99\n\n<\/details>/s);
  expect(resolved(102)).toMatch(/<summary>Resolved findings \(102\)<\/summary>\n\n.*\n- error Rule: B99\n- and 2 more\n\n<\/details>/s);
});

test('a value of 400 characters is whole, and one that is longer says that it is cut', () => {
  const [whole, cut] = [400, 401].map((count) => rowsOf(markdownDiff({ ...diff, changes: [{ ...change, after: '\u{1f511}'.repeat(count) }] }))[0]);
  expect(whole).toContain(`| yes | ${'&#128273;'.repeat(400)} |`);
  expect(cut).toContain(`| yes | ${'&#128273;'.repeat(400)} (cut) |`);
});
