// Takes the pictures that people look at: the trip page for the README, and the maps that are hard
// to draw, one beside the other. usage: node picture.mjs FOLDER of a built site
import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { serve } from './serve.mjs';

const MAPS = 'tests/golden/maps';

const site = await serve(resolve(process.argv[2] ?? '../../public'));
const repository = await serve(resolve('../..'));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});

const page = await browser.newPage({ viewport: { width: 1200, height: 1130 }, colorScheme: 'light' });
await page.goto(site.root, { waitUntil: 'load' });
await page.screenshot({ path: '../../.github/trip-page.png' });

const maps = (await readdir(resolve('../..', MAPS))).filter((name) => name.endsWith('.svg')).sort();
const figures = maps.map((name) => `<figure><object data="${MAPS}/${name}" width="660" height="440"></object><figcaption>${name}</figcaption></figure>`);
const sheet = await browser.newPage({ viewport: { width: 1400, height: 800 }, colorScheme: 'light' });
await sheet.goto(`${repository.root}sheet.html`);
await sheet.setContent(`<base href="${repository.root}"><style>body { display: grid; grid-template-columns: 1fr 1fr; gap: 20px; margin: 20px; font: 14px sans-serif } figure { margin: 0 }</style>${figures.join('')}`, { waitUntil: 'networkidle' });
await sheet.screenshot({ path: '../../.github/maps.jpg', fullPage: true, quality: 80 });

await browser.close();
site.close();
repository.close();
