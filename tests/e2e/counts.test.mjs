// What a page makes and changes, counted: numbers that are the same on a busy machine, against what `counts.json` records. Where one is meant
// to grow, write the new one there by hand.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { connection, environment, rows, startStage } from "../bench/stage.mjs";
import { browser } from "./harness/browser.mjs";
import { repository } from "./harness/repository.mjs";

const folder = process.env.CAUSEWAY_APP ?? repository("target/web");
const recorded = JSON.parse(await readFile(repository("counts.json"), "utf8")).page;

/** Fails where more is counted than is recorded. */
function atMost(name, found) {
  const most = recorded[name];
  assert.ok(most !== undefined, `${name}: ${found} is not recorded in counts.json`);
  assert.ok(found <= most, `${name}: ${found}, counts.json says ${most}`);
}

/** How many elements come and go on a page, and how many texts and attributes change, while something is done. */
async function changes(page, work, argument) {
  await page.evaluate(() => {
    const counted = { elements: 0, texts: 0 };
    const take = (records) => {
      for (const { type, addedNodes, removedNodes } of records) {
        counted.elements += [...addedNodes, ...removedNodes].filter(({ nodeType }) => nodeType === Node.ELEMENT_NODE).length;
        counted.texts += type === "childList" ? 0 : 1;
      }
    };
    const observer = new MutationObserver(take);
    observer.observe(document.querySelector("table"), { subtree: true, childList: true, characterData: true, attributes: true });
    globalThis.endOfCount = () => {
      take(observer.takeRecords());
      observer.disconnect();
      return counted;
    };
  });
  await work(argument);
  return page.evaluate(() => globalThis.endOfCount());
}

let stage;
let page;

before(async () => {
  stage = await startStage(folder, rows(100_000));
  page = await (await browser()).newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
  await page.goto(`${stage.url}${environment}/subscriptions`);
  await page.waitForFunction(() => Number(document.querySelector("table[aria-rowcount]")?.getAttribute("aria-rowcount")) > 100_000, null, { timeout: 60_000 });
});

after(async () => {
  await page?.close();
  await stage?.stop();
});

test("the table of 100,000 has as many elements as one of a hundred", async () => {
  atMost("elements in the table of 100,000", await page.locator("table *").count());
});

test("scrolling uses the rows again that are there", async () => {
  const region = page.getByRole("region", { name: "Subscriptions" });
  const first = page.locator('tbody tr[aria-rowindex="9000"]');
  const { elements } = await changes(page, async () => {
    await region.evaluate((element) => {
      const { height } = element.querySelector("tbody > tr[aria-rowindex]").getBoundingClientRect();
      element.scrollTop = 9000 * height;
    });
    await first.waitFor();
  });
  await region.evaluate((element) => {
    element.scrollTop = 0;
  });
  await page.locator('tbody tr[aria-rowindex="3"]').waitFor();
  atMost("elements that come and go in a jump through the table", elements);
});

test("a change by somebody else wakes its own cells only", async () => {
  const link = page.locator('tbody a[href*="subscription="]').first();
  const id = new URL(await link.evaluate(({ href }) => href)).searchParams.get("subscription");
  const { elements, texts } = await changes(page, async () => {
    await page.evaluate((id) => fetch(`/push?id=${id}`), id);
    await page.locator("table").getByText(/^Pushed \d+$/).waitFor();
  });
  atMost("elements that come and go when a name is changed by somebody else", elements);
  atMost("texts and attributes that change when a name is changed by somebody else", texts);
});

test("a flow of 5,000 has as many elements as are near the window", async () => {
  const large = await startStage(folder, rows(5000));
  const other = await (await browser()).newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
  try {
    await other.goto(`${large.url}${environment}/connections/${connection}`);
    const flow = other.getByRole("group", { name: "Flow of Mercy Valley Health" });
    await other.getByText("of 5000").waitFor();
    atMost("elements in the flow of 5,000", await flow.locator("*").count());
  } finally {
    await other.close();
    await large.stop();
  }
});
