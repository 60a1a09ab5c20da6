// The built site: its pages, found on disk so that a new one is checked by itself, and a server for them.
import { createServer } from "node:http";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join, normalize, relative } from "node:path";
import { gzipSync } from "node:zlib";

const types = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
};

/** A page with nothing but a title, in both scripts, to see what this machine can reach at all. */
const bare =
  '<!doctype html><html lang="ko"><meta name="viewport" content="width=device-width"><title>빈 쪽</title><h1>빈 쪽, bare</h1>';

/** What a page is: the first that fits. */
function kindOf(path) {
  if (/^(index|404)\.html$/.test(path)) return "outside";
  if (/^\w\w\/404\.html$/.test(path)) return "404";
  if (/^\w\w\/index\.html$/.test(path)) return "landing";
  if (path.endsWith("/appendix.html")) return "appendix";
  return path.endsWith("/index.html") ? "chapter" : "section";
}

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

/** Every HTML page below `root`: its path, language, kind and bytes. */
export function pagesOf(root) {
  const files = [...filesBelow(root)].filter((file) => file.endsWith(".html"));
  const pages = files.map((file) => {
    const path = relative(root, file).replaceAll("\\", "/");
    const language = /^(ko|en)\//.exec(path)?.[1] ?? null;
    return { path, language, kind: kindOf(path), bytes: statSync(file).size };
  });
  return pages.sort((a, b) => a.path.localeCompare(b.path));
}

/** Serves `root` compressed, as a static host would; port 0 is any free one. */
export async function serve(root) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    const { status, type, body } = answer(root, path);
    const compressed = /text|json|javascript|svg/.test(type);
    response.writeHead(status, {
      "content-type": type,
      "cache-control": path.includes("/assets/")
        ? "max-age=31536000, immutable"
        : "max-age=600",
      ...(compressed ? { "content-encoding": "gzip" } : {}),
    });
    response.end(compressed ? gzipSync(body) : body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, close: () => server.close() };
}

function answer(root, path) {
  if (path === "/__bare.html") {
    return { status: 200, type: types[".html"], body: bare };
  }
  const file = join(
    root,
    normalize(path.endsWith("/") ? `${path}index.html` : path),
  );
  try {
    const type = types[extname(file)] ?? "application/octet-stream";
    return { status: 200, type, body: readFileSync(file) };
  } catch {
    // Browsers ask for it on their own.
    if (path === "/favicon.ico")
      return { status: 204, type: "image/x-icon", body: "" };
    const body = readFileSync(join(root, "404.html"));
    return { status: 404, type: types[".html"], body };
  }
}
