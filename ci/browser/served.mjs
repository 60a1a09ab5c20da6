// @ts-check
/** What tests of a served book share: the server, and a reader's way of editing. */

import { spawn } from "node:child_process";

/** @typedef {import("node:child_process").ChildProcessWithoutNullStreams} Server */

/**
 * Starts `cargo book` and waits until it serves.
 * @param {number} port
 * @returns {Promise<{server: Server, origin: string}>}
 */
export async function started(port) {
  const server = spawn("target/debug/book", [
    "--no-open",
    "--port",
    String(port),
  ]);
  let said = "";
  for await (const piece of server.stdout) {
    said += piece;
    const address = said.match(/serving (http:\/\/\S+)\//);
    if (address) return { server, origin: address[1] };
  }
  throw new Error(`cargo book did not serve: ${said}`);
}

/**
 * Serves while `work` goes on.
 * @param {number} port
 * @param {(origin: string) => Promise<void>} work
 */
export async function serving(port, work) {
  const { server, origin } = await started(port);
  try {
    await work(origin);
  } finally {
    server.kill("SIGKILL");
  }
}
