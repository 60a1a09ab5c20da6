// A sheet of paper: every part of a page begins and ends where its text does.
export const name = "print: listings and figures stand in line with the text";

/** A4 between the margins of print.css, in CSS pixels. */
const SHEET = { width: 673, height: 986 };

export default async function ({ site, open, problem, say }) {
  let seen = 0;
  for (const { path, kind } of site.pages) {
    if (kind !== "chapter") continue;
    const page = await open(path, { viewport: SHEET });
    await page.emulateMedia({ media: "print" });
    const { parts, wrong } = await page.evaluate(() => {
      const text = document.querySelector("main > p");
      const { left, right } = text?.getBoundingClientRect() ?? {};
      // The facts under a title begin with a separator that is cut off.
      const all = document.querySelectorAll("main > *:not(.facts)");
      const parts = [...all].filter(
        (part) => part.getBoundingClientRect().height > 0,
      );
      const wrong = parts.flatMap((part) => {
        const place = part.getBoundingClientRect();
        const off = Math.max(left - place.left, place.left - left);
        const over = place.right - right;
        const label = part.getAttribute("aria-label") ?? part.id;
        return off > 2 || over > 2
          ? [
              `${part.tagName}.${part.className} ${label}: ${off.toFixed(0)} px off, ${over.toFixed(0)} px over`,
            ]
          : [];
      });
      return { parts: parts.length, wrong };
    });
    seen += parts;
    for (const text of wrong.slice(0, 5)) problem(`${path}: ${text}`);
    await page.close();
  }
  say(`${seen} parts of pages`);
}
