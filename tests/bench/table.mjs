// How long the table takes in a browser: opening it, filtering, sorting, scrolling. Medians, as rows of a table.
//
// Called by `cargo xtask bench table`, which builds the app first. Nothing here is a test: times are recorded, never asserted.

import { bench } from "./bench.mjs";
import { environment } from "./stage.mjs";

await bench({
  sizes: (process.env.SIZES ?? "1000,10000,100000").split(",").map(Number),
  // The rows are there, and so is the part of the app that draws them: what is measured is the table.
  begin: (page) => page.getByRole("link", { name: "All subscriptions" }).getByText(/\d/).waitFor({ timeout: 120_000 }),
  inPage,
  arrivals: { path: `${environment}/subscriptions`, watch },
  lines: [
    ["by a link to the table: first rows painted", "first"],
    ["by a link to the table: all rows there", "all"],
    ["a change by somebody else, to paint", "pushed"],
    ["memory with all rows, MB", "memory"],
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
    ["a frame in which nothing of the app runs", "still"],
    ["jumping to the end, to paint", "jump"],
    ["elements in the table", "elements"],
  ],
});

/** Runs in the page: when rows are there, from the moment it was asked for, and what they weigh. */
function watch() {
  const isThere = (count) => () => Number(document.querySelector("table[aria-rowcount]")?.getAttribute("aria-rowcount")) > count;
  const painted = async (isDone) => {
    await toPaint(() => {}, isDone);
    return performance.now();
  };
  const isLoaded = new Promise((resolve) => addEventListener("DOMContentLoaded", resolve));
  globalThis.arrived = isLoaded.then(async () => {
    const first = await painted(() => document.querySelector('tbody tr[aria-rowindex="3"]') !== null);
    const all = await painted(isThere(size));
    const memory = await settledWeight();
    const id = new URL(document.querySelector('tbody a[href*="subscription="]').href).searchParams.get("subscription");
    const pushed = await toPaint(
      () => fetch(`/push?id=${id}`),
      () => /Pushed \d/.test(document.querySelector("table").textContent),
    );
    return { first, all, memory, pushed };
  });
}

/** Runs in the page. */
function inPage() {
  globalThis.measure = async () => {
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
    // As little as a frame can be on this machine: nothing of the app is asked.
    const still = [];
    for (let count = 0; count < 100; count += 1) still.push(await toPaint(() => (region.style.paddingBottom = `${count % 2}px`)));
    const jump = await toPaint(() => (region.scrollTop = region.scrollHeight));
    return {
      open,
      key: median(keys),
      worstKey: Math.max(...keys),
      cleared,
      ...sorts,
      frame: median(frames),
      late: (100 * frames.filter((time) => time > 16.7).length) / frames.length,
      longest: Math.max(...frames),
      still: median(still),
      jump,
      elements: document.querySelectorAll("table *").length,
    };
  };
}
