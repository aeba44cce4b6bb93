// How long the flow takes in a browser: its layout, its first paint, hovering, filtering. Medians, as rows of a table.
//
// Called by `cargo xtask bench flow`, which builds the app first. Nothing here is a test: times are recorded, never asserted.

import { cpus } from "node:os";
import { chromium } from "playwright-core";
import { connection, environment, rows, startStage } from "./stage.mjs";

const folder = process.argv[2];
if (folder === undefined) throw new Error("usage: node tests/bench/flow.mjs FOLDER_OF_THE_BUILT_APP");
const sizes = [50, 500, 5000];
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
    const tile = page.getByRole("link", { name: "Mercy Valley Health" });
    await tile.waitFor();
    // What the flow needs of the app and of its data is there: what is measured is drawing.
    await page.getByRole("link", { name: "All subscriptions" }).getByText(/\d/).waitFor();
    await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => /work|causeway-app/.test(name)));
    await page.waitForTimeout(2500);
    return await page.evaluate((path) => globalThis.measureFlow(path), `/${environment}/connections/${connection}`);
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
  const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
  const rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

  async function toPaint(act, isDone = () => true) {
    const from = performance.now();
    act();
    let now;
    do now = await painted();
    while (!isDone());
    return now - from;
  }

  globalThis.measureFlow = async (path) => {
    const tasks = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: "longtask" });
    const link = [...document.querySelectorAll("a")].find((a) => new URL(a.href).pathname === path);
    const flow = () => document.querySelector('[role="group"][aria-label^="Flow of"]');
    const open = await toPaint(
      () => link.click(),
      () => flow()?.querySelector("li li a") != null,
    );
    await rest(500);
    const layout = performance.getEntriesByName("flow layout").reduce((sum, { duration }) => sum + duration, 0);
    const longest = Math.max(0, ...tasks.map(({ duration }) => duration));
    const elements = flow().querySelectorAll("*").length;

    const hub = flow().querySelector("li a").parentElement;
    const hovers = [];
    for (let round = 0; round < 5; round += 1) {
      hovers.push(await toPaint(() => hub.dispatchEvent(new PointerEvent("pointerenter"))));
      await rest(60);
      await toPaint(() => hub.dispatchEvent(new PointerEvent("pointerleave")));
      await rest(60);
    }

    const field = document.querySelector('input[type="search"]');
    const filters = [];
    // As people do: there first, and then a key.
    field.focus();
    await rest(300);
    for (const typed of ["p", "pa", "patient", "lake", "failing", "feed 1"]) {
      const type = () => {
        field.value = typed;
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      };
      filters.push(await toPaint(type));
      // Until the address bar has it too.
      await rest(400);
    }
    if (!/ of \d+ subscriptions/.test(document.querySelector('.toolbar [role="status"]').textContent)) throw new Error("no filter");
    return { layout, open, longest, hover: median(hovers), firstFilter: filters[0], filter: median(filters.slice(1)), elements };
  };
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function print() {
  const lines = [
    ["layout: order, positions, neighbours", "layout"],
    ["opening, click to paint", "open"],
    ["longest task while opening", "longest"],
    ["hovering a hub, to paint", "hover"],
    ["first key in the filter, to paint", "firstFilter"],
    ["later keys in the filter, to paint", "filter"],
    ["elements in the flow", "elements"],
  ];
  console.log(`${new Date().toISOString().slice(0, 10)}, ${browser.version()}, ${cpus().length} cores, medians of ${runs} runs, ms\n`);
  console.log(`| subscriptions | ${sizes.map((size) => size.toLocaleString("en")).join(" | ")} |`);
  console.log(`|---|${sizes.map(() => "---:").join("|")}|`);
  for (const [words, key] of lines) {
    const cell = (one) => (key === "elements" ? one[key] : one[key].toFixed(1));
    console.log(`| ${words} | ${found.map(cell).join(" | ")} |`);
  }
}
