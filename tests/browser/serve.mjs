// Serves a built site on loopback, under a path as GitHub Pages does.
import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
};

/** The file for a path of the site; none if there is none. */
async function find(folder, path) {
  const file = join(folder, normalize(path));
  if (!file.startsWith(folder)) return null;
  const found = await stat(file).catch(() => null);
  if (found?.isDirectory()) return path.endsWith('/') ? find(folder, `${path}index.html`) : null;
  return found ? file : null;
}

/** Serves `folder` at `prefix` (which begins and ends with a slash); resolves to the address of its root. */
export async function serve(folder, prefix = '/', port = 0) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const path = decodeURIComponent(pathname);
    const file = path.startsWith(prefix) ? await find(folder, path.slice(prefix.length - 1)) : null;
    const body = await readFile(file ?? join(folder, '404.html')).catch(() => 'nothing here');
    response.writeHead(file ? 200 : 404, { 'content-type': TYPES[file ? extname(file) : '.html'] ?? 'application/octet-stream' });
    response.end(body);
  });
  await new Promise((done) => server.listen(port, '127.0.0.1', done));
  return { prefix, root: `http://127.0.0.1:${server.address().port}${prefix}`, close: () => server.close() };
}
