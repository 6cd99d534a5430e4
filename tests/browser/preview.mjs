// The preview in Chromium, from the save to what the editor sees: live update, problems, the way to
// the source. usage: node preview.mjs [TRIP [PICTURES]], the command and a folder for pictures of each state
import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const HERE = import.meta.dirname;
const TRIP = resolve(process.argv[2] ?? join(HERE, '../../target/release/trip'));
const PICTURES = process.argv[3];
/** How long anything may take to be seen, in milliseconds: a machine under load is not what is tested here. */
const SOON = 8000;
const MOUNT = '/news/trip/';
/** Where the site will be published: not where it is previewed. */
const PUBLIC = `https://example.org${MOUNT}`;

const folder = await mkdtemp(join(tmpdir(), 'preview-'));
const site = join(folder, 'site');
const opened = join(folder, 'opened.txt');
const JAPAN = 'content/asia-tour/stops/japan.md';
const MALAYSIA = 'content/asia-tour/stops/malaysia.md';
const AUTOS = 'content/asia-tour/trade/autos.md';
const SENTENCE = 'Investment is the business of this stop.';

const file = (path) => join(site, path);
const port = await freePort();
const address = (page = '') => `http://127.0.0.1:${port}${MOUNT}${page}`;
const faults = [];
let server = null;
/** The console may complain while the server is away. */
let isServerAway = false;

async function freePort() {
  const probe = createServer();
  await new Promise((done) => probe.listen(0, '127.0.0.1', done));
  const { port: free } = probe.address();
  await new Promise((done) => probe.close(done));
  return free;
}

// ==== The site and its editor

/** Writes as editors do: beside the file, then in its place. */
async function save(path, text) {
  await mkdir(dirname(file(path)), { recursive: true });
  await writeFile(`${file(path)}.new~`, text);
  await rename(`${file(path)}.new~`, file(path));
}

async function edit(path, old, fresh) {
  const text = await readFile(file(path), 'utf8');
  if (!text.includes(old)) throw new Error(`${path} does not say ${old}`);
  await save(path, text.replace(old, fresh));
}

async function freshSite() {
  await rm(site, { recursive: true, force: true });
  for (const part of ['content', 'templates', 'static']) await cp(join(HERE, '../..', part), file(part), { recursive: true });
}

/** Starts the server, and waits for its first answer that is more than “building”. */
async function start(status = 200, published = address()) {
  server = spawn(TRIP, ['serve', '-r', site, '-p', String(port), '-u', published, '--editor', join(folder, 'editor')], { stdio: 'ignore' });
  await until(`the server answers with ${status}`, () => fetch(address()).then((answer) => answer.status === status, () => false));
  isServerAway = false;
}

async function kill() {
  isServerAway = true;
  if (server.exitCode !== null) throw new Error(`the server has ended by itself, with ${server.exitCode}`);
  const ended = new Promise((done) => server.once('exit', done));
  server.kill('SIGKILL');
  await ended;
}

// ==== What is looked at

async function until(what, holds) {
  const end = Date.now() + SOON;
  // A page that is being loaded anew answers nothing.
  const asked = () => Promise.resolve(holds()).catch((error) => { if (!/context was destroyed|navigat/.test(error.message)) throw error; });
  while (!await asked()) {
    if (Date.now() > end) throw new Error(`not seen: ${what}`);
    await new Promise((done) => setTimeout(done, 25));
  }
}

/** Lets the editor's page speak of itself: `window.marker` is gone after a reload. */
async function visit(page, path = '') {
  await page.goto(address(path), { waitUntil: 'load' });
  await page.evaluate(() => { window.marker = true; });
  await page.locator('trip-preview .opens-origins').waitFor();
}

const stays = async (page) => {
  if (!await page.evaluate(() => window.marker === true)) throw new Error('the page was loaded anew');
};
const says = (page, text) => until(text, async () => (await page.locator('body').innerText()).includes(text));
const ui = (page, selector) => page.locator(`trip-preview ${selector}`);
const sees = (page, selector, text) => ui(page, selector).filter({ hasText: text }).first().waitFor({ timeout: SOON });
const gone = (page, selector) => ui(page, selector).waitFor({ state: 'hidden', timeout: SOON });

