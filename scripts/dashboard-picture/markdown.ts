/**
 * As much of Markdown as the dashboards write: headings, lists, tables, paragraphs, code.
 */
export interface Line {
  readonly cells: readonly string[];
  readonly size: number;
  readonly bold: boolean;
}

const SIZES = [22, 17, 15];

export function markdownLines(markdown: string, width: number): Line[] {
  const lines = markdown.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !/^-+ \| /.test(line));
  return lines.flatMap((line, i) => {
    const heading = /^(#+) (.*)$/.exec(line);
    if (heading) { return [{ cells: [plain(heading[2])], size: SIZES[heading[1].length - 1], bold: true }]; }
    if (line.includes(' | ')) { return [{ cells: line.split(' | ').map(plain), size: 12, bold: !lines[i - 1]?.includes(' | ') }]; }
    return wrapped(plain(line).replace(/^- /, '• '), width).map((part) => ({ cells: [part], size: 12, bold: false }));
  });
}

function plain(markdown: string): string {
  return markdown.replace(/`/g, '');
}

/** A letter of 12 points is about 6.5 wide. */
function wrapped(paragraph: string, width: number): string[] {
  const most = Math.floor(width / 6.5);
  const lines = [''];
  for (const word of paragraph.split(' ')) {
    const last = lines[lines.length - 1];
    if (last === '') {
      lines[lines.length - 1] = word;
    } else if (last.length + 1 + word.length <= most) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines.map((line) => (line.length > most ? `${line.slice(0, most - 1)}…` : line));
}
