// What a first visit costs, as it goes over the wire.
export const name = "every page: bytes and requests within the budget";

const KB = 1024;
const text = { bytes: 60 * KB, requests: 10 };
/** A page with parts that need scripts of their own. */
const widgets = { bytes: 100 * KB, requests: 10 };

export default async function ({ site, browser, problem, say }) {
  let heaviest = { path: "", bytes: 0, requests: 0 };
  for (const { path, kind } of site.pages) {
    if (kind === "outside") continue;
    const seen = await visit(browser, `${site.origin}/${path}`);
    const budget = seen.widgets ? widgets : text;
    if (seen.bytes > budget.bytes || seen.requests > budget.requests) {
      problem(
        `${path}: ${(seen.bytes / KB).toFixed(1)} KB in ${seen.requests} requests; allowed are ${budget.bytes / KB} KB in ${budget.requests}`,
      );
    }
    if (seen.bytes > heaviest.bytes) heaviest = { path, ...seen };
  }
  say(
    `heaviest: ${heaviest.path}, ${(heaviest.bytes / KB).toFixed(1)} KB in ${heaviest.requests} requests`,
  );
}

async function visit(browser, url) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  let bytes = 0;
  let requests = 0;
  /** The code that a widget runs is counted apart. */
  const apart = new Set();
  session.on("Network.requestWillBeSent", ({ requestId, request }) => {
    if (request.url.endsWith(".wasm.js")) apart.add(requestId);
    requests += 1;
  });
  session.on("Network.loadingFinished", (event) => {
    if (!apart.has(event.requestId)) bytes += event.encodedDataLength;
  });
  await page.goto(url, { waitUntil: "networkidle" });
  const atFirst = requests;
  const lazy = page.locator("[data-scripts]");
  const widgets =
    (await page.locator("[data-modules]").count()) + (await lazy.count());
  // A widget loads its scripts when it comes near the screen; their bytes count, if no longer as a first visit.
  for (const widget of await lazy.all()) await widget.scrollIntoViewIfNeeded();
  if (widgets > 0) await page.waitForLoadState("networkidle");
  requests = atFirst;
  await context.close();
  return { bytes, requests, widgets: widgets > 0 };
}
