// Where things are in the repository, and how to find a free port.

import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

/** A path given relative to the repository's root. */
export function repository(relative) {
  return fileURLToPath(new URL(`../../../${relative}`, import.meta.url));
}

/** A port of 127.0.0.1 that nobody listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
