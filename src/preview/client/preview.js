// What an open page does while its editor works: it shows each save in place, tells what is wrong,
// and leads from the page to its source. `trip serve` adds it on the wire; none of it is published.
//
// The file has two lives. In a page it is the client, from "The page" on. In a shared worker it is
// the stream: browsers open six connections to a server, so all open pages share one.

/** Where this file is from; a page's own base address does not matter. */
const OWN = new URL('.', import.meta.url).href;
// All in milliseconds: between two tries to reach the server, before its absence is told, how long
// a short note stays, and how long a mark.
const RETRY = 500;
const PATIENCE = 2000;
const GLANCE = 4000;
const MARKED = 2600;
/** How many blocks are marked at most: with more, marks say nothing. */
const MOST_MARKS = 100;

// ==== The stream

/**
 * An event stream that comes back. `ring` is called with each event, `{session, version}`, and with
 * null when the stream is lost. The browser's own way back is too slow, and ends at some answers.
 */
function stream(ring) {
  let source = null;
  let timer = 0;
  const close = () => {
    clearTimeout(timer);
    source?.close();
    source = null;
  };
  const open = () => {
    if (source) return;
    source = new EventSource(`${OWN}events`);
    source.onmessage = ({ data }) => ring(JSON.parse(data));
    source.onerror = () => {
      close();
      ring(null);
      timer = setTimeout(open, RETRY);
    };
  };
  return { open, close };
}

/** In the shared worker: passes each event on to all pages, and the last one to a page that comes later. */
function shareStream() {
  const pages = new Set();
  let last;
  const shared = stream((event) => {
    last = event;
    for (const page of pages) page.postMessage(event);
  });
  self.onconnect = ({ ports: [page] }) => {
    pages.add(page);
    page.onmessage = () => {
      pages.delete(page);
      if (pages.size > 0) return;
      shared.close();
      last = undefined;
    };
    if (last !== undefined) page.postMessage(last);
    shared.open();
  };
}

/**
 * In a page: rings at each event. Where there is no shared worker, the page has a stream of its own
 * while it is seen; the server rings at once when it comes back.
 */
function subscribe(ring) {
  const own = stream(ring);
  let port = null;
  let isAlone = false;
  const alone = () => {
    isAlone = true;
    if (document.hidden) own.close();
    else own.open();
  };
  const open = () => {
    try {
      const worker = new SharedWorker(import.meta.url, { type: 'module', name: 'trip preview' });
      worker.onerror = alone;
      port = worker.port;
      port.onmessage = ({ data }) => ring(data);
    } catch {
      alone();
    }
  };
  addEventListener('pagehide', () => {
    port?.postMessage('closed');
    port?.close();
    own.close();
  });
  addEventListener('pageshow', (event) => event.persisted && open());
  document.addEventListener('visibilitychange', () => isAlone && alone());
  open();
}

// ==== The page

/** What this page has shown last. `isStandIn`: a problem page or "not found", in place of the page; null where the browser does not tell. */
const seen = { session: null, version: 0, tag: null, stylesheet: null, isStandIn: null };
/** The last event. */
let bell = null;
let isChecking = false;
let isWanted = false;
/** A page that runs scripts of its own cannot be compared with what was sent; the browser's copy of that can. */
let asSent = null;

function start() {
  const [navigation] = performance.getEntriesByType('navigation');
  if (navigation?.responseStatus) seen.isStandIn = navigation.responseStatus >= 400;
  if (hasScripts(document)) asSent = get(location.href, { cache: 'only-if-cached', mode: 'same-origin' }).then((copy) => copy?.text());
  mount();
  listenForSource();
  document.addEventListener('visibilitychange', check);
  subscribe((event) => {
    showConnection(event !== null);
    if (!event) return;
    bell = event;
    if (event.session !== seen.session || event.version !== seen.version) check();
  });
  check();
}

/** Asks what is new, one question at a time; pages that nobody sees ask when somebody does. */
async function check() {
  isWanted = true;
  if (isChecking) return;
  isChecking = true;
  while (isWanted && !document.hidden) {
    isWanted = false;
    if (!await update().catch(failed)) setTimeout(check, 2 * RETRY);
  }
  isChecking = false;
}

/** A slip of ours is told to the console, and must not be repeated for ever. */
function failed(error) {
  console.error(error);
  return true;
}

/** An answer of the server, whatever its status; null if there is none. */
async function get(url, options) {
  return fetch(url, { signal: AbortSignal.timeout(10_000), ...options }).catch(() => null);
}

/** Takes over the server's state. False: something could not be had, and must be asked for again. */
async function update() {
  const since = bell?.session === seen.session ? seen.version : 0;
  const answer = await get(`${OWN}state?page=${encodeURIComponent(location.pathname)}&since=${since}`, { cache: 'no-store' });
  if (!answer?.ok) return false;
  const state = await answer.json().catch(() => null);
  if (!state) return false;
  const isFirst = seen.session === null;
  const isRestart = !isFirst && state.session !== seen.session;
  seen.isStandIn ??= state.page?.state !== 'there';
  if (isFirst) bringHome(document, state);
  if (isRestart || state.files?.length > 0) await renewFiles(state, isRestart);
  const blocks = await takeOver(state, isFirst || isRestart);
  if (!blocks) return false;
  showState(state, blocks);
  Object.assign(seen, { session: state.session, version: state.version });
  return true;
}

/** Brings page and stylesheet to what the server has now. The blocks that changed; null if something could not be had. */
async function takeOver(state, isUnsure) {
  const isThere = state.page?.state === 'there';
  if (seen.isStandIn && isThere) return reload(state) ? [] : null;
  // What stands in for a page changes with every problem, and has no tag that tells so.
  const tag = isThere ? state.page.tag : state.version;
  if ((isThere || seen.isStandIn) && (isUnsure || tag !== seen.tag)) {
    const blocks = await takePage(state);
    if (blocks) Object.assign(seen, { tag, stylesheet: state.stylesheet });
    return blocks;
  }
  return await takeStylesheet(state.stylesheet) ? [] : null;
}

