/**
 * Draws the pictures of the HTML report in `docs/images`, from the assembly of the example app: run `npm run example` first.
 *
 * They are not drawn anew with each build: two machines draw letters differently.
 */
/// <reference lib="dom" />
import * as fs from 'fs';
import * as path from 'path';
import { pathToFileURL } from 'url';
import type { Browser } from 'playwright-core';
import { chromiumPath, startChromium } from './chromium';
import { run } from '../src/cli/run';

const ROOT = path.join(__dirname, '..');
const IMAGES = path.join(ROOT, 'docs', 'images');
const ASSEMBLY = path.join('examples', 'typescript', 'cdk.out');

interface Picture {
  readonly name: string;
  readonly page: string;
  readonly width: number;
  readonly height: number;
  readonly dark?: boolean;
  /** What is selected on the map. */
  readonly select?: string;
}

const PICTURES: readonly Picture[] = [
  { name: 'encryption-map', page: 'map', width: 1280, height: 960, select: 'Archive' },
  { name: 'encryption-map-overview', page: 'overview', width: 1280, height: 880, dark: true },
  { name: 'encryption-map-buckets', page: 'buckets', width: 1280, height: 640 },
  { name: 'encryption-map-findings', page: 'findings', width: 1280, height: 760, dark: true },
];

async function draw(): Promise<void> {
  const executable = chromiumPath();
  if (executable === undefined) { throw new Error('There is no Chromium. Fix: install one, or set CHROMIUM_PATH to its executable.'); }
  if (!fs.existsSync(path.join(ROOT, ASSEMBLY))) { throw new Error(`There is no ${ASSEMBLY}. Fix: run "npm run example" first.`); }
  const pieces: string[] = [];
  const stderr: string[] = [];
  run(['check', ASSEMBLY, '--format', 'html'], { cwd: ROOT, colors: false, debug: false, stdout: (text) => pieces.push(text), stderr: (text) => stderr.push(text) });
  if (pieces.length === 0) { throw new Error(`There is no report: ${stderr.join('')}`); }
  const directory = fs.mkdtempSync(path.join(IMAGES, '.report-'));
  const browser = await startChromium(executable);
  try {
    const file = path.join(directory, 'report.html');
    fs.writeFileSync(file, pieces.join(''));
    for (const { dark = false, height, name, page: hash, select, width } of PICTURES) {
      const page = await browser.newPage({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light' });
      await page.goto(`${pathToFileURL(file).href}#${hash}`);
      if (select !== undefined) { await page.locator('[data-kind="bucket"]', { hasText: select }).click(); }
      await page.mouse.move(0, 0);
      const picture = await page.screenshot({ animations: 'disabled' });
      fs.writeFileSync(path.join(IMAGES, `${name}.webp`), await smaller(browser, picture));
      await page.close();
    }
  } finally {
    await browser.close();
    fs.rmSync(directory, { recursive: true });
  }
}

/** As WebP, of which the browser makes a fifth of the size. */
async function smaller(browser: Browser, png: Buffer): Promise<Buffer> {
  const page = await browser.newPage();
  const bytes = await page.evaluate(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext('2d')!.drawImage(image, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.85 });
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, `data:image/png;base64,${png.toString('base64')}`);
  await page.close();
  return Buffer.from(bytes);
}

draw().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
