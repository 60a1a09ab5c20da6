// Runs the tests of ci/browser/tests against a built site: node ci/browser/run.mjs SITE [test …]
// A test that fails is run once more, since a busy machine makes some of them too late; it fails when it fails again.
//
// A test is a module with `name` and a default function, which gets:
//   site     { root, origin, pages: [{ path, language, kind, bytes }] }
//   browser  playwright's, Chromium
//   open     open(path, options?) → a page in a context of its own; options as for browser.newContext
//   problem  problem(text): the test fails, and goes on
//   say      say(text): printed with the test
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { chromium, executablePath, flags } from "./packages.mjs";
import { pagesOf, serve } from "./site.mjs";

const [folder, ...wanted] = process.argv.slice(2);
const root = resolve(folder);
const server = await serve(root);
const browser = await chromium.launch({ executablePath, args: flags });
const site = { root, origin: server.origin, pages: pagesOf(root) };

async function run(test) {
  const problems = [];
  const contexts = [];
  const start = performance.now();
  const open = async (path, options = {}) => {
    const context = await browser.newContext(options);
    contexts.push(context);
    const page = await context.newPage();
    await page.goto(path.includes("://") ? path : `${server.origin}/${path}`);
    return page;
  };
  const problem = (text) => problems.push(text);
  const say = (text) => console.log(`    ${text}`);
  console.log(test.name);
  try {
    await test.default({ site, browser, open, problem, say });
  } catch (error) {
    problem(error.stack ?? String(error));
  }
  await Promise.all(contexts.map((context) => context.close()));
  for (const text of problems) console.log(`  FAILED ${text}`);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`  ${problems.length === 0 ? "ok" : "failed"}, ${seconds} s`);
  return problems.length;
}

const files = readdirSync(new URL("tests/", import.meta.url)).filter(
  (file) =>
    file.endsWith(".mjs") &&
    (wanted.length === 0 || wanted.includes(file.slice(0, -4))),
);
const start = performance.now();
let failed = 0;
/** Names of tests that a busy machine made fail once. */
const again = [];
for (const file of files.sort()) {
  const test = await import(`./tests/${file}`);
  if ((await run(test)) === 0) continue;
  console.log("  once more");
  if ((await run(test)) > 0) {
    failed += 1;
    continue;
  }
  console.log("  failed at first, passed at the second try");
  again.push(file.slice(0, -4));
}
await browser.close();
server.close();
const seconds = ((performance.now() - start) / 1000).toFixed(0);
const second =
  again.length > 0 ? ` (${again.join(", ")} at the second try)` : "";
console.log(
  `${site.pages.length} pages: ${files.length - failed} passed${second}, ${failed} failed, ${seconds} s`,
);
if (failed > 0 || files.length === 0) process.exitCode = 1;
