// What is not laid out until it is near takes about the room that it will need: the scroll bar does not jump.
export const name =
  "heights: every page is about as tall before it is laid out as after";

/** By how much a page may grow or shrink as its reader goes down. */
const SHARE = 0.15;
const widths = [390, 1280];

export default async function ({ site, open, problem, say }) {
  const long = site.pages.filter(
    ({ kind, language }) =>
      ["chapter", "appendix", "text"].includes(kind) && language === "ko",
  );
  let most = 0;
  for (const width of widths) {
    const page = await open(long[0].path, { viewport: { width, height: 900 } });
    for (const { path } of long) {
      await page.goto(`${site.origin}/${path}`);
      const [guessed, real] = await page.evaluate(heights);
      const off = guessed / real - 1;
      most = Math.abs(off) > Math.abs(most) ? off : most;
      if (Math.abs(off) > SHARE)
        problem(
          `${path} at ${width} px: ${guessed} px before it is laid out, ${real} after; see tools/render/src/height.rs`,
        );
    }
  }
  say(
    `${long.length} pages at ${widths.join(" and ")} px, at most ${(most * 100).toFixed(1)} % off`,
  );
}

/** In the page: its height now, and with everything laid out. */
function heights() {
  const height = () => document.documentElement.scrollHeight;
  const before = height();
  const style = document.createElement("style");
  style.textContent =
    "main *, main { content-visibility: visible !important; }";
  document.head.append(style);
  return [before, height()];
}
