// Two ways to work a page: with the mouse, and with the keyboard alone. Journeys are written once for both.

import assert from "node:assert/strict";
import { eventually } from "./eventually.mjs";

/** More tab stops than any page of these journeys has. */
const MOST_STOPS = 120;

/** Points and clicks; types where it clicked. */
export class Mouse {
  constructor(page) {
    this.page = page;
  }

  /** Presses a button or follows a link. */
  async press(target) {
    await target.click();
  }

  /** Writes into a field, in place of what is in it. */
  async write(field, text) {
    await field.click();
    await field.fill(text);
  }

  /** Chooses a card of a group of radio buttons. */
  async choose(group, name) {
    await group.getByRole("radio", { name, exact: true }).click();
  }

  /** Picks options of a combobox by their beginnings. */
  async pick(combobox, ...names) {
    await combobox.click();
    for (const name of names) {
      await this.page.getByRole("option", { name }).click();
    }
    // A list of which several can be picked stays open.
    if ((await combobox.getAttribute("aria-expanded")) === "true") await combobox.press("Escape");
  }

  /** Opens a menu and presses one of its items. */
  async pickFromMenu(button, item) {
    await button.click();
    await this.page.getByRole("menuitem", { name: item, exact: true }).click();
  }
}

/** Never touches the mouse: Tab, arrows, Enter, space and typing. */
export class Keyboard {
  constructor(page) {
    this.page = page;
  }

  /** Tabs until the target has the focus, which must be seen and take a sane number of steps. */
  async reach(target) {
    await target.waitFor();
    for (let stops = 0; !(await hasFocus(target)); stops += 1) {
      assert.ok(stops < MOST_STOPS, `${target} has no focus after ${stops} tab stops`);
      await this.page.keyboard.press("Tab");
    }
    await eventually(() => assertFocusIsSeen(target), { patience: 2000 });
  }

  async press(target) {
    await this.reach(target);
    await this.page.keyboard.press("Enter");
  }

  async write(field, text) {
    await this.reach(field);
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.type(text);
  }

  /** A group of radio buttons is one tab stop: the arrows choose. */
  async choose(group, name) {
    const wanted = group.getByRole("radio", { name, exact: true });
    const all = group.getByRole("radio");
    await wanted.waitFor();
    const anyHasFocus = () => group.evaluate((element) => element.contains(document.activeElement));
    for (let stops = 0; !(await anyHasFocus()); stops += 1) {
      assert.ok(stops < MOST_STOPS, `${group} has no focus after ${stops} tab stops`);
      await this.page.keyboard.press("Tab");
    }
    await this.page.keyboard.press("Space");
    for (let steps = await all.count(); !(await wanted.isChecked()); steps -= 1) {
      assert.ok(steps > 0, `${wanted} is not among those that the arrows reach`);
      await this.page.keyboard.press("ArrowDown");
    }
  }

  /** Types each name, which leaves it as the active option, and Enter takes it. */
  async pick(combobox, ...names) {
    await this.reach(combobox);
    for (const name of names) {
      await this.page.keyboard.type(name);
      await this.page.getByRole("option", { name }).waitFor();
      await this.page.keyboard.press("Enter");
    }
    if ((await combobox.getAttribute("aria-expanded")) === "true") await this.page.keyboard.press("Escape");
  }

  async pickFromMenu(button, item) {
    await this.press(button);
    const wanted = this.page.getByRole("menuitem", { name: item, exact: true });
    await wanted.waitFor();
    for (let steps = 0; !(await hasFocus(wanted)); steps += 1) {
      assert.ok(steps < 20, `${wanted} is not among those that the arrows reach`);
      await this.page.keyboard.press("ArrowDown");
    }
    await this.page.keyboard.press("Enter");
  }
}

/** Whether the focus is on it. */
export function hasFocus(target) {
  return target.evaluate((element) => element === document.activeElement);
}

/** Fails unless it soon has the focus without anybody's doing. */
export async function takesFocus(target) {
  await target.waitFor();
  await eventually(async () => assert.ok(await hasFocus(target), `${target} does not take the focus`));
}

/** Fails unless something of the page has the focus: after a dialog, a menu or a message is gone, it must be somewhere. */
export async function focusIsSomewhere(page) {
  await eventually(async () => {
    const name = await page.evaluate(() => document.activeElement?.tagName ?? "nothing");
    assert.notEqual(name, "BODY", "the focus is lost");
  });
}

async function assertFocusIsSeen(target) {
  const seen = await target.evaluate((element) => {
    const { top, left, bottom, right, width, height } = element.getBoundingClientRect();
    const isInside = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth && width > 0 && height > 0;
    return { isInside, isMarked: element.matches(":focus-visible") };
  });
  assert.deepEqual(seen, { isInside: true, isMarked: true }, `the focus on ${target} cannot be seen`);
}
