// Every page of a built site in Chromium: accessibility, reflow, text size, requests, layout shift,
// keyboard, print. usage: PORT=N node check.mjs FOLDER, a site built for http://127.0.0.1:N/news/trip/
import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { serve } from './serve.mjs';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PREFIX = '/news/trip/';
const WIDTHS = [360, 1280];
const SCHEMES = ['light', 'dark'];
/** A page may settle by a hair while its last lines are still arriving; a picture without a size moves ten times as much. */
const MOST_SHIFT = 0.02;
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

const folder = resolve(process.argv[2] ?? 'public');
const pages = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.html')).sort();
const site = await serve(folder, PREFIX, Number(process.env.PORT ?? 0));
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-quic'],
});
const faults = [];
const fault = (page, what) => faults.push(`${page}: ${what}`);
const address = (page) => site.root + page.replace(/(^|\/)index\.html$/, '$1');

/** Counts layout shift from before the page's first paint. */
const WATCH_SHIFT = `window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shift += entry.value;
}).observe({ type: 'layout-shift', buffered: true });`;

/** Whether anything makes the page scroll sideways. */
const TOO_WIDE = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

async function openPage(name, options) {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const requests = [];
  page.on('console', (message) => message.type() === 'error' && fault(name, `console: ${message.text()}`));
  page.on('pageerror', (error) => fault(name, `script: ${error.message}`));
  page.on('requestfailed', (request) => fault(name, `failed: ${request.url()}`));
  page.on('request', (request) => {
    requests.push(request.url());
    if (!request.url().startsWith(site.root)) fault(name, `foreign request: ${request.url()}`);
  });
  await page.addInitScript(WATCH_SHIFT);
  await page.goto(address(name), { waitUntil: 'load' });
  return { context, page, requests };
}

/** The size of everything that was asked for, compressed. */
async function weigh(requests) {
  const paths = requests.map((url) => decodeURIComponent(new URL(url).pathname).slice(site.prefix.length));
  const files = paths.map((path) => join(folder, path === '' || path.endsWith('/') ? `${path}index.html` : path));
  const sizes = files.map(async (file) => gzipSync(await readFile(file), { level: 9 }).length);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** Accessibility in both schemes. */
async function listen(name, page, width, row) {
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
    row.axe += violations.length;
    for (const { id, help, nodes } of violations) {
      const culprits = nodes.slice(0, 2).map((node) => node.html.slice(0, 160)).join(' | ');
      fault(name, `axe ${id} at ${width} px ${colorScheme}: ${help}: ${culprits}`);
    }
  }
}

/** A page at one width: layout shift, accessibility, and that nothing scrolls sideways. */
async function look(name, width, row) {
  const { context, page, requests } = await openPage(name, { viewport: { width, height: 800 } });
  const shift = await page.evaluate(() => window.shift);
  if (shift > MOST_SHIFT) fault(name, `layout shift ${shift.toFixed(4)} at ${width} px`);
  row.shift = Math.max(row.shift, shift);
  row.requests = requests.length;
  row.bytes = await weigh(requests);
  await page.evaluate(AXE);
  await listen(name, page, width, row);
  await reflow(name, page, width);
  await context.close();
}

/** Nothing scrolls sideways: on narrow screens, from right to left, and with text twice as large. */
async function reflow(name, page, width) {
  const still = async (how) => {
    const wide = await page.evaluate(TOO_WIDE);
    if (wide > 0) fault(name, `scrolls sideways by ${wide} px ${how}`);
  };
  if (width === WIDTHS[0]) {
    for (const narrow of [320, 768]) {
      await page.setViewportSize({ width: narrow, height: 800 });
      await still(`at ${narrow} px`);
    }
    await page.evaluate(() => { document.documentElement.dir = 'rtl'; });
    await still('from right to left');
  } else {
    await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
    await still('with text at 200 %');
  }
}