function same(what, found, expected) {
  if (JSON.stringify(found) !== JSON.stringify(expected)) throw new Error(`${what}: ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
}

async function newPage(context) {
  const page = await context.newPage();
  page.setDefaultTimeout(SOON);
  page.on('console', (message) => message.type() === 'error' && !isServerAway && !/status of (404|500)/.test(message.text()) && faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`script: ${error.stack}`));
  return page;
}

const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-quic'],
});
let context = await browser.newContext({ viewport: { width: 1280, height: 800 } });

/** A page in each look, for the eye; and accessibility in both schemes, wide and narrow. */
async function look(name, page) {
  const before = page.viewportSize();
  await page.evaluate(AXE);
  for (const [width, colorScheme] of [[1280, 'light'], [1280, 'dark'], [320, 'light'], [320, 'dark'], [360, 'light'], [360, 'dark']]) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    if (PICTURES) await page.screenshot({ path: join(PICTURES, `${name}-${width}-${colorScheme}.png`) });
    if (width === 360) continue;
    const { violations } = await page.evaluate(() => window.axe.run('trip-preview', { resultTypes: ['violations'] }));
    for (const { id, help, nodes } of violations) faults.push(`${name}: axe ${id} at ${width} px ${colorScheme}: ${help}: ${nodes[0].html.slice(0, 200)}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) faults.push(`${name}: scrolls sideways by ${wide} px at ${width} px`);
    for (const box of await ui(page, ':is(.sheet, .note, .dock):visible').evaluateAll((all) => all.map((it) => it.getBoundingClientRect().toJSON()))) {
      if (box.left < 0 || box.right > width || box.top < 0) faults.push(`${name}: sticks out at ${width} px: ${JSON.stringify(box)}`);
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(before);
}

/** A fact about the preview: a sentence, and what shows that it is true. */
async function fact(sentence, shows) {
  const began = Date.now();
  try {
    await shows();
    console.log(`ok    ${String(Date.now() - began).padStart(5)} ms  ${sentence}`);
  } catch (error) {
    faults.push(`${sentence}: ${error.message.split('\n')[0]}`);
    if (PICTURES) await page.screenshot({ path: join(PICTURES, `wrong-${sentence.slice(0, 30)}.png`) });
    console.log(`WRONG ${String(Date.now() - began).padStart(5)} ms  ${sentence}: ${error.message.split('\n')[0]}`);
  }
}

await writeFile(join(folder, 'editor'), `#!/bin/sh\nprintf '%s\\n' "$*" >> '${opened}'\n`, { mode: 0o755 });
await freshSite();
if (PICTURES) await mkdir(PICTURES, { recursive: true });
await start();
const page = await newPage(context);

// ==== Live update

await fact('an edited sentence is shown in place, and what the reader was at stays where it was', async () => {
  await visit(page);
  const group = page.locator('details.ledger-group').nth(1);
  await group.locator('summary').click();
  await group.scrollIntoViewIfNeeded();
  const top = () => group.evaluate((it) => Math.round(it.getBoundingClientRect().top));
  const before = await top();
  await edit(JAPAN, 'Negotiations in Japan are to concentrate on fresh investment commitments.', 'Negotiations in Japan are to concentrate on fresh investment commitments, and this sentence is now so much longer that the page grows by a line or two above what is being read.');
  await says(page, 'this sentence is now so much longer');
  await stays(page);
  same('open details', await group.evaluate((it) => it.open), true);
  same('focus', await group.evaluate((it) => it.contains(document.activeElement)), true);
  same('place', await top(), before);
  await sees(page, '.note-below', 'further up');
  await look('below', page);
  await ui(page, '.note-below button').first().click();
  await gone(page, '.note-below');
});

await fact('what comes in the middle leaves what follows alone, with its selection', async () => {
  await visit(page, 'stops/japan/');
  await page.locator('.prose p').nth(2).evaluate((it) => {
    it.kept = true;
    getSelection().selectAllChildren(it);
  });
  await edit(JAPAN, `${SENTENCE} `, `A paragraph that was not there.\n\n${SENTENCE} `);
  await says(page, 'A paragraph that was not there.');
  await stays(page);
  same('selection', (await page.evaluate(() => getSelection().toString())).slice(0, 30), 'The brief treats this visit an');
  same('the node', await page.locator('.prose p').filter({ hasText: 'The brief treats' }).evaluate((it) => it.kept), true);
  same('marks', await page.evaluate(() => document.getAnimations().length), 1);
  await look('marked', page);
  await edit(JAPAN, 'A paragraph that was not there.\n\n', '');
  await until('the paragraph is gone', async () => !(await page.locator('main').innerText()).includes('was not there'));
});

await fact('a selection stays where its own sentence changes around it', async () => {
  await page.locator('.prose p').first().evaluate((it) => {
    const at = it.firstChild.data.indexOf('business');
    getSelection().setBaseAndExtent(it.firstChild, at, it.firstChild, at + 'business'.length);
  });
  await edit(JAPAN, SENTENCE, SENTENCE.replace('Investment', 'Money'));
  await says(page, 'Money is the business of this stop.');
  same('selection', await page.evaluate(() => getSelection().toString()), 'business');
  await edit(JAPAN, SENTENCE.replace('Investment', 'Money'), SENTENCE);
  await says(page, SENTENCE);
});

await fact('the focus goes to the link that takes the place of the one that had it', async () => {
  await page.locator('.prose a', { hasText: 'Negotiations in Japan' }).focus();
  await edit(JAPAN, SENTENCE, `- ${SENTENCE}`);
  await until('the list', async () => await page.locator('.prose li a').count() > 0);
  same('focus', await page.evaluate(() => [document.activeElement.textContent, Boolean(document.activeElement.closest('li'))]), ['Negotiations in Japan', true]);
  await stays(page);
  await edit(JAPAN, `- ${SENTENCE}`, SENTENCE);
  await until('no list', async () => await page.locator('.prose li a').count() === 0);
});

await fact('colours change without a reload, and one stylesheet stays', async () => {
  await edit('static/css/tokens.css', '--paper: #fbf8f1', '--paper: #e0f0ff');
  await until('the colour', () => page.evaluate(() => getComputedStyle(document.body).backgroundColor === 'rgb(224, 240, 255)'));
  await stays(page);
  await until('one stylesheet', async () => await page.locator('link[rel=stylesheet]').count() === 1);
  await edit('static/css/tokens.css', '--paper: #e0f0ff', '--paper: #fbf8f1');
});

await fact('a changed template is shown in place', async () => {
  await edit('templates/components/colophon.html', '<p class="publisher">', '<p class="publisher">Found at ');
  await says(page, 'Found at ');
  await stays(page);
});

await fact('a picture that changed under its name is shown', async () => {
  const dot = (width) => `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="9" viewBox="0 0 ${width} 9"><circle r="4"/></svg>`;
  await save('static/dot.svg', dot(9));
  await edit('templates/components/colophon.html', 'Found at ', '<img class="dot" src="{{ site.home }}dot.svg" alt=""> Found at ');
  const width = () => page.locator('.dot').evaluate((it) => it.naturalWidth);
  await until('the picture', async () => await page.locator('.dot').count() === 1 && await width() === 9);
  await save('static/dot.svg', dot(18));
  await until('the new picture', async () => await width() === 18);
  await edit('content/asia-tour/stops/japan.md', 'No dates given', 'No dates are given');
  await says(page, 'No dates are given');
  same('width after another change', await width(), 18);
  await stays(page);
});

await fact('another page that changed is named, with a link', async () => {
  await edit(AUTOS, 'title: Tariffs and South Korean autos', 'title: South Korean cars');
  await ui(page, '.note-others li').filter({ hasText: 'South Korean cars' }).waitFor({ state: 'attached' });
  await sees(page, '.note-others summary', /^\d+ pages changed$/);
  await ui(page, '.note-others summary').click();
  await sees(page, '.note-others li a', 'South Korean cars');
  await look('others', page);
  await ui(page, '.note-others .dismiss').click();
  await gone(page, '.note-others');
  await stays(page);
});

await fact('a page that is added is named; one that goes says so, and comes back', async () => {
  await save('content/asia-tour/trade/chips.md', '---\ntitle: Chips\nsummary: What the brief leaves out.\norder: 20\n---\n\nNothing yet.\n');
  await sees(page, '.note-others', /changed|Added/);
  const other = await newPage(context);
  await visit(other, 'trade/chips/');
  await unlink(file('content/asia-tour/trade/chips.md'));
  await sees(other, '.note-place', 'This page is gone');
  await says(other, 'Nothing yet.');
  await look('gone', other);
  await save('content/asia-tour/trade/chips.md', '---\ntitle: Chips\nsummary: What the brief leaves out.\norder: 20\n---\n\nSomething now.\n');
  await says(other, 'Something now.');
  await gone(other, '.note-place');
  await rename(file('content/asia-tour/trade/chips.md'), file('content/asia-tour/trade/semiconductors.md'));
  await sees(other, '.note-place a', 'trade/semiconductors/');
  await ui(other, '.note-place a').click();
  await says(other, 'Something now.');
  same('address', new URL(other.url()).pathname, `${MOUNT}trade/semiconductors/`);
  await unlink(file('content/asia-tour/trade/semiconductors.md'));
  await other.close();
});

await fact('"not found" turns into the page when there is one', async () => {
  const other = await newPage(context);
  await other.goto(address('trade/late/'));
  await says(other, 'Page not found');
  await save('content/asia-tour/trade/late.md', '---\ntitle: Late\nsummary: Better than never.\norder: 21\n---\n\nHere at last.\n');
  await says(other, 'Here at last.');
  await unlink(file('content/asia-tour/trade/late.md'));
  await other.close();
});

await fact('after a hundred saves at once, the page is that of the last one', async () => {
  const pages = Array.from({ length: 100 }, (_, index) => `content/asia-tour/context/burst-${index}.md`);
  await Promise.all(pages.map((path, index) => save(path, `---\ntitle: Burst ${index}\nsummary: One of many.\norder: ${index + 30}\n---\n\nText ${index}.\n`)));
  await edit(JAPAN, SENTENCE, 'This came with a hundred others.');
  await says(page, 'This came with a hundred others.');
  await Promise.all(pages.map((path) => unlink(file(path))));
  await edit(JAPAN, 'This came with a hundred others.', SENTENCE);
  await says(page, SENTENCE);
  await stays(page);
});

await fact('a save while the page loads is not missed', async () => {
  for (let turn = 0; turn < 6; turn += 1) {
    const loads = page.goto(address('stops/japan/'), { waitUntil: 'commit' });
    await new Promise((done) => setTimeout(done, turn * 12));
    await edit(JAPAN, turn === 0 ? SENTENCE : `Turn ${turn - 1}.`, `Turn ${turn}.`);
    await loads;
    await says(page, `Turn ${turn}.`);
  }
  await edit(JAPAN, 'Turn 5.', SENTENCE);
  await says(page, SENTENCE);
});

await fact('the filter of the ledger stays as it was set', async () => {
  await visit(page, 'facts/');
  const planned = page.locator('.fact-filter input[value=planned]');
  await planned.check();
  await edit('content/asia-tour/facts.yaml', 'The itinerary has three stops, listed in the order', 'The itinerary has three stops in the order');
  await says(page, 'three stops in the order');
  same('checked', await planned.isChecked(), true);
  await stays(page);
});

await fact('a tab that nobody sees asks for nothing, and has it all when it is seen', async () => {
  for (const hasWorker of [true, false]) {
    const tab = await newPage(context);
    await tab.addInitScript((keeps) => {
      if (!keeps) delete globalThis.SharedWorker;
      Object.defineProperty(document, 'hidden', { get: () => globalThis.isAway ?? false });
      globalThis.see = (isSeen) => {
        globalThis.isAway = !isSeen;
        document.dispatchEvent(new Event('visibilitychange'));
      };
    }, hasWorker);
    await visit(tab, 'stops/japan/');
    await tab.evaluate(() => see(false));
    const asked = [];
    tab.on('request', (request) => asked.push(request.url()));
    await visit(page, 'stops/japan/');
    await edit(JAPAN, SENTENCE, 'Seen by one.');
    await says(page, 'Seen by one.');
    same('requests', asked, []);
    await tab.evaluate(() => see(true));
    await says(tab, 'Seen by one.');
    await tab.close();
    await edit(JAPAN, 'Seen by one.', SENTENCE);
    await says(page, SENTENCE);
  }
});

await fact('a page with a script of its own is loaded anew, at the same place', async () => {
  await edit('templates/components/colophon.html', 'Found at ', '<script>document.documentElement.dataset.ran = "yes";</script>Found at ');
  await until('the script', () => page.evaluate(() => document.documentElement.dataset.ran === 'yes'));
  await visit(page, 'stops/japan/');
  await page.evaluate(() => scrollTo(0, 500));
  await edit(JAPAN, SENTENCE, 'With a script beside it.');
  await says(page, 'With a script beside it.');
  await until('a reload', () => page.evaluate(() => window.marker !== true));
  await until('the place', () => page.evaluate(() => Math.abs(scrollY - 500) < 40));
  await edit(JAPAN, 'With a script beside it.', SENTENCE);
  await edit('templates/components/colophon.html', '<script>document.documentElement.dataset.ran = "yes";</script>', '');
  await until('no script', () => page.evaluate(() => document.documentElement.dataset.ran !== 'yes'));
});

await fact('a banner says of a draft that it is left out, and pushes the page down', async () => {
  const draft = (mark) => save('content/asia-tour/context/draft.md', `---\ntitle: Not yet\nsummary: To be written.\norder: 22\n${mark}---\n\nNot yet.\n`);
  await draft('draft: true\n');
  await page.goto(address('context/draft/'));
  await sees(page, '.banners', 'One page is a draft and left out');
  const heights = () => page.evaluate(() => [document.body.getBoundingClientRect().top + scrollY, document.querySelector('trip-preview').shadowRoot.querySelector('.banners').offsetHeight]);
  const [top, height] = await heights();
  if (height < 20) throw new Error('there is no banner');
  same('top of the page', top, height);
  await look('banner', page);
  await draft('');
  await says(page, 'To be written.');
  same('no banner', await heights(), [0, 0]);
  await unlink(file('content/asia-tour/context/draft.md'));
});

// ==== Problems

await fact('a slip is shown with its place, over the last good page, and is gone when it is mended', async () => {
  await visit(page, 'stops/japan/');
  await edit(JAPAN, 'status: scheduled', 'status: schduled');
  await sees(page, '#problems h2', /Showing the pages of \d\d:\d\d:\d\d; 1 problem since/);
  await sees(page, '#problems', '`schduled` is not a status');
  await sees(page, '#problems .file', `${JAPAN}:4:9`);
  await says(page, SENTENCE);
  await look('problem', page);
  await rm(opened, { force: true });
  await ui(page, '#problems .file').first().click();
  await until('the editor', async () => /japan\.md\D+4\D+9\b/.test(await readFile(opened, 'utf8').catch(() => '')));
  await page.keyboard.press('Escape');
  await gone(page, '#problems');
  await sees(page, '.opens-problems', '1 problem');
  await edit(JAPAN, 'when: unknown', 'when unknown');
  await page.reload();
  await sees(page, '.opens-problems', /problem/);
  same('stays shut', await ui(page, '#problems').isVisible(), false);
  await page.keyboard.press('Shift+F8');
  await ui(page, '#problems').waitFor();
  same('focus', await ui(page, '#problems h2').evaluate((it) => it.getRootNode().activeElement === it), true);
  await edit(JAPAN, 'when unknown', 'when: unknown');
  await edit(JAPAN, 'status: schduled', 'status: scheduled');
  await gone(page, '#problems');
  await gone(page, '.opens-problems');
});

await fact('a warning is a number in the corner that opens the list', async () => {
  await save('content/asia-tour/context/stray.md', '---\ntitle: Stray\nsummary: It says when, and nobody knows when that is.\norder: 40\n---\n\nThey meet next week.\n\n#### Too deep\n\nText.\n');
  await sees(page, '.opens-problems', /warning/);
  same('stays shut', await ui(page, '#problems').isVisible(), false);
  await ui(page, '.opens-problems').click();
  await sees(page, '#problems', 'warning[');
  await look('warning', page);
  await unlink(file('content/asia-tour/context/stray.md'));
  await gone(page, '.opens-problems');
});

// ==== From the page to its source

await fact('an alt-click opens the line of a block, and follows no link', async () => {
  await visit(page, 'stops/japan/');
  await rm(opened, { force: true });
  await page.locator('.prose a').first().click({ modifiers: ['Alt'] });
  await sees(page, '.note-opened', JAPAN);
  const line = (await readFile(file(JAPAN), 'utf8')).split('\n').findIndex((text) => text.startsWith(SENTENCE)) + 1;
  await until('the editor', async () => new RegExp(`japan\\.md\\D+${line}\\b`).test(await readFile(opened, 'utf8').catch(() => '')));
  await stays(page);
  await page.keyboard.down('Alt');
  await page.locator('.prose p').nth(2).hover();
  same('outlined', await page.evaluate(() => document.getAnimations().map((it) => it.effect.target.localName)), ['p']);
  if (PICTURES) await page.screenshot({ path: join(PICTURES, 'alt.png') });
  await page.keyboard.up('Alt');
  same('outlined', await page.evaluate(() => document.getAnimations().length), 0);
});

await fact('the facts of a page are listed with certainty and file, by keyboard too', async () => {
  await page.keyboard.press('F8');
  await sees(page, '#origins h2', 'This page is made from');
  await sees(page, '#origins .fact', /Scheduled\s*F27\s*Negotiations in Japan[^]*facts\.yaml:\d+/);
  await look('facts', page);
  await rm(opened, { force: true });
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await until('the editor', async () => /japan\.md/.test(await readFile(opened, 'utf8').catch(() => '')));
  await page.keyboard.press('Escape');
  await gone(page, '#origins');
  same('focus', await ui(page, '.opens-origins').evaluate((it) => it.getRootNode().activeElement === it), true);
});

await fact('the keyboard comes to the page first, and sees where it is', async () => {
  await page.reload();
  await ui(page, '.opens-origins').waitFor();
  await page.keyboard.press('Tab');
  same('first', await page.evaluate(() => document.activeElement.className), 'skip');
  await page.keyboard.press('F8');
  for (let step = 0; step < 3; step += 1) {
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() => getComputedStyle(document.querySelector('trip-preview').shadowRoot.activeElement).outlineStyle);
    same('outline', outline, 'solid');
  }
  await page.keyboard.press('F8');
  await gone(page, '#origins');
});

