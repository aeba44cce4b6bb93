// How long the table takes in a browser: opening it, filtering, sorting, scrolling. Medians, as rows of a table.
//
// Called by `cargo xtask bench table`, which builds the app first. Nothing here is a test: times are recorded, never asserted.

import { cpus } from "node:os";
import { chromium } from "playwright-core";
import { environment, rows, startStage } from "./stage.mjs";

const folder = process.argv[2];
if (folder === undefined) throw new Error("usage: node tests/bench/table.mjs FOLDER_OF_THE_BUILT_APP");
const sizes = (process.env.SIZES ?? "1000,10000,100000").split(",").map(Number);
const runs = Number(process.env.RUNS ?? 7);

const browser = await chromium.launch({
  executablePath: process.env.CHROME ?? "/usr/bin/chromium",
  // Frames as soon as they are done: a time is the work until the paint, not the wait for a screen's next beat.
  args: ["--no-sandbox", "--disable-gpu", "--disable-frame-rate-limit", "--disable-gpu-vsync"],
});
const found = [];
try {
  for (const size of sizes) {
    const all = [];
    const stage = await startStage(folder, rows(size));
    try {
      for (let run = 0; run < runs; run += 1) all.push(await measure(stage.url));
    } finally {
      await stage.stop();
    }
    found.push(Object.fromEntries(Object.keys(all[0]).map((key) => [key, median(all.map((one) => one[key]))])));
  }
} finally {
  await browser.close();
}
print();

async function measure(url) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    await page.addInitScript(inPage);
    await page.goto(`${url}${environment}/connections`);
    // The rows are there, and so is the part of the app that draws them: what is measured is the table.
    await page.getByRole("link", { name: "All subscriptions" }).getByText(/\d/).waitFor({ timeout: 120_000 });
    await page.waitForTimeout(2500);
    return await page.evaluate(() => globalThis.measureTable());
  } finally {
    await page.close();
  }
}

/** Runs in the page, so that nothing between here and there is measured. */
function inPage() {
  const painted = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
    });
  const middle = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
  const rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

  async function toPaint(act, isDone = () => true) {
    const from = performance.now();
    act();
    let now;
    do now = await painted();
    while (!isDone());
    return now - from;
  }

  globalThis.measureTable = async () => {
    const link = [...document.querySelectorAll("a")].find((a) => a.textContent.startsWith("All subscriptions"));
    const row = () => document.querySelector('tbody tr[aria-rowindex="3"]');
    const open = await toPaint(
      () => link.click(),
      () => row() !== null,
    );
    await rest(500);

    const field = document.querySelector('input[type="search"]');
    const type = (typed) => () => {
      field.value = typed;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    };
    const keys = [];
    for (const typed of ["p", "pa", "patient", "lake", "status:failing", "feed 1", "to:lake -billing"]) {
      keys.push(await toPaint(type(typed)));
      // Until the address bar has it too.
      await rest(400);
    }
    if (!/ of [\d,]+ subscriptions/.test(document.querySelector('.toolbar [role="status"].summary').textContent)) throw new Error("no filter");
    const cleared = await toPaint(type(""));
    await rest(500);

    const sort = async (name) => {
      const button = [...document.querySelectorAll("th button")].find((one) => one.textContent === name);
      const header = button.closest("th");
      const time = await toPaint(
        () => button.click(),
        () => header.hasAttribute("aria-sort"),
      );
      await rest(300);
      return time;
    };
    const sorts = { source: await sort("Source"), name: await sort("Subscription"), activated: await sort("Activated") };

    const region = document.querySelector('[role="region"][aria-label="Subscriptions"]');
    const frames = [];
    const until = performance.now() + 3000;
    while (performance.now() < until) {
      frames.push(await toPaint(() => (region.scrollTop += 90)));
    }
    const jump = await toPaint(() => (region.scrollTop = region.scrollHeight));
    return {
      open,
      key: middle(keys),
      worstKey: Math.max(...keys),
      cleared,
      ...sorts,
      frame: middle(frames),
      late: (100 * frames.filter((time) => time > 16.7).length) / frames.length,
      longest: Math.max(...frames),
      jump,
      elements: document.querySelectorAll("table *").length,
    };
  };
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function print() {
  const lines = [
    ["opening, click to first rows painted", "open"],
    ["a key in the filter, to paint: the median key", "key"],
    ["the slowest key", "worstKey"],
    ["emptying the filter, to paint", "cleared"],
    ["sorting by source, to paint", "source"],
    ["sorting by name, to paint", "name"],
    ["sorting by instant, to paint", "activated"],
    ["scrolling, a frame of 90 pixels", "frame"],
    ["frames over 16.7 ms, per cent", "late"],
    ["the longest of them", "longest"],
    ["jumping to the end, to paint", "jump"],
    ["elements in the table", "elements"],
  ];
  console.log(`${new Date().toISOString().slice(0, 10)}, ${browser.version()}, ${cpus().length} cores, medians of ${runs} runs, ms\n`);
  console.log(`| subscriptions | ${sizes.map((size) => size.toLocaleString("en")).join(" | ")} |`);
  console.log(`|---|${sizes.map(() => "---:").join("|")}|`);
  for (const [words, key] of lines) {
    const cell = (one) => (key === "elements" ? one[key] : one[key].toFixed(1));
    console.log(`| ${words} | ${found.map(cell).join(" | ")} |`);
  }
}
