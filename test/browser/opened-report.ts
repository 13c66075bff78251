import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { pathToFileURL } from 'url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { chromiumPath, startChromium } from '../../scripts/chromium';

export { chromiumPath };

/** Something that a report must not do when it is opened. */
export interface Opened {
  readonly page: Page;
  /** Messages on the console, errors, dialogs, and requests for anything but the file. */
  readonly incidents: readonly string[];
}

/** A browser with reports on disk, as users open them. */
export class Reader {
  static async start(executable: string): Promise<Reader> {
    return new Reader(await startChromium(executable), fs.mkdtempSync(path.join(os.tmpdir(), 'html-report-')));
  }

  private files = 0;

  private constructor(private readonly browser: Browser, private readonly directory: string) {}

  async open(html: string, hash = 'overview', options: BrowserContextOptions = {}): Promise<Opened> {
    const file = path.join(this.directory, `report-${this.files++}.html`);
    fs.writeFileSync(file, html);
    const page = await this.browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
    const address = pathToFileURL(file).href;
    const incidents: string[] = [];
    page.on('console', (message) => { incidents.push(`console: ${message.text()}`); });
    page.on('pageerror', (error) => { incidents.push(`error: ${error.message}`); });
    page.on('dialog', (dialog) => {
      incidents.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => { if (request.url().split('#')[0] !== address && !request.url().startsWith('data:')) { incidents.push(`request: ${request.url()}`); } });
    await page.goto(`${address}#${hash}`);
    return { page, incidents };
  }

  async end(): Promise<void> {
    await this.browser.close();
    fs.rmSync(this.directory, { recursive: true, force: true });
  }
}

/** How far the page is wider than the window. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
}
