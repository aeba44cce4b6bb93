// Accessibility, checked by axe in light and in dark.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];

/** Fails with a list of violations, if the page has any; `between` is called in each colour scheme. */
export async function axe(page, between = async () => {}) {
  const found = [];
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await between(colorScheme);
    await page.evaluate(source);
    const { violations } = await page.evaluate(
      (values) => globalThis.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] }),
      tags,
    );
    for (const { id, help, nodes } of violations) {
      for (const node of nodes) {
        found.push(`${colorScheme} ${id}: ${help}\n${node.html}\n${node.any.map(({ message }) => message).join("\n")}`);
      }
    }
  }
  await page.emulateMedia({ colorScheme: null });
  assert.deepEqual(found, [], "axe found violations");
}
