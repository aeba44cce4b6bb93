// Looks at a screen as it is: accessible, fitting, and pictured in both colour schemes and at two widths.

import assert from "node:assert/strict";
import { axe } from "../harness/axe.mjs";
import { shot } from "../harness/journey.mjs";

/** A desk and a telephone. */
const WIDTHS = [1280, 390];

/** WCAG's reflow: at this width only a table may scroll sideways. */
const NARROWEST = 320;

/** Fails where axe finds something or the page scrolls sideways; leaves pictures in tests/e2e/results/. */
export async function look(page, name) {
  for (const width of WIDTHS) {
    await resize(page, width);
    await axe(page, (colorScheme) => shot(page, `${name} ${width} ${colorScheme}`));
  }
  await resize(page, NARROWEST);
  assert.deepEqual(await page.evaluate(tooWide), [], `${name} scrolls sideways at ${NARROWEST} px`);
}

/** Until what observes the size has drawn anew. */
async function resize(page, width) {
  await page.setViewportSize({ width, height: 800 });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

/** What makes the page wider than its window. */
function tooWide() {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const isInScroller = (element) => {
    for (let above = element.parentElement; above !== null; above = above.parentElement) {
      if (getComputedStyle(above).overflowX !== "visible") return true;
    }
    return false;
  };
  return [...document.body.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > clientWidth + 1 && !isInScroller(element))
    .map((element) => element.outerHTML.slice(0, 160));
}