await fact('nothing of the preview is printed', async () => {
  await page.emulateMedia({ media: 'print' });
  same('visible', await ui(page, '*').evaluateAll((all) => all.filter((it) => it.getBoundingClientRect().height > 0).length), 0);
  await page.emulateMedia({ media: 'screen' });
});

await fact('in a page from right to left the corner is the other one', async () => {
  await page.evaluate(() => { document.documentElement.dir = 'rtl'; });
  await page.keyboard.press('F8');
  const box = await ui(page, '.dock').boundingBox();
  if (box.x > 640) throw new Error('the dock is on the right');
  await look('rtl', page);
});

await fact('forced colours leave all of it to be read', async () => {
  await visit(page, 'stops/japan/');
  await page.emulateMedia({ forcedColors: 'active' });
  await page.keyboard.press('F8');
  await look('forced', page);
  await page.emulateMedia({ forcedColors: 'none' });
});

// ==== Many tabs, and a server that goes

await fact('eight tabs follow, though a browser opens six connections', async () => {
  const tabs = [];
  for (let tab = 0; tab < 7; tab += 1) {
    tabs.push(await newPage(context));
    await visit(tabs.at(-1), 'stops/japan/');
  }
  await edit(JAPAN, SENTENCE, 'All eight say so.');
  await Promise.all([page, ...tabs].map((tab) => says(tab, 'All eight say so.')));
  await Promise.all(tabs.map((tab) => tab.close()));
  await edit(JAPAN, 'All eight say so.', SENTENCE);
  await says(page, SENTENCE);
});

