// A static host, as many are: files below a sub-path, 404.html for what is no file.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { extname, join, normalize } from "node:path";
import { repository } from "./repository.mjs";

const types = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

export class Demo {
  #host;
  #folder = process.env.CAUSEWAY_DEMO ?? repository("target/demo");

  /** Serves the demo folder at a sub-path, one that no part of the app could guess. */
  static async start({ at = "/some/where/" } = {}) {
    const demo = new Demo();
    demo.at = at;
    if (!demo.isFile("index.html")) throw new Error("there is no demo folder: cargo xtask demo");
    demo.#host = createServer((request, response) => demo.#answer(request, response));
    await new Promise((resolve) => demo.#host.listen(0, "127.0.0.1", resolve));
    demo.port = demo.#host.address().port;
    return demo;
  }

  /** The address that the app is at, with a trailing slash. */
  get url() {
    return `http://127.0.0.1:${this.port}${this.at}`;
  }

  /** Whether the folder has this file. */
  isFile(name) {
    return existsSync(join(this.#folder, normalize(`/${name}`)));
  }

  /** Ends the host. */
  async stop() {
    this.#host.closeAllConnections();
    await new Promise((resolve) => this.#host.close(resolve));
  }

  async #answer(request, response) {
    const { pathname } = new URL(request.url, this.url);
    let name = pathname.startsWith(this.at) ? pathname.slice(this.at.length) : "404.html";
    let status = 200;
    if (name === "") name = "index.html";
    if (!this.isFile(name) || !pathname.startsWith(this.at)) {
      name = "404.html";
      status = 404;
    }
    const contents = await readFile(join(this.#folder, normalize(`/${name}`)));
    response.writeHead(status, { "content-type": types[extname(name)] ?? "application/octet-stream" });
    response.end(contents);
  }
}
