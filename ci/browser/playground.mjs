// @ts-check
/**
 * A playground for tests: the protocol of the Rust playground, answered by the rustc of this machine. It knows
 * nothing of the book, and runs what its own tests send.
 */

import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SIGNALS = { SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11 };

/**
 * @param {string} program
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<{ code: number, signal: string | null, stdout: string, stderr: string }>}
 */
function run(program, args, cwd) {
  return new Promise((done) => {
    const options = { cwd, timeout: 10_000, killSignal: "SIGKILL" };
    execFile(program, args, options, (error, stdout, stderr) => {
      const code = typeof error?.code === "number" ? error.code : 0;
      done({ code, signal: error?.signal ?? null, stdout, stderr });
    });
  });
}

/** `POST /execute` @param {{ code: string, edition: string }} request */
async function execute({ code, edition }) {
  const folder = mkdtempSync(join(tmpdir(), "playground-"));
  try {
    mkdirSync(join(folder, "src"));
    writeFileSync(join(folder, "src/main.rs"), code);
    const compiled = await run(
      "rustc",
      [`--edition=${edition}`, "-g", "src/main.rs", "-o", "main"],
      folder,
    );
    const cargo = `   Compiling playground v0.0.1 (/playground)\n${compiled.stderr}`;
    if (compiled.code !== 0) {
      const stderr = `${cargo}error: could not compile \`playground\`\n`;
      const exitDetail = "Exited with status 101";
      return { success: false, exitDetail, stdout: "", stderr };
    }
    const {
      code: status,
      signal,
      stdout,
      stderr,
    } = await run(join(folder, "main"), [], folder);
    const exitDetail = signal
      ? `Exited with signal ${SIGNALS[signal]} (${signal})`
      : `Exited with status ${status}`;
    return {
      success: !signal && status === 0,
      exitDetail,
      stdout,
      stderr: `${cargo}     Running \`target/debug/playground\`\n${stderr}`,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Listens below `/play/` on any free port, and notes what it was asked. */
export async function playground() {
  /** @type {{ path: string, method: string, headers: Record<string, any>, body: any }[]} */
  const asked = [];
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const piece of request) text += piece;
    const { url: path = "", method = "", headers } = request;
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-allow-headers", "content-type");
    if (method === "OPTIONS") return void response.writeHead(204).end();
    asked.push({ path, method, headers, body: text && JSON.parse(text) });
    response.setHeader("content-type", "application/json");
    if (path === "/play/meta/crates")
      return void response.end('{"crates":[{"name":"rand","id":"rand"}]}');
    if (path !== "/play/execute")
      return void response.writeHead(404).end('{"error":"no such path"}');
    response.end(JSON.stringify(await execute(JSON.parse(text))));
  });
  await new Promise((ready) =>
    server.listen(0, "127.0.0.1", () => ready(null)),
  );
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  return {
    base: `http://127.0.0.1:${port}/play/`,
    asked,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
