// Every page × light and dark × phone and desktop.
import { axeSource } from "../packages.mjs";

export const name =
  "every page: axe finds nothing, nothing scrolls sideways, the console is empty, no foreign request";

const variants = ["light", "dark"].flatMap((colorScheme) =>
  [
    { width: 390, height: 844 },
    { width: 1280, height: 900 },
  ].map((viewport) => ({ colorScheme, viewport, reducedMotion: "reduce" })),
);

export default async function ({ site, browser, problem, say }) {
  const start = performance.now();
  // Two at a time: as many as the smallest machine has cores.
  const queue = [...variants];
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      await visit(browser, site, next, problem);
    }
  };
  await Promise.all([work(), work()]);
  const each = (performance.now() - start) / 1000 / site.pages.length;
  say(
    `${site.pages.length} pages, ${variants.length} ways each, ${each.toFixed(1)} s a page`,
  );
}

async function visit(browser, site, variant, problem) {
  const context = await browser.newContext(variant);
  const page = await context.newPage();
  let where = "";
  page.on("console", (message) =>
    problem(`${where}: console: ${message.text()}`),
  );
  page.on("pageerror", (error) => problem(`${where}: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(site.origin) && !url.startsWith("data:")) {
      problem(`${where}: asks ${url}`);
    }
  });
  for (const { path } of site.pages) {
    where = `${path} (${variant.colorScheme}, ${variant.viewport.width} px)`;
    // The root page would go on to a language.
    const only = path === "index.html" ? { javaScriptEnabled: false } : null;
    const here = only
      ? await (await browser.newContext({ ...variant, ...only })).newPage()
      : page;
    await here.goto(`${site.origin}/${path}`);
    const sideways = await here.evaluate(
      () =>
        document.documentElement.scrollWidth -
        document.documentElement.clientWidth,
    );
    if (sideways > 0) problem(`${where}: ${sideways} px wider than the screen`);
    for (const violation of only ? [] : await violations(here)) {
      problem(`${where}: ${violation}`);
    }
    if (only) await here.context().close();
  }
  await context.close();
}

/** What axe finds on a page. */
export async function violations(page) {
  // axe cannot judge what is not laid out yet.
  await page.addStyleTag({
    content: "main * { content-visibility: visible !important }",
  });
  await page.evaluate(axeSource);
  const found = await page.evaluate(async () => {
    // @ts-ignore: defined by the script before.
    const { violations } = await axe.run(document, {
      resultTypes: ["violations"],
    });
    return violations.map(({ id, nodes }) => ({
      id,
      count: nodes.length,
      first: nodes[0].html.slice(0, 160),
      why: nodes[0].failureSummary?.split("\n")[1]?.trim(),
    }));
  });
  return found.map(
    ({ id, count, first, why }) => `axe ${id}, ${count} × ${first} ${why}`,
  );
}
