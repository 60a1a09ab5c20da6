// What is remembered for a reader, and what a page without scripts still has.
export const name =
  "reader: colours in three states, marks of progress, everything there without scripts";

export default async function ({ site, open, problem }) {
  const chapter = site.pages.find(
    ({ kind, language }) => kind === "chapter" && language === "en",
  );
  const page = await open(chapter.path, {
    colorScheme: "light",
    viewport: { width: 1280, height: 900 },
    reducedMotion: "reduce",
  });
  const paper = () =>
    page.evaluate(
      () => getComputedStyle(document.documentElement).backgroundColor,
    );
  const light = await paper();
  const button = page.locator("button.scheme");
  await button.click();
  if ((await paper()) !== light) problem("the second state is not light");
  await button.click();
  const dark = await paper();
  if (dark === light) problem("the third state is not dark");
  await page.reload();
  if ((await paper()) !== dark) problem("the colours are forgotten");
  await button.click();
  if ((await paper()) !== light)
    problem("the fourth click does not follow the system");

  const link = page.locator("#contents a[aria-current]");
  const state = () => link.getAttribute("data-progress");
  if ((await state()) !== "seen")
    problem(`a page that was opened is '${await state()}'`);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.setViewportSize({ width: 1440, height: 900 });
  const last = await page
    .locator(".outline a")
    .last()
    .getAttribute("aria-current");
  if (last !== "true") problem("the outline does not follow the reader");
  await page
    .locator("#contents a[data-progress=read]")
    .waitFor({ timeout: 5000 })
    .catch(() => problem("the end of the page does not mark it as read"));
  await page.goto(`${site.origin}/${chapter.path.replace(/^en/, "ko")}`);
  if ((await state()) !== "read")
    problem("the other language does not know that the page was read");

  const plain = await open(chapter.path, { javaScriptEnabled: false });
  for (const part of [
    "h1",
    "#contents a[aria-current]",
    ".facts",
    ".listing",
    ".turn a",
    "[data-switch]",
  ]) {
    if (!(await plain.locator(part).first().isVisible()))
      problem(`without scripts there is no ${part}`);
  }
  if (await plain.locator(".bar button:visible").count())
    problem("without scripts a button is left that does nothing");
}
