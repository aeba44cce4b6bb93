// How long the flow takes in a browser: its layout, its first paint, hovering, filtering. Medians, as rows of a table.
//
// Called by `cargo xtask bench flow`, which builds the app first. Nothing here is a test: times are recorded, never asserted.

import { bench } from "./bench.mjs";
import { connection, environment } from "./stage.mjs";

await bench({
  sizes: [50, 500, 5000],
  begin: async (page) => {
    await page.getByRole("link", { name: "Mercy Valley Health" }).waitFor();
    // What the flow needs of the app and of its data is there: what is measured is drawing.
    await page.getByRole("link", { name: "All subscriptions" }).getByText(/\d/).waitFor();
    await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => /work|causeway-app/.test(name)));
  },
  argument: `/${environment}/connections/${connection}`,
  inPage,
  lines: [
    ["layout: order, positions, neighbours", "layout"],
    ["opening, click to paint", "open"],
    ["longest task while opening", "longest"],
    ["hovering a hub, to paint", "hover"],
    ["first key in the filter, to paint", "firstFilter"],
    ["later keys in the filter, to paint", "filter"],
    ["elements in the flow", "elements"],
  ],
});

/** Runs in the page. */
function inPage() {
  globalThis.measure = async (path) => {
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
    if (!/ of \d+ subscriptions/.test(document.querySelector('.toolbar [role="status"].summary').textContent)) throw new Error("no filter");
    return { layout, open, longest, hover: median(hovers), firstFilter: filters[0], filter: median(filters.slice(1)), elements };
  };
}