await fact('without shared workers, two tabs follow', async () => {
  const plain = await browser.newContext();
  await plain.addInitScript(() => { delete globalThis.SharedWorker; });
  const tabs = [await newPage(plain), await newPage(plain)];
  for (const tab of tabs) await visit(tab, 'stops/japan/');
  await edit(JAPAN, SENTENCE, 'Both say so.');
  await Promise.all(tabs.map((tab) => says(tab, 'Both say so.')));
  await edit(JAPAN, 'Both say so.', SENTENCE);
  await plain.close();
});

await fact('a page that was left and is gone back to follows again', async () => {
  await visit(page, 'stops/japan/');
  await page.goto(address('trade/'));
  await page.goBack();
  await edit(JAPAN, SENTENCE, 'Back again.');
  await says(page, 'Back again.');
  await edit(JAPAN, 'Back again.', SENTENCE);
  await says(page, SENTENCE);
});

await fact('when the server goes, the page says so; when it comes back, the page has what was saved meanwhile', async () => {
  await visit(page, 'stops/japan/');
  await kill();
  await sees(page, '.note-lost', 'The preview has stopped; waiting for trip serve');
  await look('lost', page);
  await edit(JAPAN, SENTENCE, 'Saved while nobody looked.');
  await start();
  await says(page, 'Saved while nobody looked.');
  await gone(page, '.note-lost');
  // Once more: each run of the server counts its versions from one.
  await kill();
  await edit(JAPAN, 'Saved while nobody looked.', 'Saved once more.');
  await start();
  await says(page, 'Saved once more.');
  await stays(page);
  await edit(JAPAN, 'Saved once more.', SENTENCE);
  await says(page, SENTENCE);
});

