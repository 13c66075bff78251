import * as fs from 'fs';
import { type Browser, chromium } from 'playwright-core';

/** Where systems have it. */
const PLACES = [
  process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The Chromium of this machine, if it has one. */
export function chromiumPath(): string | undefined {
  return PLACES.find((place) => place !== undefined && fs.existsSync(place));
}

/** Starts it. As root, its sandbox does not work. */
export function startChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
}
