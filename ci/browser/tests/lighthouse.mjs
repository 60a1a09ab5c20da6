// Lighthouse with its phone preset, on the heaviest page of each kind.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { executablePath, flags, lighthouse } from "../packages.mjs";
import { unsteady } from "../steady.mjs";

export const name =
  "Lighthouse: 100 for accessibility, best practices and SEO, speed at least 95, back/forward cache";

/** Scores are medians of so many runs: single runs are slowed by whatever else the machine does. */
const RUNS = 3;
const SPEED = 95;
/** A page counts as slow when it is slow so often on a machine that was steady meanwhile. */
const ROUNDS = 4;
const SLOW = 2;
const exact = ["accessibility", "best-practices", "seo"];

/** @typedef {{ speed: number, speeds: number[], machine: number, scores: Record<string, number>, failures: string[] }} Measured */
/** @typedef {(path: string, runs?: number) => Promise<Measured>} Measure */

export default async function ({ site, problem, say }) {
  const chrome = await start();
  try {
    const audit = await lighthouse();
    const measure = (path) =>
      median(audit, `${site.origin}/${path}`, chrome.port);
    for (const page of heaviest(site.pages)) {
      const found = await measure(page.path);
      say(
        `${page.path}: speed ${found.speeds.join("/")}, ${exact.map((category) => `${category} ${found.scores[category]}`).join(", ")}`,
      );
      for (const category of exact) {
        if (found.scores[category] !== 100)
          problem(`${page.path}: ${category} ${found.scores[category]}`);
      }
      for (const text of found.failures) problem(`${page.path}: ${text}`);
      if (await isSlow(measure, page.path, found, say))
        problem(`${page.path}: speed below ${SPEED} on a steady machine`);
    }
  } finally {
    await chrome.stop();
  }
}

const BARE = "__bare.html";

/**
 * Other work can only make a page slower, so one good median is proof enough. A low one is a fault of the page when
 * it comes again and an empty page right after it shows each time that the machine was steady; else it is printed
 * and proves nothing.
 * @param {Measure} measure @param {string} path @param {Measured} found @param {(text: string) => void} say
 */
async function isSlow(measure, path, found, say) {
  let slow = 0;
  for (let round = 1; found.speed < SPEED; round += 1) {
    const doubt = unsteady(found, await measure(BARE));
    slow += doubt === "" ? 1 : 0;
    say(
      `${path}: ${found.speed}${doubt && `, which proves nothing: ${doubt}`}`,
    );
    if (slow === SLOW) return true;
    if (round === ROUNDS) return false;
    found = await measure(path);
  }
  return false;
}

function heaviest(pages) {
  const kinds = new Map();
  for (const page of pages) {
    if (page.kind === "outside" || page.kind === "404") continue;
    if (page.bytes > (kinds.get(page.kind)?.bytes ?? 0))
      kinds.set(page.kind, page);
  }
  return [...kinds.values()];
}

/** Speed needs several runs; the rest does not vary, and is taken from the first. */
async function median(audit, url, port) {
  const [speeds, machine] = [[], []];
  let first;
  for (let run = 0; run < RUNS; run += 1) {
    const { lhr } = await audit(url, {
      port,
      output: "json",
      logLevel: "silent",
      onlyCategories: run === 0 ? ["performance", ...exact] : ["performance"],
    });
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    speeds.push(score(lhr, "performance"));
    machine.push(lhr.environment.benchmarkIndex);
    first ??= lhr;
  }
  const scores = Object.fromEntries(
    exact.map((category) => [category, score(first, category)]),
  );
  return {
    speed: middle(speeds),
    speeds,
    machine: middle(machine),
    scores,
    failures: failures(first),
  };
}

const middle = (numbers) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

const score = (lhr, category) =>
  Math.round(lhr.categories[category].score * 100);

/** What cost points, and whether the page can be kept for the way back. */
function failures(lhr) {
  const refs = exact.flatMap((category) => lhr.categories[category].auditRefs);
  const audits = refs
    .filter(({ weight }) => weight > 0)
    .map(({ id }) => lhr.audits[id])
    .concat(lhr.audits["bf-cache"] ?? []);
  return audits
    .filter((audit) => audit.score !== null && audit.score < 1)
    .map(
      (audit) =>
        `${audit.id}: ${audit.title} ${JSON.stringify(audit.details?.items?.[0] ?? "").slice(0, 300)}`,
    );
}

/** A browser of its own: playwright's is started without the back/forward cache. */
async function start() {
  const profile = mkdtempSync(join(tmpdir(), "lighthouse-"));
  const child = spawn(
    executablePath,
    [
      ...flags,
      "--headless",
      "--remote-debugging-port=0",
      `--user-data-dir=${profile}`,
      "about:blank",
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  const port = await new Promise((resolve, reject) => {
    let said = "";
    child.stderr.on("data", (data) => {
      said += data;
      const found = /127\.0\.0\.1:(\d+)\//.exec(said);
      if (found) resolve(Number(found[1]));
    });
    child.on("exit", () => reject(new Error(`Chromium ended: ${said}`)));
  });
  const stop = async () => {
    const ended = new Promise((resolve) => child.on("exit", resolve));
    child.kill();
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { port, stop };
}