/** Fetches this page anew and changes what differs; the blocks that did, null if it could not be had. */
async function takePage(state) {
  // Not kept, so that the browser's copy stays what was loaded, for `asSent` of other tabs.
  const answer = await get(location.href, { cache: 'no-store' });
  // A problem page may stand where the site leads on from, such as at the root of the server.
  if (seen.isStandIn && answer?.redirected) return reload(state) ? [] : null;
  if (!answer || answer.redirected || answer.status >= 400 !== seen.isStandIn) return null;
  const html = await answer.text().catch(() => null);
  if (html === null) return null;
  if (await asSent === html) return [];
  try {
    const fresh = new DOMParser().parseFromString(html, 'text/html');
    bringHome(fresh, state);
    if (!hasScripts(document) && !hasScripts(fresh)) {
      eachFile(fresh, stamped);
      await morphStylesheets(fresh);
      return keepingPlace((changed) => morphPage(fresh, changed));
    }
  } catch (error) {
    console.warn(error);
  }
  reload(state);
  return [];
}

/** Loads the page anew, once for each state of the server; the browser keeps the scroll position. */
function reload({ session, version }) {
  const key = `${location.pathname} ${session} ${version}`;
  if (sessionStorage.getItem('trip-preview-reload') === key) return false;
  sessionStorage.setItem('trip-preview-reload', key);
  location.reload();
  return true;
}

/** Whether a page runs scripts other than this one. Data in a script element is none. */
function hasScripts(page) {
  return [...page.scripts].some(({ type, src }) => /^$|module|javascript|ecmascript/i.test(type) && src !== import.meta.url);
}

// ==== Stylesheets and other files

const stylesheets = (page) => [...page.querySelectorAll('link[rel~="stylesheet"][href]')];
const pathOf = (address) => {
  const url = URL.parse(address, document.baseURI);
  return url?.origin === location.origin ? url.pathname : null;
};

/** "Not found" names the site by its public address, being shown at any depth: here that means this preview. */
function bringHome(page, { base_url: base, mount: home }) {
  if (!base || URL.parse(base)?.origin === location.origin) return;
  for (const element of page.querySelectorAll('a[href], link[rel~="stylesheet"][href], img[src]')) {
    const name = element.hasAttribute('href') ? 'href' : 'src';
    const address = element.getAttribute(name);
    if (address.startsWith(base)) element.setAttribute(name, home + address.slice(base.length));
  }
}

/** Gives a stylesheet another address; the old one goes when the new one is there. */
function swapStylesheet(old, href) {
  if (URL.parse(href, document.baseURI)?.href === old.href) return true;
  const link = old.cloneNode();
  link.setAttribute('href', href);
  return new Promise((done) => {
    link.onload = () => done(old.remove() ?? true);
    link.onerror = () => done(link.remove() ?? false);
    setTimeout(done, 5000, false);
    old.after(link);
  });
}

/** The stylesheet alone has changed: its address holds a fingerprint. */
async function takeStylesheet(address) {
  if (!address || address === seen.stylesheet) return true;
  const old = stylesheets(document).find((link) => pathOf(link.href) === seen.stylesheet);
  const isDone = !old || await swapStylesheet(old, address);
  if (isDone) seen.stylesheet = address;
  return isDone;
}

/** Gives this page the stylesheets of a fresh one, before its words come. */
async function morphStylesheets(fresh) {
  const old = stylesheets(document);
  const wanted = stylesheets(fresh);
  for (const link of old.slice(wanted.length)) link.remove();
  const place = (index) => old[index] ?? document.head.appendChild(make('link', { rel: 'stylesheet' }));
  await Promise.all(wanted.map((link, index) => swapStylesheet(place(index), stamped(link.getAttribute('href')))));
}

/** Where elements name files, and which elements do. */
const FILES = { src: '[src]:not(script)', srcset: '[srcset]', poster: '[poster]', data: 'object', href: 'image, use, link[rel~="icon"]' };
/** What is added to the address of a file that has changed under its name, by path. */
const stamps = new Map();

/** Calls `change` with each address of a file that a page names, and writes down what it returns. */
function eachFile(page, change) {
  for (const [attribute, selector] of Object.entries(FILES)) {
    for (const element of page.querySelectorAll(selector)) {
      const old = element.getAttribute(attribute);
      if (!old || old.startsWith('#')) continue;
      const fresh = attribute === 'srcset' ? old.replace(/[^\s,]\S*[^\s,]/g, change) : change(old);
      if (fresh !== old) element.setAttribute(attribute, fresh);
    }
  }
}

/** The paths of all files that a page names. */
function filesOf(page) {
  const paths = new Set();
  eachFile(page, (address) => (paths.add(pathOf(address)), address));
  paths.delete(null);
  return [...paths];
}

