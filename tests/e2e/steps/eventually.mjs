// Retries until a check holds, for what no locator can wait for.

import { setTimeout as sleep } from "node:timers/promises";

/** Runs the check until it no longer throws, and answers what it answers; fails with its last error. */
export async function eventually(check, { patience = 10_000 } = {}) {
  const end = Date.now() + patience;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await sleep(50);
  }
}
