// Keys belong to whoever has the focus.
export const name =
  "keyboard: arrow keys scroll code and turn no page, everything can be reached";

export default async function ({ site, open, problem }) {
  const chapter = site.pages.find(({ kind }) => kind === "chapter");
  const page = await open(chapter.path, {
    viewport: { width: 390, height: 844 },
    reducedMotion: "reduce",
  });
  const url = page.url();
  const code = page.locator("pre.code").first();
  await code.focus();
  for (const key of ["ArrowRight", "ArrowLeft", "ArrowRight"]) {
    await page.keyboard.press(key);
  }
  const scrolled = () => code.evaluate((element) => element.scrollLeft > 0);
  const deadline = Date.now() + 3000;
  while (!(await scrolled()) && Date.now() < deadline)
    await page.waitForTimeout(50);
  if (!(await scrolled())) problem("the arrow keys do not scroll the code");
  await page.locator("body").press("ArrowRight");
  await page.waitForTimeout(200);
  if (page.url() !== url) problem(`an arrow key went to ${page.url()}`);

  await page.goto(url);
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => document.activeElement?.className);
  if (first !== "skip")
    problem(`the first stop is '${first}', not the link to the text`);

  const menu = page.locator(".bar__menu");
  await menu.press("Enter");
  const contents = page.locator("#contents");
  if (!(await contents.isVisible()))
    problem("the contents do not open by keyboard");
  await page.keyboard.press("Escape");
  if (await contents.isVisible()) problem("Escape does not close the contents");
}