await fact('a start with broken content shows the problems, and the page once they are mended', async () => {
  await kill();
  await edit(JAPAN, 'status: scheduled', 'status: schduled');
  await start(500);
  await sees(page, '#problems h2', /Showing the pages of an earlier run; 1 problem since/);
  await says(page, SENTENCE);
  await page.goto(address('stops/japan/'));
  await says(page, '`schduled` is not a status');
  await sees(page, '.opens-problems', '1 problem');
  await look('broken', page);
  await edit(JAPAN, 'when: unknown', 'when: sometime');
  await says(page, 'sometime');
  await edit(JAPAN, 'when: sometime', 'when: unknown');
  await edit(JAPAN, 'status: schduled', 'status: scheduled');
  await says(page, SENTENCE);
  await gone(page, '#problems');
  await gone(page, '.opens-problems');
});

await fact('a problem page at the root of the server leads to the front page once it is mended', async () => {
  await kill();
  await edit(JAPAN, 'status: scheduled', 'status: schduled');
  await start(500);
  await page.goto(`http://127.0.0.1:${port}/`);
  await says(page, 'Nothing to show yet');
  await edit(JAPAN, 'status: schduled', 'status: scheduled');
  await page.waitForURL(address(), { timeout: SOON });
  await gone(page, '.opens-problems');
});

await fact('"not found", which names the site by its public address, leads into the preview', async () => {
  await kill();
  await freshSite();
  await start(200, PUBLIC);
  const lost = await newPage(context);
  await lost.route(`${PUBLIC}**`, (route) => route.fulfill({ contentType: 'text/css', body: '' }));
  await lost.goto(address('trade/none/'));
  await until('all of it leads into the preview', () => lost.evaluate((site) =>
    document.querySelectorAll(`a[href^="${site}"], link[rel~="stylesheet"][href^="${site}"]`).length === 0
    && [...document.styleSheets].every(({ href, cssRules }) => href?.startsWith(location.origin) && cssRules.length > 0), PUBLIC));
  await lost.close();
});

await browser.close();
await kill();
await rm(folder, { recursive: true, force: true });
if (faults.length > 0) {
  console.error(`\n${faults.length} faults:\n${[...new Set(faults)].join('\n')}`);
  process.exit(1);
}
console.log('The preview: nothing wrong');