/** Every link is reached by keyboard, and shows it. */
async function keyboard(name) {
  const { context, page } = await openPage(name, { viewport: { width: 1280, height: 800 } });
  const expected = await page.evaluate(() => [...document.querySelectorAll('a[href], summary, input:not([disabled]), [tabindex="0"]')]
    .filter((element) => element.checkVisibility() || element.matches('.skip, .skip *'))
    // A group of radio buttons is one stop; the arrow keys go on from there.
    .filter((element, _, all) => element.type !== 'radio' || element === all.find((other) => other.name === element.name))
    .length);
  let reached = 0;
  let last = null;
  for (let step = 0; step < expected + 5; step += 1) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const style = getComputedStyle(element);
      element.dataset.seen ??= String(Math.random());
      const visible = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
      return { key: element.dataset.seen, visible, html: element.outerHTML.slice(0, 80) };
    });
    if (!focus || focus.key === last) break;
    last = focus.key;
    reached += 1;
    if (!focus.visible) { fault(name, `no visible focus: ${focus.html}`); break; }
  }
  if (reached < expected) fault(name, `keyboard reaches ${reached} of ${expected}`);
  await context.close();
}

/** Nothing needs a script: all words are there without one, and none is hidden for good. */
async function withoutScripts(name) {
  const { context, page } = await openPage(name, { javaScriptEnabled: false });
  const text = await page.locator('main').innerText();
  if (text.trim().length < 40) fault(name, 'says nothing without scripts');
  if (await page.locator('script:not([type="application/ld+json"])').count() > 0) fault(name, 'has a script');
  await context.close();
}

/** The paper that a page must fit, within its margins, in CSS pixels. */
const PAPERS = { A4: (210 - 30) / 25.4 * 96, Letter: (215.9 - 30) / 25.4 * 96 };

/** Printed, nothing is wider than the paper or shut, and every address is spelled out. */
async function print(name) {
  const { context, page } = await openPage(name, {});
  await page.emulateMedia({ media: 'print' });
  for (const [format, width] of Object.entries(PAPERS)) {
    await page.setViewportSize({ width: Math.floor(width), height: 1000 });
    const cut = await page.evaluate(TOO_WIDE);
    if (cut > 0) fault(name, `print on ${format} is cut by ${cut} px`);
    const pdf = await page.pdf({ format });
    if (pdf.length < 1000) fault(name, `prints nothing on ${format}`);
  }
  const { shut, links, spelled } = await page.evaluate(() => ({
    shut: [...document.querySelectorAll('details:not(.embed-code) > :not(summary)')].filter((it) => it.getBoundingClientRect().height === 0).length,
    links: [...document.querySelectorAll('main a:is([href^="http://" i], [href^="https://" i])')].filter((it) => it.checkVisibility()).length,
    spelled: document.querySelectorAll('.addresses li').length,
  }));
  if (shut > 0) fault(name, `print leaves ${shut} parts shut`);
  // What is shown on other sites is printed there, or not at all.
  if (links !== spelled && !name.includes('embed/')) fault(name, `print numbers ${links} links and spells out ${spelled} addresses`);
  await context.close();
}

const rows = [];
for (const name of pages) {
  const html = await readFile(join(folder, name), 'utf8');
  if (html.includes('http-equiv="refresh"')) continue;
  const kind = html.match(/<body class="page-([^"]*)"/)?.[1];
  const row = { page: name, kind, bytes: 0, requests: 0, axe: 0, shift: 0 };
  for (const width of WIDTHS) await look(name, width, row);
  rows.push(row);
}
// The keyboard's way is the template's: one page of each kind is enough.
const kinds = new Map(rows.map(({ page, kind }) => [kind, page]));
for (const name of kinds.values()) await keyboard(name);
for (const { page } of rows) {
  await withoutScripts(page);
  await print(page);
}
await browser.close();
site.close();

console.log('page\tkind\tbytes (gzip, with all it loads)\trequests\taxe violations\tlayout shift');
for (const row of rows) console.log(Object.values({ ...row, shift: row.shift.toFixed(2) }).join('\t'));
if (faults.length > 0) {
  console.error(`\n${faults.length} faults:\n${[...new Set(faults)].join('\n')}`);
  process.exit(1);
}
console.log(`${rows.length} pages × ${WIDTHS.join(', ')} px × ${SCHEMES.join(', ')}: nothing wrong`);
