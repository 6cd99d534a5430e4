// Takes the README's picture of the trip page. usage: node picture.mjs FOLDER of a built site
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { serve } from './serve.mjs';

const site = await serve(resolve(process.argv[2] ?? '../../public'));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const page = await browser.newPage({ viewport: { width: 1200, height: 1130 }, colorScheme: 'light' });
await page.goto(site.root, { waitUntil: 'load' });
await page.screenshot({ path: '../../.github/trip-page.png' });
await browser.close();
site.close();
