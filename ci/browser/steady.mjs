// Whether a machine was steady while Lighthouse measured: only then is a low speed a fault of the page.
import { availableParallelism, loadavg } from "node:os";

/** What an empty page reaches on a machine whose figures say something. */
const STEADY = 98;
/** By how much Lighthouse's own measure of the machine may differ between an empty page and the one in question. */
const DRIFT = 0.1;
/** From here on slowing a machine four times makes it a middling phone (Lighthouse, docs/throttling.md): below, a slower one. */
const FAST = 1500;

/**
 * Why a score says nothing of its page; empty when it does.
 * @param {{ speed: number, machine: number }} found
 * @param {{ speed: number, machine: number }} bare an empty page, measured right after it
 * @param {number} [load] programs that want to run, for each core
 * @returns {string}
 */
export function unsteady(
  found,
  bare,
  load = loadavg()[0] / availableParallelism(),
) {
  if (bare.speed < STEADY) return `an empty page reaches ${bare.speed}`;
  const [low, high] = [found.machine, bare.machine].sort((a, b) => a - b);
  if (low < FAST) return `the machine is at ${low}`;
  if (low < high * (1 - DRIFT))
    return `the machine went from ${found.machine} to ${bare.machine}`;
  if (load > 1)
    return `other work is waiting, load ${load.toFixed(1)} for each core`;
  return "";
}
