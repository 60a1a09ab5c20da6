// @ts-check
/** A reader's way through the panel of a listing, wherever its code runs. */

/** @typedef {import("playwright-core").Locator} Locator */
/** @typedef {(what: string, actual: unknown, expected: unknown) => void} Expect */
/** @typedef {{compile: string, panicked: string}} Words */

/** How a listing's `run` begins. */
export const opening = "pub fn run() {";

/** Reports what is not equal. @param {(text: string) => void} problem @returns {Expect} */
export const checks = (problem) => (what, actual, expected) => {
  if (actual !== expected)
    problem(`${what}: '${actual}', expected '${expected}'`);
};

/** The parts of a listing's panel, and what a reader does with them. @param {Locator} listing */
export function panel(listing) {
  const [run, edit, reset, stop] = [0, 1, 2, 3].map((at) =>
    listing.locator(".listing__actions button").nth(at),
  );
  const status = listing.locator(".run__status");
  const area = listing.locator("textarea");
  return {
    listing,
    run,
    edit,
    reset,
    stop,
    status,
    area,
    /** @param {string | RegExp} text */
    says: (text) =>
      status.filter({ hasText: text }).waitFor({ timeout: 30_000 }),
    /** @param {string} code */
    async write(code) {
      await area.fill(code);
      await area.press("Control+Enter");
    },
  };
}

/**
 * One block more is shown as a difference.
 * @param {ReturnType<typeof panel>} panel
 * @param {string} original
 */
export async function oneBlockMore({ listing, write }, original) {
  const more = `${opening} drop(std::hint::black_box(vec![0u8; 7]));`;
  await write(original.replace(opening, more));
  await listing.locator(".run__changed").first().waitFor({ timeout: 30_000 });
}

/**
 * Code that does not compile, with a button that leads to the line, and code that panics.
 * @param {ReturnType<typeof panel>} panel
 * @param {Words} words
 * @param {Expect} expect
 */
export async function mistakes({ listing, area, write, says }, words, expect) {
  await write(`${opening}\n    missing();\n}\n`);
  await says(words.compile);
  await listing.locator(".run__diagnostic button").first().press("Enter");
  const selected = await area.evaluate((element) => {
    const { value, selectionStart, selectionEnd } =
      /** @type {HTMLTextAreaElement} */ (element);
    return value.slice(selectionStart, selectionEnd);
  });
  expect("the line of the error", selected, "    missing();");
  await write(`${opening} panic!("no") }`);
  await says(words.panicked);
}
