// Code that a reader runs in the page, on a server of this book's own.
import { once } from "node:events";
import { checks, mistakes, oneBlockMore, opening, panel } from "../editing.mjs";
import { started } from "../served.mjs";
import { violations } from "./pages.mjs";

export const name =
  "run: unedited, edited, errors, stopped, kept, reset, by keyboard, and without a server";

/** One reader's way through a listing. */
async function read(page, words, problem) {
  const expect = checks(problem);
  const listing = page
    .locator(".listing[data-listing]:has(.listing__actions)")
    .first();
  const parts = panel(listing);
  const { run, edit, reset, stop, status, area, says, write } = parts;

  await run.focus();
  await page.keyboard.press("Enter");
  await listing.locator(".run__totals").waitFor();
  expect("unedited", await status.innerText(), words.finished);
  const changed = listing.locator(".run__changed");
  expect("unedited, changed figures", await changed.count(), 0);

  const loaded = () =>
    page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .some(({ name }) => name.endsWith("/editor.js")),
    );
  expect("the editor, before Edit", await loaded(), false);
  await edit.press("Enter");
  await area.waitFor();
  expect("the editor, after Edit", await loaded(), true);
  const original = await area.inputValue();
  const colours = listing.locator(".run__colours");
  expect("coloured text", await colours.textContent(), `${original}\n`);
  expect("keywords", (await colours.locator(".k").count()) > 0, true);
  await area.focus();
  await page.keyboard.press("Tab");
  const focused = await area.evaluate(
    (area) => document.activeElement === area,
  );
  expect("Tab stays in the editor", focused, false);
  await oneBlockMore(parts, original);
  const edited = `${words.finished} ${words.blocks}: 1 → 2`;
  expect("edited", await status.innerText(), edited);
  for (const text of await violations(page)) problem(text);
  await page.reload();
  await area.waitFor();
  expect("kept", (await area.inputValue()).includes("7]"), true);

  await mistakes(parts, words, expect);
  await write(`${opening} println!("on"); loop { std::hint::black_box(0); } }`);
  await listing.locator(".run__stdout").waitFor();
  await stop.press("Enter");
  await says(words.stopped);
  await reset.press("Enter");
  expect("reset", await area.inputValue(), original);
  return { run, says, listing };
}

const WORDS = {
  en: {
    finished: "Finished.",
    blocks: "Blocks",
    compile: "Does not compile.",
    panicked: "Panicked.",
    stopped: "Stopped.",
    gone: "recorded run",
  },
  ko: {
    finished: "끝났습니다.",
    blocks: "블록",
    compile: "컴파일되지 않습니다.",
    panicked: "패닉이 일어났습니다.",
    stopped: "멈췄습니다.",
    gone: "기록된 실행",
  },
};

export default async function ({ browser, problem }) {
  const { server, origin } = await started(3950);
  try {
    for (const [language, words] of Object.entries(WORDS)) {
      const context = await browser.newContext();
      const page = await context.newPage();
      page.on("console", (message) => {
        if (message.type() === "error") problem(`console: ${message.text()}`);
      });
      page.on("pageerror", (error) => problem(String(error)));
      page.on("request", (request) => {
        const { origin: asked } = new URL(request.url());
        if (asked !== origin && !request.url().startsWith("ws://127.0.0.1"))
          problem(`a request left for ${asked}`);
      });
      await page.goto(`${origin}/${language}/first-profile/`);
      const reader = await read(page, words, problem);
      if (language === "ko") {
        page.removeAllListeners("console");
        server.kill("SIGKILL");
        await once(server, "exit");
        await reader.run.press("Enter");
        await reader.says(words.gone);
        const replay = reader.listing.locator(".run__recorded");
        await replay.locator("pre.out").waitFor();
        const label = await replay.locator(".note").innerText();
        if (!/rustc \d+\.\d+\.\d+.*\d{4}-\d\d-\d\d/.test(label))
          problem(`the recorded run is labelled '${label}'`);
      }
      await context.close();
    }
  } finally {
    server.kill("SIGKILL");
  }
}
