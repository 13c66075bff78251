/** A bar of a chart. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  /** What stands behind it. */
  readonly text: string;
  readonly highlighted: boolean;
}

export interface Chart {
  readonly title: string;
  readonly bars: readonly Bar[];
  /** Whether ten times as much is one step more. */
  readonly logarithmic?: boolean;
  /** A value that is marked by a line. */
  readonly mark?: number;
}

const WIDTH = 760;
const LABELS = 170;
const LONGEST = WIDTH - LABELS - 110;
const ROW = 30;

/** Charts of horizontal bars below each other, as an SVG that can be read on a light and on a dark page. */
export function bars(charts: readonly Chart[]): string {
  let y = 0;
  const drawn = charts.map((chart) => {
    const top = y;
    y += 52 + chart.bars.length * ROW;
    return `  <g transform="translate(0 ${top})">\n${draw(chart)}\n  </g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" role="img" aria-label="${escaped(charts.map(({ title }) => title).join('; '))}">
  <style>
    text { font: 14px system-ui, sans-serif; fill: #24292f }
    .title { font-weight: 600 }
    .bar { fill: #8c959f }
    .ours { fill: #1f6feb }
    .mark { stroke: #24292f; stroke-dasharray: 4 3 }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3 }
      .bar { fill: #6e7681 }
      .ours { fill: #58a6ff }
      .mark { stroke: #e6edf3 }
    }
  </style>
${drawn.join('\n')}
</svg>
`;
}

function draw({ title, bars: all, logarithmic = false, mark }: Chart): string {
  const most = Math.max(...all.map(({ value }) => value), mark ?? 0);
  // Bars of a logarithmic chart begin at a tenth of the least, so that each has a length.
  const floor = Math.min(...all.map(({ value }) => value)) / 10;
  const length = (value: number) => LONGEST * (logarithmic ? Math.log(value / floor) / Math.log(most / floor) : value / most);
  return [
    `    <text class="title" x="8" y="26">${escaped(title)}</text>`,
    ...all.flatMap(({ label, value, text, highlighted }, i) => {
      const y = 44 + i * ROW;
      return [
        `    <text x="${LABELS - 10}" y="${y + 15}" text-anchor="end">${escaped(label)}</text>`,
        `    <rect class="${highlighted ? 'ours' : 'bar'}" x="${LABELS}" y="${y}" width="${length(value).toFixed(1)}" height="20" rx="3"/>`,
        `    <text x="${(LABELS + length(value) + 8).toFixed(1)}" y="${y + 15}">${escaped(text)}</text>`,
      ];
    }),
    ...mark === undefined ? [] : [`    <path class="mark" d="M${(LABELS + length(mark)).toFixed(1)} 38v${all.length * ROW + 2}"/>`],
  ].join('\n');
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}
