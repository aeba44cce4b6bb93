// A real FHIR server (R4, from PyPI) on a free port of loopback, with data of its own.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

// Where `cargo xtask` installs it.
const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
const program = process.env.CAUSEWAY_FHIR_SERVER ?? join(cache, "causeway/tools/sekmet-fhir-0.1.1/bin/sekmet");

export class FhirServer {
  #child;
  #folder;
  #output = "";

  static async start() {
    if (!existsSync(program)) throw new Error("there is no FHIR server: cargo xtask test --only e2e installs it");
    const server = new FhirServer();
    server.#folder = await mkdtemp(join(tmpdir(), "causeway-fhir-"));
    // It keeps its data in the folder that it is started in.
    server.#child = spawn(program, ["serve", "--host", "127.0.0.1", "--port", "0"], { cwd: server.#folder });
    for (const stream of [server.#child.stdout, server.#child.stderr]) {
      stream.on("data", (text) => (server.#output += text));
    }
    for (const until = Date.now() + 60_000; server.port === undefined; await sleep(50)) {
      if (server.#child.exitCode !== null || Date.now() > until) {
        await server.stop();
        throw new Error(`the FHIR server did not start:\n${server.#output}`);
      }
    }
    return server;
  }

  /** The port that it took. */
  get port() {
    return this.#output.match(/running on http:\/\/127\.0\.0\.1:(\d+)/)?.[1];
  }

  /** Its base address. */
  get url() {
    return `http://127.0.0.1:${this.port}/fhir`;
  }

  async stop() {
    if (this.#child.exitCode === null) {
      const ended = once(this.#child, "exit");
      this.#child.kill("SIGTERM");
      await ended;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }
}
