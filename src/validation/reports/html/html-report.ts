import { createHash } from 'crypto';
import { SCRIPT, STYLES } from './bundle';
import { dataOfReport, type Reported } from './data-of-report';
import { libraryVersion } from '../../../library';
import type { Report } from '../report';
import { ReportTooLarge } from '../report-too-large';

const ICON = 'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 20 20%22%3E%3Cpath fill=%22%231a5ac8%22 d=%22M10 1.5 17.4 5.75v8.5L10 18.5 2.6 14.25v-8.5Z%22/%3E%3C/svg%3E';

// docs/decisions/0126
/** A browser draws the map of so many within two seconds. Of 50,000, it takes ten. */
const MOST_BUCKETS = 20_000;

// docs/decisions/0099
/**
 * For people: a page that needs nothing but itself, with the map of the app, its buckets and what was found, piece by piece.
 *
 * What it shows of the templates is read at once, so that they need not be kept until it is written.
 *
 * @throws ReportTooLarge
 */
export function htmlReportPieces(report: Report, reported: Reported): Iterable<string> {
  assertDrawable(report);
  const data = dataElement(dataOfReport(report, reported, libraryVersion()));
  return [head(), data, `<script>${SCRIPT}</script>\n</body>\n</html>\n`];
}

function assertDrawable({ summary: { buckets } }: Report): void {
  if (buckets <= MOST_BUCKETS) { return; }
  const [most, given] = [MOST_BUCKETS, buckets].map((count) => count.toLocaleString('en'));
  throw new ReportTooLarge(`the HTML report shows up to ${most} buckets, and these templates have ${given}`,
    'check fewer templates at a time, for example those of one stage, or use a format without a limit, such as csv or json');
}

function head(): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>S3 encryption map</title>
<link rel="icon" href="${ICON}">
<style>${STYLES}</style>
</head>
<body>
<div id="report"></div>
<noscript>This report is drawn by a script in this file, and scripts are turned off. It loads nothing from the network.</noscript>
`;
}

/** Only what stands in the file runs, and nothing can be loaded or sent. */
function contentSecurityPolicy(): string {
  return [
    "default-src 'none'",
    `script-src '${hashOf(SCRIPT)}'`,
    `style-src '${hashOf(STYLES)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function hashOf(content: string): string {
  return `sha256-${createHash('sha256').update(content).digest('base64')}`;
}

/** Data that no browser takes for markup or script. */
function dataElement(data: unknown): string {
  const json = JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `<script type="application/json" id="data">${json}</script>\n`;
}
