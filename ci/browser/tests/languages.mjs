// One book in two languages.
import { pathToFileURL } from "node:url";

export const name =
  "languages: the switch keeps page and place, the root page the choice, also without scripts and from file://";

export default async function ({ site, open, problem }) {
  const expect = (what, actual, expected) => {
    if (actual !== expected)
      problem(`${what}: ${actual}, expected ${expected}`);
  };
  const place = (page) => {
    const url = new URL(page.url());
    return url.pathname.replace(/^.*\/(?=(ko|en)\/)/, "") + url.hash;
  };
  const chapter = site.pages.find(
    ({ kind, language }) => kind === "chapter" && language === "ko",
  );
  const twin = chapter.path.replace(/^ko/, "en");

  const page = await open(chapter.path, {
    locale: "fr-FR",
    reducedMotion: "reduce",
  });
  const id = await page.locator("main h2").nth(1).getAttribute("id");
  await page.goto(`${site.origin}/${chapter.path}#${id}`);
  await page.locator("[data-switch]").click();
  await page.waitForURL(/\/en\//);
  expect("the switch", place(page), `${twin}#${id}`);
  await page.goBack();
  await page.goto(`${site.origin}/index.html`);
  await page.waitForURL(/\/(ko|en)\//);
  expect("the root page after choosing English", place(page), "en/index.html");

  for (const [locale, path] of [
    ["ko-KR", "ko/index.html"],
    ["en-US", "en/index.html"],
    ["ja-JP", "en/index.html"],
  ]) {
    const root = await open("index.html", { locale });
    await root.waitForURL(/\/(ko|en)\//);
    expect(`the root page for ${locale}`, place(root), path);
  }

  const plain = await open(chapter.path, { javaScriptEnabled: false });
  await plain.locator("[data-switch]").click();
  expect("the switch without scripts", place(plain), twin);
  await plain.goto(`${site.origin}/index.html`);
  expect("links on the root page", await plain.locator("main a").count(), 2);

  const file = await open(`${pathToFileURL(site.root)}/${chapter.path}#${id}`);
  if (!(await file.locator("button.scheme").isVisible()))
    problem("file://: the script does not run");
  await file.locator("[data-switch]").click();
  await file.waitForURL(/\/en\//);
  expect("the switch from file://", place(file), `${twin}#${id}`);

  const pages = site.pages.filter(({ language }) => language);
  const lonely = pages.filter(
    ({ path }) =>
      !pages.some(
        (other) =>
          other.path ===
          path.replace(/^../, (code) => (code === "ko" ? "en" : "ko")),
      ),
  );
  for (const { path } of lonely) problem(`${path} has no counterpart`);
}
