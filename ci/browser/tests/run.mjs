// Code that a reader runs in the page, on a server of this book's own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { violations } from "./pages.mjs";

export const name =
  "run: unedited, edited, errors, stopped, kept, reset, by keyboard, and without a server";

/** Starts `cargo book` and waits until it serves. */
async function start() {
  const server = spawn("target/debug/book", ["--no-open", "--port", "3950"]);
  let said = "";
  for await (const piece of server.stdout) {
    said += piece;
    const address = said.match(/serving (http:\/\/\S+)\//);
    if (address) return { server, origin: address[1] };
  }
  throw new Error(`cargo book did not serve: ${said}`);
}

/** One reader's way through a listing. */
async function read(page, words, problem) {
  const expect = (what, actual, expected) => {
    if (actual !== expected)
      problem(`${what}: '${actual}', expected '${expected}'`);
  };
  const listing = page
    .locator(".listing[data-listing]:has(.listing__actions)")
    .first();
  const [run, edit, reset, stop] = [0, 1, 2, 3].map((at) =>
    listing.locator(".listing__actions button").nth(at),
  );
  const status = listing.locator(".run__status");
  const area = listing.locator("textarea");
  const says = (text) =>
    status.filter({ hasText: text }).waitFor({ timeout: 20_000 });
  const write = async (code) => {
    await area.fill(code);
    await area.press("Control+Enter");
  };

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
  const opening = "pub fn run() {";
  await write(
    original.replace(
      opening,
      `${opening} drop(std::hint::black_box(vec![0u8; 7]));`,
    ),
  );
  await changed.first().waitFor();
  const edited = `${words.finished} ${words.blocks}: 1 → 2`;
  expect("edited", await status.innerText(), edited);
  for (const text of await violations(page)) problem(text);
  await page.reload();
  await area.waitFor();
  expect("kept", (await area.inputValue()).includes("7]"), true);

  await write(`${opening}\n    missing();\n}\n`);
  await says(words.compile);
  await listing.locator(".run__diagnostic button").first().press("Enter");
  const selected = await area.evaluate((element) =>
    element.value.slice(element.selectionStart, element.selectionEnd),
  );
  expect("the line of the error", selected, "    missing();");
  await write(`${opening} panic!("no") }`);
  await says(words.panicked);
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
  const { server, origin } = await start();
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
