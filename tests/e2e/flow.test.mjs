// The flow as a drawing: how much of a large one is in the page, made to fit, copied, and on paper. A stand-in for the server has the
// rows, so that there are as many as needed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { connection, environment, rows, startStage } from "../bench/stage.mjs";
import { browser } from "./harness/browser.mjs";
import { Guard } from "./harness/guard.mjs";
import { repository } from "./harness/repository.mjs";
import { eventually } from "./steps/eventually.mjs";

const folder = process.env.CAUSEWAY_APP ?? repository("target/web");

/** A test on the flow of a connection with so many subscriptions. */
function onFlow(name, count, body) {
  test(name, async () => {
    const stage = await startStage(folder, rows(count));
    try {
      const context = await (await browser()).newContext({
        viewport: { width: 1280, height: 800 },
        reducedMotion: "reduce",
        permissions: ["clipboard-read", "clipboard-write"],
      });
      try {
        const guard = await Guard.watch(context);
        const page = await context.newPage();
        page.setDefaultTimeout(10_000);
        await page.goto(`${stage.url}${environment}/connections/${connection}`);
        const flow = page.getByRole("group", { name: "Flow of Mercy Valley Health" });
        await flow.getByRole("link", { name: /, (active|paused|failing)$/ }).first().waitFor();
        await body({ page, flow });
        guard.check();
      } finally {
        await context.close();
      }
    } finally {
      await stage.stop();
    }
  });
}

const height = async (flow) => (await flow.boundingBox()).height;

async function choose(page, item) {
  await page.getByRole("button", { name: /^Drawing/ }).click();
  await page.getByRole("menuitemradio", { name: item }).or(page.getByRole("menuitem", { name: item })).click();
}

onFlow("of 2,000 subscriptions those near the window are in the page, and the others are counted", 2000, async ({ page, flow }) => {
  const links = () => flow.getByRole("link").count();
  assert.ok((await links()) < 300);
  await page.getByText(/^Rows 1 to \d+ of 2000$/).waitFor();
  await page.mouse.move(640, 500);
  await page.mouse.wheel(0, 20_000);
  await page.getByText(/^Rows \d{3,} to \d{3,} of 2000$/).waitFor();
  assert.ok((await links()) < 300);
  const isSeen = (row) => row.evaluate((element) => element.getBoundingClientRect().top > 0);
  await eventually(async () => {
    const seen = await Promise.all((await flow.getByRole("link", { name: /, active$/ }).all()).map(isSeen));
    assert.ok(seen.some(Boolean), "rows come into the page where it was scrolled to");
  });
});

onFlow("what has the focus stays in the page, and a filter leads to its matches", 2000, async ({ page, flow }) => {
  // Until all rows are there, the fourth may become another between two looks.
  await page.locator(".summary:not([aria-busy])", { hasText: /^2000\ssubscriptions/ }).waitFor();
  await flow.getByRole("link", { name: /, (active|paused|failing)$/ }).nth(3).focus();
  const name = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  await page.mouse.move(640, 500);
  await page.mouse.wheel(0, 40_000);
  await page.getByText(/^Rows \d{3,} to \d{3,} of 2000$/).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), name);
  await page.getByRole("combobox", { name: "Filter this flow" }).fill("failing coverage");
  await page.getByRole("button", { name: /^\d+ match(es)? below$/ }).click();
  await eventually(async () => {
    const focused = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
    assert.match(focused, /FHIR Coverage.*failing$/);
  });
});

onFlow("a flow is made to fit its window, and shown at 100 % again", 24, async ({ page, flow }) => {
  const whole = await height(flow);
  assert.ok(whole > 800);
  await choose(page, "Fit to the window");
  await eventually(async () => assert.ok((await height(flow)) < 650, "all of it can be seen"));
  const { y } = await flow.boundingBox();
  assert.ok(y + (await height(flow)) <= 800);
  await choose(page, "100 %");
  await eventually(async () => assert.equal(await height(flow), whole));
});

onFlow("the drawing is copied as SVG that a browser can draw", 24, async ({ page }) => {
  await choose(page, "Copy as SVG");
  await page.getByText("Copied", { exact: true }).waitFor({ state: "attached" });
  const drawn = await page.evaluate(async () => {
    const text = await navigator.clipboard.readText();
    const document = new DOMParser().parseFromString(text, "image/svg+xml");
    const texts = [...document.querySelectorAll("text")].map((element) => element.textContent);
    return { root: document.documentElement.tagName, title: document.querySelector("title").textContent, texts };
  });
  assert.equal(drawn.root, "svg");
  assert.equal(drawn.title, "Flow of Mercy Valley Health");
  assert.ok(drawn.texts.includes("Mercy Valley Health"));
  assert.equal(drawn.texts.filter((text) => text.startsWith("FHIR®")).length, 24);
});

onFlow("on paper all of it is drawn, without what has to be pressed", 300, async ({ page, flow }) => {
  const rows = () => flow.getByRole("link", { name: /, (active|paused|failing)$/ }).count();
  assert.ok((await rows()) < 100);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  await eventually(async () => assert.equal(await rows(), 300));
  assert.equal(await flow.getByRole("button").count(), 0);
  assert.equal(await page.getByRole("button", { name: /^Drawing/ }).count(), 0);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: null });
  await eventually(async () => assert.ok((await rows()) < 100));
});
