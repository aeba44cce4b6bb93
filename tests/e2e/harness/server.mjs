// The real server, as `cargo xtask build` made it, on a free port with its own database.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { repository } from "./repository.mjs";

// Another build: CAUSEWAY_SERVER names the binary, CAUSEWAY_APP (which the server itself reads) a folder with the app.
const binary = process.env.CAUSEWAY_SERVER ?? repository("target/release/causeway");

export class Server {
  #child;
  #folder;
  #output = "";
  #flags;

  /** Starts a server on an empty database; `flags` are added to its command line. */
  static async start({ sampleData = false, flags = [] } = {}) {
    const server = new Server();
    server.#folder = await mkdtemp(join(tmpdir(), "causeway-"));
    server.#flags = sampleData ? ["--sample-data", ...flags] : flags;
    try {
      await server.#launch();
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  /** The address that the app is at, with a trailing slash. */
  get url() {
    return `http://127.0.0.1:${this.port}/`;
  }

  /** The database file. */
  get database() {
    return join(this.#folder, "causeway.sqlite");
  }

  /** The one-time link that creates the owner, which an empty server prints. */
  get setupLink() {
    const link = this.#output.match(/http:\/\/\S+\/setup#[\w-]+/)?.[0];
    if (link === undefined) throw new Error(`the server printed no set-up link:\n${this.#output}`);
    return link;
  }

  /** A one-time link that sets a new password, as whoever runs the server gets it. */
  async ownerLink() {
    return `${this.url}password${await this.#secretOf("owner-link")}`;
  }

  /** A one-time link that founds another organization, as whoever runs the server gets it. */
  async organizationLink() {
    return `${this.url}setup${await this.#secretOf("organization-link")}`;
  }

  /** Ends the server as Ctrl-C does, and removes its database. */
  async stop() {
    await this.#end("SIGINT");
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Ends the server at once, as a power cut would; `restart` brings it back. */
  async kill() {
    await this.#end("SIGKILL");
  }

  /** Starts the server again on the same port and database, ending it first where it runs. */
  async restart() {
    await this.#end("SIGINT");
    await this.#launch();
  }

  /** The end of the link that a command prints, from the `#` on. */
  async #secretOf(command) {
    const { stdout } = await promisify(execFile)(binary, [command, "--database", this.database]);
    const token = stdout.match(/#[\w-]+/)?.[0];
    if (token === undefined) throw new Error(`no link:\n${stdout}`);
    return token;
  }

  async #launch() {
    // The first time the system chooses the port, and the server prints it.
    const listen = `127.0.0.1:${this.port ?? 0}`;
    this.#output = "";
    this.#child = spawn(binary, ["--listen", listen, "--database", this.database, ...this.#flags], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    // Without a listener a program that cannot be started would end this one.
    this.#child.on("error", (error) => (this.#output += error));
    this.#child.stdout.on("data", (data) => (this.#output += data));
    this.#child.stderr.on("data", (data) => (this.#output += data));
    await this.#ready();
  }

  async #ready() {
    const patience = Date.now() + 10_000;
    while (Date.now() < patience) {
      if (this.#hasEnded()) break;
      this.port ??= this.#output.match(/Causeway is ready at http:\/\/127\.0\.0\.1:(\d+)\n/)?.[1];
      const response = this.port && (await fetch(`${this.url}readyz`).catch(() => null));
      if (response?.ok) return;
      await sleep(20);
    }
    throw new Error(`the server did not become ready:\n${this.#output}`);
  }

  #hasEnded() {
    return this.#child.pid === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  async #end(signal) {
    if (this.#child === undefined || this.#hasEnded()) return;
    const ended = once(this.#child, "exit");
    this.#child.kill(signal);
    const patience = setTimeout(() => this.#child.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(patience);
  }
}
