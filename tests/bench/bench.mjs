// What every measurement in a browser shares: the runs, the clock in the page, the table of medians that is printed.

import { cpus } from "node:os";
import { chromium } from "playwright-core";
import { environment, rows, startStage } from "./stage.mjs";

const runs = Number(process.env.RUNS ?? 7);

/**
 * Opens the app in the folder that the command line names, at its connections, `runs` times with each number of subscriptions, and prints
 * medians. `begin` waits until what is measured can begin; `inPage` runs in the page before the app, may use `toPaint`, `rest` and
 * `median`, and sets `measure`; `lines` are the words and keys of what `measure(argument)` gives. Where `arrivals` says so, the app is opened
 * at a path besides, and what `watch(size)` promises there is part of it.
 */
export async function bench({ sizes, begin, inPage, argument, arrivals, lines }) {
  const folder = process.argv[2];
  if (folder === undefined) throw new Error(`usage: node ${process.argv[1]} FOLDER_OF_THE_BUILT_APP`);
  const browser = await chromium.launch({
    executablePath: process.env.CHROME ?? "/usr/bin/chromium",
    // Frames as soon as they are done: a time is the work until the paint, not the wait for a screen's next beat.
    args: ["--no-sandbox", "--disable-gpu", "--disable-frame-rate-limit", "--disable-gpu-vsync", "--enable-precise-memory-info", "--js-flags=--expose-gc"],
  });
  async function onPage(work) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    try {
      for (const script of [signedIn, clock, weigh]) await page.addInitScript(script);
      return await work(page);
    } finally {
      await page.close();
    }
  }
  const arrive = (url, size) =>
    onPage(async (page) => {
      await page.addInitScript((given) => {
        globalThis.size = given;
      }, size);
      await page.addInitScript(arrivals.watch);
      await page.goto(`${url}${arrivals.path}`);
      return page.evaluate(() => globalThis.arrived);
    });
  const run = (url) =>
    onPage(async (page) => {
      await page.addInitScript(inPage);
      await page.goto(`${url}${environment}/connections`);
      await begin(page);
      await page.waitForTimeout(2500);
      return page.evaluate((given) => globalThis.measure(given), argument);
    });
  const found = [];
  try {
    for (const size of sizes) {
      const all = [];
      const stage = await startStage(folder, rows(size));
      try {
        for (let number = 0; number < runs; number += 1) {
          all.push({ ...(arrivals && (await arrive(stage.url, size))), ...(await run(stage.url)) });
        }
      } finally {
        await stage.stop();
      }
      found.push(Object.fromEntries(Object.keys(all[0]).map((key) => [key, median(all.map((one) => one[key]))])));
    }
    console.log(`${new Date().toISOString().slice(0, 10)}, ${browser.version()}, ${cpus().length} cores, medians of ${runs} runs, ms where nothing else is said\n`);
  } finally {
    await browser.close();
  }
  console.log(`| subscriptions | ${sizes.map((size) => size.toLocaleString("en")).join(" | ")} |`);
  console.log(`|---|${sizes.map(() => "---:").join("|")}|`);
  for (const [words, key] of lines) {
    const cell = (one) => (key === "elements" ? one[key] : one[key].toFixed(1));
    console.log(`| ${words} | ${found.map(cell).join(" | ")} |`);
  }
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/** Runs in the page: it begins as for somebody who was here before, which is how nearly everybody comes. */
function signedIn() {
  localStorage.setItem("causeway-inside", "");
}

/** Runs in the page: keeps hold of the app's memory, which nothing else tells. */
function weigh() {
  let memory;
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const instantiate = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await instantiate.apply(WebAssembly, given);
      memory = Object.values((made.instance ?? made).exports).find((one) => one instanceof WebAssembly.Memory) ?? memory;
      return made;
    };
  }
  /** Of the app and of the browser's objects that are still in use, in megabytes. */
  globalThis.weight = () => {
    globalThis.gc();
    return ((memory?.buffer.byteLength ?? 0) + performance.memory.usedJSHeapSize) / 1_000_000;
  };
  /** The same once what was read and is not needed any more has been given back, which takes the browser a second or two. */
  globalThis.settledWeight = async () => {
    let before = Infinity;
    for (;;) {
      await rest(1000);
      const now = weight();
      if (now > before - 0.1) return now;
      before = now;
    }
  };
}

/** Runs in the page, so that nothing between here and there is measured. */
function clock() {
  const painted = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
    });
  globalThis.median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
  globalThis.rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  globalThis.toPaint = async (act, isDone = () => true) => {
    const from = performance.now();
    act();
    let now;
    do {
      now = await painted();
      // Rather than for ever, should the page never show it.
      if (now - from > 60_000) throw new Error(`not painted: ${isDone}, but: ${document.body.innerText.slice(0, 400)}`);
    } while (!isDone());
    return now - from;
  };
}
