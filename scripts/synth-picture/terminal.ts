const COLUMNS = 112;
const CHARACTER = { width: 7.22, height: 18 };
const MARGIN = { left: 18, top: 46, bottom: 18 };
const FONT = 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace';
const COLORS = { window: '#16191f', text: '#d5dbdb', prompt: '#7fdbb6', error: '#ff9d9d', warning: '#ffd479' };

/** Findings below that level are counted instead of shown, so that the picture fits a screen. */
const SHOWN = /^(ERROR|WARNING) /;

/** A terminal in which a command was run. */
export function drawn(command: string, output: string): string {
  const lines = [`$ ${command}`, '', ...shownOf(output).flatMap((line) => wrapped(line, COLUMNS))];
  const width = Math.ceil(COLUMNS * CHARACTER.width + 2 * MARGIN.left);
  const height = MARGIN.top + lines.length * CHARACTER.height + MARGIN.bottom;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${FONT}" font-size="12">`,
    `<title>What ${escaped(command)} prints</title>`,
    `<rect width="${width}" height="${height}" rx="8" fill="${COLORS.window}"/>`,
    ...['#ff5f57', '#febc2e', '#28c840'].map((color, i) => `<circle cx="${20 + 20 * i}" cy="20" r="6" fill="${color}"/>`),
    ...lines.map((line, i) => textAt(MARGIN.top + (i + 0.7) * CHARACTER.height, line)),
    '</svg>',
    '',
  ].join('\n');
}

/** Blocks of lines are findings, and the last line is what the CLI ends with. */
function shownOf(output: string): string[] {
  const blocks = output.trimEnd().split(/\n\n+/).map((block) => block.split('\n'));
  const last = blocks[blocks.length - 1].pop() ?? '';
  const shown = blocks.filter(([, heading = '']) => SHOWN.test(heading));
  const levels = blocks.filter((block) => block.length > 0 && !shown.includes(block)).map(([, heading = '']) => heading.split(' ')[0]);
  const counted = [...new Set(levels)].map((level) => {
    const count = levels.filter((one) => one === level).length;
    return `... ${count} ${count === 1 ? 'finding' : 'findings'} of level ${level}`;
  });
  return [...shown.flatMap((block) => [...block, '']), ...counted, '', last];
}

/** Broken at blanks, with the indentation of the first line. */
function wrapped(line: string, columns: number): string[] {
  if (line.length <= columns) { return [line]; }
  const indent = /^ */.exec(line)![0];
  const blank = line.lastIndexOf(' ', columns);
  const end = blank > indent.length ? blank : columns;
  return [line.slice(0, end), ...wrapped(indent + line.slice(end).trimStart(), columns)];
}

function textAt(y: number, line: string): string {
  const color = line.startsWith('$') ? COLORS.prompt
    : /^(ERROR|Synthesis finished with errors)/.test(line) ? COLORS.error
      : line.startsWith('WARNING') ? COLORS.warning : COLORS.text;
  return `<text x="${MARGIN.left}" y="${y.toFixed(1)}" fill="${color}" xml:space="preserve">${escaped(line)}</text>`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
