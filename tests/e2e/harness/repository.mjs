// Where things are in the repository.

import { fileURLToPath } from "node:url";

/** A path given relative to the repository's root. */
export function repository(relative) {
  return fileURLToPath(new URL(`../../../${relative}`, import.meta.url));
}