/** The address of a file; with a stamp if it has changed, so that no cache answers with what was. */
function stamped(address) {
  const stamp = stamps.get(pathOf(address));
  if (!stamp) return address;
  const [, path, hash] = address.match(/^([^?#]*)[^#]*(.*)$/);
  return `${path}?preview=${stamp}${hash}`;
}

/** Loads anew what this page shows of the files that changed. What a stylesheet names, only the whole page can. */
async function renewFiles(state, isRestart) {
  const shownFiles = [...filesOf(document), ...stylesheets(document).map((link) => pathOf(link.href))];
  const styled = performance.getEntriesByType('resource').filter((entry) => entry.initiatorType === 'css').map((entry) => pathOf(entry.name));
  const changed = isRestart ? [...shownFiles, ...styled] : state.files;
  for (const path of changed) {
    // The address of the site's stylesheet holds a fingerprint.
    if (!path || path === state.stylesheet || path === seen.stylesheet) continue;
    if (shownFiles.includes(path)) stamps.set(path, `${state.session}-${state.version}`);
    else if (styled.includes(path)) reload(state);
  }
  eachFile(document, stamped);
  await Promise.all(stylesheets(document).map((link) => swapStylesheet(link, stamped(link.getAttribute('href')))));
}

// ==== Changing a page in place

/** Makes this page say what a fresh one says; adds to `changed` what differs. */
function morphPage(fresh, changed) {
  texts = new WeakMap();
  morphAttributes(document.documentElement, fresh.documentElement);
  morphAttributes(document.body, fresh.body);
  morphChildren(document.head, fresh.head, new Set());
  morphChildren(document.body, fresh.body, changed);
}

/** What is changed apart, or is not parsed alike. */
const isApart = (node) => node instanceof Element && node.matches('link[rel~="stylesheet"], noscript');
const children = (parent) => [...parent.childNodes].filter((node) => !isApart(node));

/** Makes the children of an element those of a fresh one, and keeps each that has a partner there. */
function morphChildren(old, fresh, changed) {
  const partners = pair(children(old), children(fresh));
  const kept = new Set(partners.values());
  takeAway(children(old).filter((node) => !kept.has(node)), changed);
  let next = old.firstChild;
  for (const node of children(fresh)) {
    while (next && isApart(next)) next = next.nextSibling;
    const partner = partners.get(node);
    if (partner && partner === next) next = next.nextSibling;
    else if (partner) move(old, partner, next);
    else changed.add(old.insertBefore(document.importNode(node, true), next));
    if (partner) morph(partner, node, changed);
  }
}

/** Removes nodes; where one stood within a line, the line has changed. */
function takeAway(nodes, changed) {
  const inLine = nodes.find((node) => node.textContent.trim() && !isBlock(node));
  if (inLine) changed.add(inLine.parentNode);
  for (const node of nodes) node.remove();
}

/** Moves a node, with what goes on in it where the browser can. */
function move(parent, node, next) {
  if (parent.moveBefore) parent.moveBefore(node, next);
  else parent.insertBefore(node, next);
}

/** Makes a node the same as a fresh one of its kind. */
function morph(old, fresh, changed) {
  if (old.isEqualNode(fresh)) return;
  if (!(old instanceof Element)) {
    morphText(old, fresh.data);
    changed.add(old);
    return;
  }
  if (morphAttributes(old, fresh)) changed.add(old);
  if (old instanceof HTMLTemplateElement) old.innerHTML = fresh.innerHTML;
  else morphChildren(old, fresh, changed);
}

/** Replaces no more than what differs, so that a selection beside it stays. */
function morphText(node, text) {
  const old = node.data;
  const most = Math.min(old.length, text.length);
  let start = 0;
  while (start < most && old[start] === text[start]) start += 1;
  let end = 0;
  while (end < most - start && old.at(-1 - end) === text.at(-1 - end)) end += 1;
  node.replaceData(start, old.length - start - end, text.slice(start, text.length - end));
}

/** Whether an attribute has changed. Whether something is open, its reader decides. */
function morphAttributes(old, fresh) {
  let hasChanged = false;
  for (const { name, value } of fresh.attributes) {
    if (name === 'open' || old.getAttribute(name) === value) continue;
    old.setAttribute(name, value);
    hasChanged = true;
  }
  for (const { name } of [...old.attributes]) {
    if (name === 'open' || fresh.hasAttribute(name)) continue;
    old.removeAttribute(name);
    hasChanged = true;
  }
  return hasChanged;
}

/** Which old node each fresh one continues: first the same, then between those the likest in order, then by id. */
function pair(old, fresh) {
  const partners = new Map();
  let [row, column] = [0, 0];
  for (const [nextRow, nextColumn] of [...sameInOrder(old, fresh), [old.length, fresh.length]]) {
    for (const [node, partner] of inOrder(old.slice(row, nextRow), fresh.slice(column, nextColumn))) partners.set(node, partner);
    if (nextColumn < fresh.length) partners.set(fresh[nextColumn], old[nextRow]);
    [row, column] = [nextRow + 1, nextColumn + 1];
  }
  const taken = new Set(partners.values());
  const free = new Map(old.filter((node) => node.id && !taken.has(node)).map((node) => [node.id, node]));
  for (const node of fresh) {
    const moved = free.get(node.id);
    if (!partners.has(node) && moved?.nodeName === node.nodeName) partners.set(node, moved);
  }
  return partners;
}

/** Where both lists have the same node, and each has it once: as many places as can be in order (a patience diff). */
function sameInOrder(old, fresh) {
  const places = new Map(once(old));
  const common = once(fresh).filter(([all]) => places.has(all)).map(([all, column]) => ({ row: places.get(all), column, before: null }));
  // The ends of the best rows of one, two, three … places so far.
  const ends = [];
  for (const place of common) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle].row < place.row) low = middle + 1;
      else high = middle;
    }
    place.before = ends[low - 1] ?? null;
    ends[low] = place;
  }
  const found = [];
  for (let place = ends.at(-1); place; place = place.before) found.unshift([place.row, place.column]);
  return found;
}

/** What stands in a list once, with its index. */
function once(nodes) {
  const indexes = new Map();
  nodes.forEach((node, index) => {
    const { all } = textOf(node);
    indexes.set(all, indexes.has(all) ? null : index);
  });
  return [...indexes].filter(([, index]) => index !== null);
}

/** The pairs, in the order of both lists, that are likest in sum (a weighted longest common subsequence). */
function inOrder(old, fresh) {
  if (old.length * fresh.length > 100_000) return fresh.flatMap((node, index) => (likeness(old[index], node) > 0 ? [[node, old[index]]] : []));
  const width = fresh.length + 1;
  const best = new Float32Array((old.length + 1) * width);
  for (let row = old.length - 1; row >= 0; row -= 1) {
    for (let column = fresh.length - 1; column >= 0; column -= 1) {
      const like = likeness(old[row], fresh[column]);
      const at = row * width + column;
      best[at] = Math.max(best[at + width], best[at + 1], like > 0 ? like + best[at + width + 1] : 0);
    }
  }
  const pairs = [];
  for (let row = 0, column = 0; row < old.length && column < fresh.length;) {
    const at = row * width + column;
    if (best[at] === best[at + width]) row += 1;
    else if (best[at] === best[at + 1]) column += 1;
    else pairs.push([fresh[column++], old[row++]]);
  }
  return pairs;
}

