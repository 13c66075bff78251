/**
 * Draws the definition of a dashboard: what stands where, in which kind of widget, and what its curves are called. The curves
 * themselves are made up, the same ones each time.
 */
import type { Widget } from './definition';
import { exampleSeries } from './example-series';
import { markdownLines } from './markdown';

const UNIT = { width: 52, height: 42 };
const MARGIN = 5;
const FONT = 'Helvetica, Arial, sans-serif';
const COLOURS = ['#1f77b4', '#ff7f0e', '#2ca02c', '#9467bd', '#8c564b', '#17becf', '#d62728', '#7f7f7f'];

export function drawn(widgets: readonly Widget[]): string {
  const width = 24 * UNIT.width;
  const height = Math.max(...widgets.map((widget) => widget.y + widget.height)) * UNIT.height;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${FONT}" font-size="12" fill="#16191f">`,
    `<rect width="${width}" height="${height}" fill="#f2f3f3"/>`,
    ...widgets.map((widget) => widgetBox(widget, encryptionOf(widget, widgets))),
    '</svg>',
    '',
  ].join('\n');
}

interface Box { readonly width: number; readonly height: number }

/** As CloudTrail would call the encryption of the bucket in whose row a widget stands. */
function encryptionOf({ y }: Widget, widgets: readonly Widget[]): string {
  const inWords = widgets.find((widget) => widget.y === y && widget.type === 'text')?.properties.markdown ?? '';
  return (/D?SSE-(?:KMS|S3)/.exec(inWords)?.[0] ?? 'SSE-S3').replace('-', '_');
}

function widgetBox(widget: Widget, encryption: string): string {
  const box = { width: widget.width * UNIT.width - 2 * MARGIN, height: widget.height * UNIT.height - 2 * MARGIN };
  const content = { text: words, metric: graph, alarm: alarms }[widget.type](widget, box, encryption);
  return [
    `<g transform="translate(${widget.x * UNIT.width + MARGIN} ${widget.y * UNIT.height + MARGIN})">`,
    `<rect width="${box.width}" height="${box.height}" rx="4" fill="#ffffff" stroke="#d5dbdb"/>`,
    ...content,
    '</g>',
  ].join('\n');
}

function words({ properties: { markdown = '' } }: Widget, { width, height }: Box): string[] {
  const lines: string[] = [];
  let y = 8;
  for (const line of markdownLines(markdown, width - 20)) {
    y += line.size * 1.45;
    if (y > height - 4) { break; }
    lines.push(...line.cells.map((cell, i) => text(10 + i * (width - 20) / line.cells.length, y, cell, { size: line.size, bold: line.bold })));
  }
  return lines;
}

function graph({ properties: { title = '', metrics = [], stacked = false } }: Widget, { width, height }: Box, encryption: string): string[] {
  const series = exampleSeries(title, metrics, stacked, encryption);
  const legendRows = Math.ceil(series.length / 2);
  const area = { left: 12, top: 32, width: width - 24, height: height - 46 - legendRows * 15 };
  const x = (i: number, of: number) => round(area.left + i * area.width / (of - 1));
  const y = (value: number) => round(area.top + area.height * (1 - value));
  return [
    text(10, 20, title, { bold: true, size: 12 }),
    ...[0, 0.5, 1].map((value) => `<path d="M${area.left} ${y(value)}h${area.width}" stroke="#eaeded"/>`),
    ...series.map(({ values }, i) =>
      `<polyline points="${values.map((value, at) => `${x(at, values.length)},${y(value)}`).join(' ')}" fill="none" stroke="${colour(i)}" stroke-width="1.5"/>`),
    text(area.left + area.width - 66, area.top + 10, 'example data', { size: 10, colour: '#879196' }),
    ...series.flatMap(({ label }, i) => {
      const left = area.left + (i % 2) * area.width / 2;
      const top = area.top + area.height + 20 + Math.floor(i / 2) * 15;
      return [`<rect x="${round(left)}" y="${top - 8}" width="9" height="9" fill="${colour(i)}"/>`, text(left + 14, top, label, { size: 11, most: area.width / 2 - 18 })];
    }),
  ];
}

function alarms({ properties: { title = '', alarms: arns = [] } }: Widget, { width }: Box): string[] {
  const column = (width - 20) / 4;
  return [
    text(10, 20, title, { bold: true, size: 12 }),
    text(width - 76, 20, 'example data', { size: 10, colour: '#879196' }),
    ...arns.flatMap((arn, i) => {
      const left = 10 + (i % 4) * column;
      const top = 32 + Math.floor(i / 4) * 36;
      return [
        `<rect x="${round(left)}" y="${top}" width="${round(column - 8)}" height="28" rx="3" fill="#eafbea" stroke="#1d8102"/>`,
        text(left + 8, top + 18, `OK  ${arn}`, { size: 11, most: column - 20 }),
      ];
    }),
  ];
}

interface TextStyle { readonly size?: number; readonly bold?: boolean; readonly colour?: string; readonly most?: number }

function text(x: number, y: number, content: string, { size = 12, bold = false, colour: fill, most }: TextStyle = {}): string {
  const room = most === undefined ? content.length : Math.floor(most / (size * 0.54));
  const shown = content.length > room ? `${content.slice(0, room - 1)}…` : content;
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}"${bold ? ' font-weight="bold"' : ''}${fill ? ` fill="${fill}"` : ''}>${escaped(shown)}</text>`;
}

function escaped(content: string): string {
  return content.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function colour(i: number): string { return COLOURS[i % COLOURS.length]; }

function round(value: number): number { return Math.round(value * 10) / 10; }
