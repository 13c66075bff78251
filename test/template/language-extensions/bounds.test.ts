import { App } from '../../../src/template';
import { MOST_ENTRIES } from '../../../src/template/language-extensions/budget';
import { memberOf, substituted } from '../../../src/template/language-extensions/substitution';

const BUCKET = { Type: 'AWS::S3::Bucket' };

function template(resources: object) {
  return App.ofOne('T', { Transform: 'AWS::LanguageExtensions', Resources: resources });
}

const numbers = (count: number) => Array.from({ length: count }, (_, i) => String(i));

/** Five loops in each other: the product of their collections is what they write. */
function nested(...sizes: number[]): object {
  return sizes.reduceRight<object>(
    (body, size, i) => ({ [`Fn::ForEach::L${i}`]: [`I${i}`, numbers(size), body] }),
    { [sizes.map((_, i) => `x\${I${i}}`).join('')]: BUCKET },
  );
}

function cpuSeconds(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

test('loops write as many resources and values as fit into a template, and far more', () => {
  const t = template(nested(10, 10, 20));
  expect([...t.resources]).toHaveLength(MOST_ENTRIES);
  expect(t.unseen).toEqual([]);
  const tags = template({ 'Fn::ForEach::L0': ['I', numbers(100), { 'Bucket${I}': { ...BUCKET, Properties: { Tags: numbers(4_000) } } }] });
  expect([...tags.resources]).toHaveLength(100);
});

test.each<[string, object]>([
  ['many resources', nested(100, 100, 100, 100, 100)],
  ['one resource too many', { 'Fn::ForEach::L0': ['I', numbers(MOST_ENTRIES + 1), { 'Bucket${I}': BUCKET }] }],
  ['one large resource', { 'Fn::ForEach::L0': ['I', numbers(2_000), { 'Bucket${I}': { ...BUCKET, Properties: { Tags: numbers(1_000) } } }] }],
  ['long text', { 'Fn::ForEach::L0': ['I', ['a', 'b', 'c'].map((one) => one.repeat(100_000)), { 'B&{I}': { ...BUCKET, Properties: { X: '${I}'.repeat(1_000) } } }] }],
  ['text that fits into no memory', { 'Fn::ForEach::L0': ['I', ['x'.repeat(1_000_000)], { 'B&{I}': { ...BUCKET, Properties: { X: '${I}'.repeat(300_000) } } }] }],
  ['empty loops', nested(1_000, 1_000, 1_000, 0)],
])('where they would write more, nothing of them is written: %s', (_, resources) => {
  let t = template(resources);
  expect(cpuSeconds(() => {
    t = template(resources);
    expect([...t.resources]).toEqual([]);
  })).toBeLessThan(10);
  expect(t.unseen).toMatchObject([{
    logicalId: 'Fn::ForEach::L0',
    isRefused: false,
    text: 'What Fn::ForEach::L0 creates is not seen: the loops of the template write more than 2,000 resources or 500,000 values.',
  }]);
});

test('what other loops have written stays', () => {
  const t = template({ 'Fn::ForEach::First': ['N', ['A'], { 'Bucket${N}': BUCKET }], ...nested(100, 100) });
  expect([...t.resources].map(({ logicalId }) => logicalId)).toEqual(['BucketA']);
});

test('text is read once, whatever is in it', () => {
  const variables = new Map([['N', memberOf('x')]]);
  for (const text of ['${'.repeat(500_000), '}'.repeat(1_000_000), '${N'.repeat(300_000), '&{'.repeat(250_000) + '}'.repeat(500_000)]) {
    expect(cpuSeconds(() => { expect(substituted(text, variables)).toBe(text); })).toBeLessThan(5);
  }
  expect(substituted('${N}'.repeat(200_000), variables)).toBe('x'.repeat(200_000));
});

test('members are stripped once', () => {
  const t = template({ 'Fn::ForEach::L0': ['I', ['-'.repeat(1_000_000)], { 'B&{I}': { ...BUCKET, Properties: { X: '&{I}'.repeat(200_000) } } }] });
  expect(cpuSeconds(() => { expect(t.resource('B')!.read('X')).toBe(''); })).toBeLessThan(5);
});

test('templates nested deeper than is interpreted are left as they are', () => {
  let deep: unknown = '${N}';
  for (let i = 0; i < 400; i++) { deep = [deep]; }
  const t = template({ 'Fn::ForEach::Loop': ['N', ['A'], { 'Bucket${N}': { ...BUCKET, Properties: { Deep: deep } } }] });
  expect(t.resource('BucketA')).toBeDefined();
});