/** How much a fresh node seems to continue an old one: 0, not at all, to 3, the same. */
function likeness(old, fresh) {
  if (old?.nodeName !== fresh.nodeName || (old.id ?? '') !== (fresh.id ?? '')) return 0;
  const [one, other] = [textOf(old), textOf(fresh)];
  if (one.all === other.all) return 3;
  if (old.id) return 2;
  let common = 0;
  for (const word of one.words) if (other.words.has(word)) common += 1;
  return 0.1 + (2 * common) / (one.words.size + other.words.size + 1);
}

/** What `likeness` compares, by node. */
let texts = new WeakMap();

function textOf(node) {
  if (!texts.has(node)) {
    const all = node.outerHTML ?? node.data;
    texts.set(node, { all, words: new Set(all.slice(0, 4000).split(/[\s<>="]+/)) });
  }
  return texts.get(node);
}

// ==== Keeping the reader's place

/** Whether an element is laid out as a block, or stands for none that could be. */
const isBlock = (node) => node instanceof HTMLElement && !/^(inline|contents|none|ruby)/.test(getComputedStyle(node).display);

/** The block that a node is in, or is. */
function blockOf(node) {
  let block = node instanceof Element ? node : node.parentElement;
  while (block?.parentElement && !isBlock(block)) block = block.parentElement;
  return block;
}

const isInView = (element) => {
  const { top, bottom, height } = element.getBoundingClientRect();
  return height > 0 && bottom > 0 && top < innerHeight;
};

/**
 * Lets `change` change the page, and puts the first block in view that is still there where it was;
 * gives the focus back. Returns the blocks that have changed, the innermost alone.
 */
function keepingPlace(change) {
  const anchors = [...document.body.querySelectorAll('*')].filter((element) => isInView(element) && element.offsetHeight < innerHeight && isBlock(element))
    .map((element) => [element, element.getBoundingClientRect().top]);
  const focused = document.activeElement;
  const changed = new Set();
  pageStyle.anchoring = 'html { overflow-anchor: none }';
  stylePage();
  change(changed);
  const blocks = innermost(changed);
  const anchor = anchors.find(([element]) => element.isConnected && !blocks.some((block) => element.contains(block) || block.contains(element)))
    ?? anchors.find(([element]) => element.isConnected);
  if (anchor) scrollBy({ top: anchor[0].getBoundingClientRect().top - anchor[1], behavior: 'instant' });
  giveBack(focused);
  pageStyle.anchoring = '';
  requestAnimationFrame(() => requestAnimationFrame(stylePage));
  return blocks;
}

/** The blocks of these nodes, without those that contain another one. */
function innermost(nodes) {
  const blocks = new Set();
  for (const node of nodes) if (node.isConnected && (node instanceof Element || (node instanceof Text && node.data.trim()))) blocks.add(blockOf(node));
  const around = new Set([document.body]);
  for (const block of blocks) for (let outer = block.parentElement; outer && !around.has(outer); outer = outer.parentElement) around.add(outer);
  return [...blocks].filter((block) => !around.has(block));
}

/** Focuses what had the focus, or what now stands for it. */
function giveBack(focused) {
  if (!focused || document.activeElement === focused || focused === document.body) return;
  const alike = (element) => element.outerHTML === focused.outerHTML;
  const heir = focused.isConnected ? focused
    : document.getElementById(focused.id) ?? [...document.body.querySelectorAll(focused.localName)].find(alike);
  heir?.focus({ preventScroll: true });
}

const prefersStillness = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Marks a block for a moment, without a trace in the document. */
function mark(block) {
  const on = { outline: '2px solid #557fc4', outlineOffset: '4px', backgroundColor: 'rgb(85 127 196 / .16)' };
  const off = { outline: '2px solid transparent', outlineOffset: '4px' };
  block.animate([on, { ...on, offset: 0.5 }, off], { duration: MARKED, easing: prefersStillness() ? 'step-end' : 'ease-out' });
}

/** The nearest thing around an element that is to be seen, such as the summary of shut details. */
function shownPart(element) {
  let part = element;
  while (part.parentElement && !part.checkVisibility()) part = part.parentElement;
  return part instanceof HTMLDetailsElement ? part.querySelector('summary') ?? part : part;
}

// ==== From the page to its source

/** Opens a place in the editor: one that is known, or the one that says what the page says. */
async function openSource(question) {
  const body = JSON.stringify({ page: location.pathname, ...question });
  const answer = await get(`${OWN}open`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const place = answer?.ok ? await answer.json().catch(() => null) : null;
  if (!place) {
    showNote('opened', [answer ? 'No content says this in these words. It may come from a template.' : 'The preview does not answer.'], { seconds: GLANCE });
    return;
  }
  if (!place.opened && place.link) follow(place.link);
  showNote('opened', [make('span', { className: 'file' }, `${place.path}:${place.line}`)], { seconds: GLANCE });
}

/** Follows a link to a program; a frame of its own keeps the page where there is no such program. */
function follow(link) {
  const frame = make('iframe', { src: link, hidden: true, title: 'Link to the editor' });
  view.append(frame);
  setTimeout(() => frame.remove(), GLANCE);
}

/** What a block says, its parts apart by a space. */
function saying(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let text = '';
  let last = null;
  while (walker.nextNode() && text.length < 4000) {
    const inner = blockOf(walker.currentNode);
    text += inner === last ? walker.currentNode.data : ` ${walker.currentNode.data}`;
    last = inner;
  }
  return text.replace(/\s+/g, ' ').trim().slice(0, 2000);
}

/** What an element says, and what the blocks around it say, from inside out. */
function sayings(element) {
  const all = [element.alt ?? (element instanceof SVGElement ? saying(element) : '')];
  for (let block = blockOf(element); block && block !== document.body && all.length < 7; block = block.parentElement) all.push(saying(block));
  // A number or a sign alone could stand anywhere.
  return [...new Set(all)].filter((text) => /\p{L}{2}/u.test(text)).slice(0, 6);
}

/** Alt-click opens the source of a block; while Alt is held, the block under the pointer is outlined. */
function listenForSource() {
  let under = null;
  let outline = null;
  let isUsed = false;
  const point = (element) => {
    const block = element && blockOf(element);
    if (outline?.effect.target === block) return;
    outline?.cancel();
    outline = block?.animate({ outline: ['2px dashed #557fc4', '2px dashed #557fc4'], outlineOffset: ['3px', '3px'] }, { duration: 1000, iterations: Infinity });
  };
  const ofPage = (event) => (event.target instanceof Element && event.target !== host && event.target !== document.documentElement ? event.target : null);
  addEventListener('pointermove', (event) => {
    under = ofPage(event);
    point(event.altKey ? under : null);
  }, { passive: true });
  addEventListener('keydown', (event) => event.key === 'Alt' && point(under));
  addEventListener('keyup', (event) => {
    if (event.key !== 'Alt') return;
    point(null);
    // Some browsers would put the focus on their menu.
    if (isUsed) event.preventDefault();
    isUsed = false;
  });
  addEventListener('blur', () => point(null));
  addEventListener('click', (event) => {
    const element = ofPage(event);
    if (!event.altKey || !element) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    isUsed = true;
    openSource({ texts: sayings(element), anchor: element.closest('[id]')?.id ?? null });
  }, { capture: true });
}

// ==== What is shown beside the page

const host = globalThis.document?.createElement('trip-preview');
const view = host?.attachShadow({ mode: 'open' });
/** What the page's own layout has to know: room for banners above, and not to hide the focus below. */
const pageStyle = { banners: '', anchoring: '' };
let pageSheet = null;
/** The state that is shown, and which sheet is open: `problems`, `origins` or none. */
let shown = null;
let opened = null;
let isLost = 0;
const unsaid = [];

/** An element with properties and children; a property with a dash is an attribute. */
function make(name, properties = {}, ...parts) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (/-|role/.test(key)) element.setAttribute(key, value);
    else element[key] = value;
  }
  element.append(...parts);
  return element;
}

/** Puts the host behind the body, last in the order of focus, and out of the layout. */
function mount() {
  host.lang = 'en';
  host.hidden = self !== top;
  const style = new CSSStyleSheet();
  style.replaceSync(STYLE);
  view.adoptedStyleSheets = [style];
  pageSheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(pageSheet);
  view.append(
    make('div', { className: 'banners', role: 'status', dir: 'ltr' }),
    make('aside', { 'aria-label': 'Preview' },
      make('div', { className: 'notes' }),
      make('div', { className: 'frame', dir: 'ltr' },
        make('div', { className: 'dock' }, sheetButton('problems', 'Shift+F8'), sheetButton('origins', 'F8')),
        make('section', { className: 'sheet', id: 'problems', hidden: true, 'aria-labelledby': 'problems-title' }),
        make('section', { className: 'sheet', id: 'origins', hidden: true, 'aria-labelledby': 'origins-title' }))),
    make('p', { className: 'spoken', role: 'status' }));
  document.documentElement.append(host);
  new ResizeObserver(makeRoom).observe(find('.banners'));
  addEventListener('keydown', onKey);
}

const find = (selector) => view.querySelector(selector);

function sheetButton(sheet, keys) {
  return make('button', { className: `opens-${sheet}`, hidden: true, title: keys, 'aria-keyshortcuts': keys, 'aria-controls': sheet, 'aria-expanded': 'false', onclick: () => toggle(sheet) });
}

/** Says something to those who listen, and all that comes at once in one go. */
function announce(text) {
  if (unsaid.push(text) > 1) return;
  setTimeout(() => { find('.spoken').textContent = unsaid.splice(0).join(' '); }, 100);
}

function stylePage() {
  pageSheet.replaceSync(`@media screen { html { scroll-padding-block-end: 4rem } ${pageStyle.banners} ${pageStyle.anchoring} }`);
}

/** Banners push the page down by their height. */
function makeRoom() {
  const height = find('.banners').offsetHeight;
  pageStyle.banners = height > 0 ? `html { padding-block-start: ${height}px }` : '';
  stylePage();
}

/** F8 and Shift+F8 lead into a sheet and out again; Escape shuts it. */
function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape' && opened) toggle(opened);
  if (event.key !== 'F8') return;
  event.preventDefault();
  const sheet = event.shiftKey ? 'problems' : 'origins';
  if (find(`.opens-${sheet}`).hidden) return;
  if (opened !== sheet) toggle(sheet);
  else if (view.activeElement?.closest('.sheet')) return toggle(sheet);
  find(`#${sheet} h2`).focus();
}

/** Opens a sheet, or shuts it. That problems were shut is kept as long as the tab. */
function toggle(sheet) {
  const isLeft = view.activeElement?.closest('.sheet');
  setOpened(opened === sheet ? null : sheet);
  if (sheet === 'problems' && shown.errors > 0) sessionStorage.setItem('trip-preview-problems', opened ? 'open' : 'shut');
  if (isLeft && opened === null) find(`.opens-${sheet}`).focus();
}

function setOpened(sheet) {
  opened = sheet;
  for (const name of ['problems', 'origins']) {
    find(`#${name}`).hidden = opened !== name;
    find(`.opens-${name}`).setAttribute('aria-expanded', String(opened === name));
  }
}

/** Shows a state of the server; `blocks` of the page have changed with it. */
function showState(state, blocks) {
  const before = shown;
  shown = state;
  showBanners(state.banners ?? []);
  showProblems(state, before);
  showOrigins(state, before);
  showPlace(state.page, before);
  if (blocks.length > 0) showChanges(blocks);
  if (state.others?.length > 0) showOthers(state);
  else if (blocks.length > 0) showNote('others', null);
}

// ==== Notes

/** Shows a note, or takes it away where `parts` is null. It can be dismissed, or goes by itself. */
function showNote(name, parts, { seconds = 0, isFirm = false } = {}) {
  find(`.note-${name}`)?.remove();
  if (!parts) return;
  const note = make('div', { className: `note note-${name}`, dir: 'ltr' }, make('div', {}, ...parts));
  if (seconds > 0) setTimeout(() => note.remove(), seconds);
  else if (!isFirm) note.append(make('button', { className: 'dismiss', 'aria-label': 'Dismiss', onclick: () => note.remove() }, '×'));
  find('.notes').append(note);
  announce(note.firstChild.textContent);
}

/** Says so when the preview has been away for a while. */
function showConnection(isThere) {
  if (!isThere) {
    isLost ||= setTimeout(() => showNote('lost', ['The preview has stopped; waiting for ', make('code', {}, 'trip serve')], { isFirm: true }), PATIENCE);
    return;
  }
  clearTimeout(isLost);
  isLost = 0;
  showNote('lost', null);
}

/** What became of this page, where it is no more. */
function showPlace(page, before) {
  if (before && before.page?.state === page?.state && before.page?.to === page?.to) return;
  if (page?.state === 'moved') showNote('place', ['This page has moved to ', make('a', { href: page.to }, page.to)]);
  else if (page?.state === 'missing' && !seen.isStandIn) showNote('place', ['This page is gone. What you see is what it was.']);
  else showNote('place', null);
}

/** Marks what has changed; where none of it is in view, a button leads there. */
function showChanges(blocks) {
  const parts = blocks.map(shownPart);
  parts.slice(0, MOST_MARKS).forEach(mark);
  showNote('below', null);
  announce('This page has changed.');
  if (parts.some(isInView)) return;
  const isBelow = parts[0].getBoundingClientRect().top > 0;
  const lead = () => {
    showNote('below', null);
    parts[0].scrollIntoView({ block: 'center', behavior: prefersStillness() ? 'instant' : 'smooth' });
    parts.slice(0, MOST_MARKS).forEach(mark);
  };
  showNote('below', [make('button', { onclick: lead }, isBelow ? 'Changed: ↓ further down' : 'Changed: ↑ further up')]);
}

/** What has changed on other pages. */
function showOthers({ others, others_total: total }) {
  const words = { changed: 'Changed: ', added: 'Added: ', removed: 'Removed: ' };
  const link = ({ title, address }) => make('a', { href: address, dir: 'auto', lang: document.documentElement.lang, onclick: () => showNote('others', null) }, title);
  const line = (other) => [words[other.what], other.what === 'removed' ? other.title || other.address : link(other)];
  if (total === 1) return showNote('others', line(others[0]));
  const isOpen = find('.note-others details')?.open ?? false;
  const areChanged = others.every(({ what }) => what === 'changed');
  const list = make('ul', {}, ...others.map((other) => make('li', {}, ...(areChanged ? [link(other)] : line(other)))));
  if (total > others.length) list.append(make('li', {}, `and ${total - others.length} more`));
  showNote('others', [make('details', { open: isOpen }, make('summary', {}, `${total} pages changed`), list)]);
}

function showBanners(banners) {
  const strip = find('.banners');
  const text = banners.map((banner) => banner.text).join('\n');
  if (strip.dataset.text === text) return;
  strip.dataset.text = text;
  strip.replaceChildren(...banners.map((banner) => make('p', { className: banner.kind }, ...withCode(banner.text))));
  makeRoom();
}

/** Text with what stands in backticks as code. */
const withCode = (text) => text.split('`').map((part, index) => (index % 2 === 1 ? make('code', {}, part) : part));

// ==== Problems

const count = (number, word) => `${number} ${word}${number === 1 ? '' : 's'}`;

/** The problems, as the terminal tells them. Errors open the sheet, warnings wait in the corner. */
function showProblems(state, before) {
  const { errors = 0, warnings = 0, problems = [] } = state;
  const key = JSON.stringify([errors, warnings, state.shown, problems]);
  const sheet = find('#problems');
  if (sheet.dataset.key === key) return;
  sheet.dataset.key = key;
  const hadFocus = sheet.contains(view.activeElement) || view.activeElement === find('.opens-problems');
  const short = errors > 0 ? count(errors, 'problem') : count(warnings, 'warning');
  const button = find('.opens-problems');
  button.hidden = errors + warnings === 0;
  button.classList.toggle('bad', errors > 0);
  button.replaceChildren(shape(errors > 0 ? 'error' : 'warning'), short);
  fillSheet('problems', problemsTitle(state), [make('ol', { className: 'problems' }, ...problems.slice(0, 100).map(problemItem))]);
  if (problems.length > 100) sheet.lastChild.append(make('p', {}, `and ${problems.length - 100} more`));
  const wasBad = before?.errors > 0;
  if (errors > 0 && !wasBad && sessionStorage.getItem('trip-preview-problems') !== 'shut' && !seen.isStandIn) setOpened('problems');
  if (errors === 0 && opened === 'problems' && (wasBad || warnings === 0)) setOpened(null);
  if (hadFocus) find(opened === 'problems' ? '#problems h2' : button.hidden ? '.opens-origins' : '.opens-problems').focus();
  if (errors > 0) announce(`${problemsTitle(state)}. ${problems[0]?.message ?? ''}`);
  else if (wasBad) announce('No problems any more.');
}

function problemsTitle({ errors, warnings, shown: time }) {
  if (errors === 0) return count(warnings, 'warning');
  const all = count(errors, 'problem') + (warnings > 0 ? ` and ${count(warnings, 'warning')}` : '');
  if (seen.isStandIn) return `Nothing to show yet: ${all}`;
  return time ? `Showing the pages of ${time}; ${all} since` : `Showing the pages of an earlier run; ${all} since`;
}

/** A sheet with its title and a button that shuts it. */
function fillSheet(name, title, parts) {
  const top = find(`#${name} > .sheet-body`)?.scrollTop ?? 0;
  const shut = make('button', { className: 'dismiss', 'aria-label': 'Collapse', title: 'Escape', onclick: () => toggle(name) }, '–');
  find(`#${name}`).replaceChildren(
    make('header', {}, make('h2', { id: `${name}-title`, tabIndex: -1 }, title), shut),
    make('div', { className: 'sheet-body' }, ...parts));
  find(`#${name} > .sheet-body`).scrollTop = top;
}

/** One problem, by lines: what it says and where it is may wrap, what it shows of a file may not. */
function problemItem(problem) {
  const item = make('li');
  for (const line of problem.text.split('\n').filter((text) => text.trim())) {
    const place = line.match(/^ *(?:-->|:::) (.+?)(?::(\d+))?(?::(\d+))?$/);
    if (place) item.append(make('p', { className: 'place' }, ...placeLine(line, place)));
    else if (!/^ *(\d* *\||\.\.\.)/.test(line)) item.append(make('p', {}, ...saidLine(line)));
    else {
      if (item.lastChild?.localName !== 'pre') item.append(make('pre', { tabIndex: 0 }));
      item.lastChild.append(...fileLine(line, problem), '\n');
    }
  }
  return item;
}

/** `--> path:line:column`, which opens that place. */
function placeLine(line, [, path, row, column]) {
  const question = { path, line: Number(row ?? 1), column: Number(column ?? 1) };
  const start = line.indexOf(path);
  return [make('i', {}, line.slice(0, start)), make('button', { className: 'file', title: 'Open in the editor', onclick: () => openSource(question) }, line.slice(start))];
}

/** `error[code]: message` and `help: what to do`, with the first word in its colour. */
function saidLine(line) {
  const found = line.match(/^(?: *= )?(error|warning|help|note)(\[[\w-]+\])?:/);
  if (!found) return [line];
  const [lead, kind] = found;
  const rest = line.slice(lead.length);
  return [make('b', { className: `is-${kind}` }, lead), kind === 'help' || kind === 'note' ? rest : make('strong', {}, rest)];
}

/** A line of the file, or what is marked beneath one, in the colour of the problem. */
function fileLine(line, { severity }) {
  const [, gutter, rest] = line.match(/^( *\d* *\||\.\.\.)?(.*)$/);
  const [, space, mark] = rest.match(/^( +)((?:\^+|-{2,})(?: .*)?)$/) ?? [null, rest, ''];
  return [make('i', {}, gutter ?? ''), space, make('b', { className: `is-${mark.startsWith('^') ? severity : 'help'}` }, mark)];
}

// ==== What a page is made from

/** The page's file and its facts, each to be opened. */
function showOrigins(state, before) {
  const { source, facts = [] } = state;
  const key = JSON.stringify([source, facts]);
  const button = find('.opens-origins');
  button.hidden = !source && facts.length === 0;
  if (before && find('#origins').dataset.key === key) return;
  find('#origins').dataset.key = key;
  button.replaceChildren(shape('stated'), facts.length > 0 ? `Made from ${count(facts.length, 'fact')}` : 'Made from 1 file');
  const file = source && make('p', {}, make('button', { className: 'file', onclick: () => openSource(source) }, source.path));
  const list = facts.length > 0 ? make('ul', { className: 'facts' }, ...facts.map(factItem)) : make('p', {}, 'No facts are stated here.');
  const hint = make('p', { className: 'hint' }, 'Alt-click on the page opens what you click on. F8 opens and shuts this list.');
  fillSheet('origins', 'This page is made from', [file ?? '', list, hint]);
}

function factItem(fact) {
  const { id, text, certainty, word, path, line } = fact;
  const { lang } = document.documentElement;
  return make('li', {}, make('button', { className: 'fact', onclick: () => openSource({ path, line, column: 1 }) },
    make('span', { className: 'certainty', lang }, shape(certainty), word), ' ',
    make('span', { className: 'id' }, id), ' ',
    make('span', { className: 'text', dir: 'auto', lang }, text), ' ',
    make('span', { className: 'file' }, `${path}:${line}`)));
}

const RING = 'M8 2a6 6 0 1 0 .01 0z';
/** The shapes of the site's own certainty marks: lines, what is filled, and dashes. A word stands beside each. */
const SHAPES = {
  confirmed: [RING, RING],
  stated: [RING, RING],
  scheduled: [RING, 'M8 2a6 6 0 0 1 0 12z'],
  expected: [RING, 'M8 8V2a6 6 0 0 1 6 6z'],
  possible: [RING, '', '3.6 2.7'],
  conditional: [`${RING}M5 8h6`, '', '3.6 2.7'],
  unverified: [RING, '', '.9 3.8'],
  aim: [RING, 'M8 5.8a2.2 2.2 0 1 0 .01 0z'],
  assessment: ['M8 1.5 14.5 8 8 14.5 1.5 8z', ''],
  disputed: [`${RING}M4 12 12 4`, ''],
  outdated: [`${RING}M8 4v4.3l3 1.7`, ''],
  error: ['m3 3 10 10M13 3 3 13', ''],
  warning: ['M8 2 15 14H1zM8 6.5v3.5M8 11.6v.9', ''],
};

function shape(name) {
  const [line, fill, dashes = ''] = SHAPES[name] ?? SHAPES.error;
  const picture = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  picture.setAttribute('viewBox', '0 0 16 16');
  picture.setAttribute('aria-hidden', 'true');
  for (const [outline, inside] of [[line, 'none'], [fill, 'currentColor']]) {
    const path = document.createElementNS(picture.namespaceURI, 'path');
    const attributes = { d: outline, fill: inside, stroke: inside === 'none' ? 'currentColor' : 'none', 'stroke-width': 1.6, 'stroke-dasharray': dashes };
    for (const [key, value] of Object.entries(attributes)) path.setAttribute(key, value);
    picture.append(path);
  }
  return picture;
}

// ==== The look

// The site's paper and ink, said again: a site may have a look of its own, and this must not change with it.
const STYLE = `
:host { all: initial !important; position: absolute !important; inset: 0 0 auto !important; z-index: 2147483647 !important; color-scheme: light dark !important; }
:host([hidden]) { display: none !important; }
@media print { :host { display: none !important; } }
* { box-sizing: border-box; margin: 0; padding: 0; font: inherit; color: inherit; }
[hidden] { display: none !important; }

.banners, aside {
  --paper: light-dark(#fffdf8, #211e18);
  --deep: light-dark(#f2ecdf, #2d2921);
  --ink: light-dark(#1a1815, #efe9dc);
  --soft: light-dark(#595247, #c0b8a7);
  --rule: light-dark(#d6cdbb, #4d4639);
  --blue: light-dark(#173f86, #a3c2f7);
  --red: light-dark(#9c1c1c, #ff9d8f);
  --amber: light-dark(#7a4a00, #eec077);
  color: var(--ink);
  font: 13px/1.5 -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, system-ui, sans-serif;
  text-align: start;
}
.banners p { padding: 6px 20px; text-align: center; background: var(--deep); border-block-end: 1px solid var(--rule); }
code, pre, .problems, .file { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; font-size: 12px; }

aside { position: fixed; inset-block-end: 12px; inset-inline-end: 12px; max-inline-size: calc(100% - 24px); max-block-size: calc(100% - 24px); display: flex; flex-direction: column; align-items: flex-end; gap: 8px; pointer-events: none; }
.frame, .note { pointer-events: auto; background: var(--paper); border: 1px solid var(--rule); border-radius: 3px; max-inline-size: 100%; }
.frame { display: flex; flex-direction: column-reverse; align-items: flex-end; min-block-size: 0; }
.frame:not(:has(.dock > :not([hidden]))) { display: none; }
.dock { display: flex; flex: none; max-inline-size: 100%; }
.dock button { display: flex; align-items: center; gap: 6px; min-block-size: 30px; padding: 3px 11px; color: var(--soft); }
.dock button:hover, .dock [aria-expanded="true"] { background: var(--deep); color: var(--ink); }
.dock button:not([hidden]) + button { border-inline-start: 1px solid var(--rule); }
.dock .bad, .dock .bad:hover { color: var(--red); font-weight: 600; }
svg { inline-size: 12px; block-size: 12px; flex: none; }

button { background: none; border: 0; border-radius: 2px; cursor: pointer; text-align: start; }
a, .file:is(button), .note button:not(.dismiss) { color: var(--blue); text-decoration: underline; text-underline-offset: .18em; text-decoration-thickness: 1px; }
:is(a, .file:is(button)):hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--blue); outline-offset: 1px; }
.sheet :focus-visible { outline-offset: -2px; }
.dismiss { flex: none; min-inline-size: 30px; min-block-size: 30px; text-align: center; color: var(--soft); font-size: 16px; line-height: 1; }
.dismiss:hover { color: var(--ink); background: var(--deep); }

.notes { display: flex; flex-direction: column; align-items: flex-end; gap: 8px; max-inline-size: 100%; }
.note { display: flex; align-items: start; max-inline-size: min(100%, 30rem); line-height: 20px; overflow-wrap: anywhere; }
.note > div { padding: 5px 11px; min-inline-size: 0; }
.note > div:not(:last-child) { padding-inline-end: 4px; }
.note :is(button:not(.dismiss), summary, a) { padding-block: 2px; margin-block: -2px; cursor: pointer; }
.note-lost { order: 1; border-inline-start: 3px solid var(--red); }
.note ul { list-style: none; max-block-size: 30vh; overflow: auto; padding: 6px 4px 0; }
.note li { padding-block: 3px; }

.sheet { display: flex; flex-direction: column; min-block-size: 0; max-block-size: min(52vh, 34rem); inline-size: 52rem; max-inline-size: 100%; border-block-end: 1px solid var(--rule); }
#origins { inline-size: 36rem; max-block-size: min(70vh, 44rem); }
.sheet header { display: flex; align-items: center; gap: 8px; flex: none; padding-inline: 14px 2px; border-block-end: 1px solid var(--rule); }
h2 { flex: 1; padding-block: 6px; font-weight: 600; }
h2:focus { outline: none; }
.sheet-body { overflow: auto; overscroll-behavior: contain; }
.sheet-body > p { padding: 8px 14px; }
.hint { color: var(--soft); }
ol, .facts { list-style: none; }
.problems > li { padding: 12px 14px; overflow-wrap: anywhere; }
.problems > li + li { border-block-start: 1px solid var(--rule); }
.place { display: flex; align-items: start; }
pre { overflow-x: auto; line-height: 1.45; margin-block: 4px; }
i { font-style: normal; color: var(--soft); white-space: pre; }
b, strong { font-weight: 600; }
.is-error { color: var(--red); }
.is-warning { color: var(--amber); }
.is-help, .is-note { color: var(--blue); }

.facts li { border-block-start: 1px solid var(--rule); }
.facts + .hint { border-block-start: 1px solid var(--rule); }
.fact { display: grid; grid-template-columns: 6.75rem 2.5rem 1fr; gap: 2px 8px; inline-size: 100%; padding: 8px 14px; overflow-wrap: anywhere; }
.fact:hover { background: var(--deep); }
.certainty { display: flex; align-items: center; gap: 6px; align-self: start; color: var(--soft); }
.certainty svg { color: var(--blue); }
.id { font-weight: 600; font-variant-numeric: tabular-nums; }
.fact .file { grid-column: 3; color: var(--soft); }
.spoken { position: fixed; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

@media (max-width: 30rem) {
  aside { inset-block-end: 8px; inset-inline-end: 8px; max-inline-size: calc(100% - 16px); }
  .fact { grid-template-columns: auto 1fr; }
  .fact .text, .fact .file { grid-column: 1 / -1; }
  .id { text-align: end; }
}
@media (prefers-contrast: more) {
  .banners, aside { --soft: var(--ink); --rule: var(--ink); }
}
@media (forced-colors: active) {
  .dock [aria-expanded="true"] { background: Highlight; color: HighlightText; forced-color-adjust: none; }
  .certainty svg, .is-error { color: inherit; }
}
`;

if (globalThis.document) start();
else shareStream();
