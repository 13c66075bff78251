import { exampleDashboard } from '../../scripts/dashboard-picture/definition';
import { drawn } from '../../scripts/dashboard-picture/svg';

test.each([1, 50])('the picture of a dashboard of %s buckets shows every widget within its box', (buckets) => {
  const widgets = exampleDashboard(buckets);
  const picture = drawn(widgets);
  expect(picture.match(/<g /g)).toHaveLength(widgets.length);
  expect(picture.match(/<polyline /g)!.length).toBeGreaterThan(buckets);
  expect(picture.match(/>example data</g)).toHaveLength(widgets.filter(({ type }) => type !== 'text').length);
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(picture)!.map(Number);
  const boxes = [...picture.matchAll(/translate\((\d+) (\d+)\)">\n<rect width="(\d+)" height="(\d+)"/g)].map((match) => match.slice(1).map(Number));
  expect(boxes).toHaveLength(widgets.length);
  for (const [x, y, boxWidth, boxHeight] of boxes) {
    expect(x + boxWidth).toBeLessThanOrEqual(width);
    expect(y + boxHeight).toBeLessThanOrEqual(height);
  }
});

test('it is the same each time', () => {
  expect(drawn(exampleDashboard(2))).toBe(drawn(exampleDashboard(2)));
});
