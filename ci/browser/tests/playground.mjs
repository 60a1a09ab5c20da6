// A published book whose listings run on a playground elsewhere.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { checks, mistakes, oneBlockMore, opening, panel } from "../editing.mjs";
import { playground } from "../playground.mjs";
import { serve } from "../site.mjs";

export const name =
  "published: runs on the playground that book.toml names, and falls back to the recorded run";

const FOLDER = "target/ci/browser/published";

const WORDS = {
  en: {
    finished: /^Finished\. Ran on 127\.0\.0\.1:\d+\.$/,
    compile: "Does not compile.",
    panicked: "Panicked.",
    gone: /does not answer, so this is the recorded run/,
    lacks: /does not have the crate bytes, so this is the recorded run/,
  },
  ko: {
    finished: /^끝났습니다\. 127\.0\.0\.1:\d+에서 실행했습니다\.$/,
    compile: "컴파일되지 않습니다.",
    panicked: "패닉이 일어났습니다.",
    gone: /응답이 없어 기록된 실행을 보여 줍니다/,
    lacks: /bytes 크레이트가 없어 기록된 실행을 보여 줍니다/,
  },
};

/** One listing, run, edited, broken, and run once more without the playground. */
async function read(page, mock, words, problem) {
  const expect = checks(problem);
  const listing = page
    .locator('.listing[data-listing="first-scope-free"]')
    .first();
  const parts = panel(listing);
  const { run, edit, status, area, write } = parts;
  expect("asked before Run", mock.asked.length, 0);
  await run.press("Enter");
  await listing.locator(".run__totals").waitFor({ timeout: 30_000 });
  expect("unedited", words.finished.test(await status.innerText()), true);
  const changed = listing.locator(".run__changed");
  expect("unedited, changed figures", await changed.count(), 0);
  const table = await listing.locator(".run__lines").innerText();
  expect("lines", /src\/lib\.rs:28\s+0\s+0\s+0\s+1/.test(table), true);
  const error = listing.locator(".run__stderr");
  expect("the report is cut out", await error.count(), 0);
  const [request] = mock.asked;
  expect("asked", request?.path, "/play/execute");
  for (const header of ["cookie", "referer", "authorization"])
    expect(header, request?.headers[header], undefined);

  await edit.press("Enter");
  await area.waitFor();
  const original = await area.inputValue();
  await oneBlockMore(parts, original);
  expect("difference", (await status.innerText()).includes("4 → 5"), true);
  await mistakes(parts, words, expect);
  const panic = await error.innerText();
  expect(
    "what a panic says",
    panic.includes("panicked at src/main.rs:1"),
    true,
  );
  await write(`#![forbid(unsafe_code)]\n${opening} println!("safe") }`);
  await listing.locator(".run__note").waitFor({ timeout: 30_000 });
  expect("uncounted", await listing.locator(".run__totals").count(), 0);
}

/** What cannot run there. */
async function refused(page, origin, language, words, problem) {
  const expect = checks(problem);
  await page.goto(`${origin}/${language}/leaks/`);
  const slice = page.locator('.listing[data-listing="leak-slice"]').first();
  await slice.locator(".listing__actions button").first().press("Enter");
  const status = slice.locator(".run__status");
  await status.filter({ hasText: words.lacks }).waitFor();
  const recorded = slice.locator(".run__recorded");
  expect("recorded output", await recorded.locator("pre.out").count(), 1);
  const label = await recorded.locator(".note").innerText();
  expect("its label", /rustc \d+\.\d+\.\d+.*\d{4}-\d\d-\d\d/.test(label), true);
  await page.goto(`${origin}/${language}/gc/`);
  const own = page.locator('.listing[data-listing="gc-vs-ownership"]').first();
  if ((await own.count()) > 0) {
    const buttons = await own.locator(".run__button").count();
    expect("a crate of this book, buttons", buttons, 0);
  }
}

export default async function ({ browser, problem }) {
  for (const [language, words] of Object.entries(WORDS)) {
    const mock = await playground();
    const env = {
      ...process.env,
      MDBOOK_PREPROCESSOR__BOOK__RUNNER: mock.base,
    };
    execFileSync("target/debug/book", ["build", "--dest", FOLDER], { env });
    const server = await serve(FOLDER);
    const context = await browser.newContext();
    const page = await context.newPage();
    try {
      page.on("console", (message) => {
        if (message.type() === "error") problem(`console: ${message.text()}`);
      });
      page.on("pageerror", (error) => problem(String(error)));
      page.on("request", (request) => {
        const url = request.url();
        if (!url.startsWith(server.origin) && !url.startsWith(mock.base))
          problem(`a request left for ${url}`);
      });
      const chapter = `${server.origin}/${language}/first-profile/`;
      await page.goto(chapter);
      await read(page, mock, words, problem);
      await refused(page, server.origin, language, words, problem);
      page.removeAllListeners("console");
      page.removeAllListeners("request");
      mock.close();
      await page.goto(chapter);
      const listing = page.locator(".listing[data-listing]").first();
      await listing.locator(".run__button").first().press("Enter");
      const gone = listing.locator(".run__status", { hasText: words.gone });
      await gone.waitFor();
      await listing.locator(".run__recorded pre.out").waitFor();
      const folder = join(process.cwd(), FOLDER, language);
      const file = join(folder, "first-profile/index.html");
      await page.goto(pathToFileURL(file).href);
      checks(problem)(
        "from a folder",
        await page.locator(".run__button").count(),
        0,
      );
    } finally {
      await context.close();
      server.close();
      mock.close();
    }
  }
}
