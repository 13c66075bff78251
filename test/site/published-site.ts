import * as fs from 'fs';
import { createServer, type Server } from 'http';
import type { AddressInfo } from 'net';
import * as path from 'path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startChromium } from '../../scripts/chromium';

export const DIST = path.join(__dirname, '..', '..', 'site', 'dist');
export const BASE = process.env.SITE_BASE ?? '/cdk-s3-encryption/';

const TYPES: { readonly [extension: string]: string } = {
  '.css': 'text/css', '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml', '.webp': 'image/webp',
};

/** The built site, served below its base path as GitHub Pages does, and a browser that reads it. */
export class PublishedSite {
  static async publish(executable: string): Promise<PublishedSite> {
    const server = createServer(({ url = '' }, response) => {
      const { pathname } = new URL(url, 'http://localhost');
      const file = pathname.startsWith(BASE) ? path.join(DIST, decodeURIComponent(pathname.slice(BASE.length)) || 'index.html') : '';
      const found = [file, path.join(file, 'index.html')].find((one) => one !== '' && fs.existsSync(one) && fs.statSync(one).isFile());
      response.writeHead(found === undefined ? 404 : 200, { 'content-type': TYPES[path.extname(found ?? '')] ?? 'application/octet-stream' });
      response.end(found === undefined ? '' : fs.readFileSync(found));
    });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    return new PublishedSite(server, await startChromium(executable));
  }

  /** What pages must not do: messages on the console, errors, failed requests, requests to other hosts. */
  readonly incidents: string[] = [];
  private readonly origin: string;

  private constructor(private readonly server: Server, private readonly browser: Browser) {
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async open(address: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
    const incident = (what: string) => { this.incidents.push(`${address}: ${what}`); };
    page.on('console', (message) => incident(`console: ${message.text()}`));
    page.on('pageerror', (error) => incident(`error: ${error.message}`));
    page.on('request', (request) => { if (!request.url().startsWith(this.origin) && !request.url().startsWith('data:')) { incident(`request: ${request.url()}`); } });
    page.on('response', (response) => { if (response.status() >= 400) { incident(`${response.status()}: ${response.url()}`); } });
    await page.goto(`${this.origin}${BASE}${address}`, { waitUntil: 'networkidle' });
    return page;
  }

  async end(): Promise<void> {
    await this.browser.close();
    await new Promise((resolve) => { this.server.close(resolve); });
  }
}

/** The HTML files of the site, from its root. */
export function builtPages(): string[] {
  return fs.readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html')).map((file) => file.split(path.sep).join('/'));
}
