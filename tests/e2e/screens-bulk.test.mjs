// The screens of selecting many subscriptions: the bar, the question beforehand, the outcome afterwards, the export.

import { call } from "./steps/api.mjs";
import { sample } from "./steps/screen.mjs";

const bar = (page) => page.getByRole("region", { name: "Selected subscriptions" });

/** Mercy Valley's eight rows, all selected. */
async function selectAll(page, server, environment) {
  await page.goto(`${server.url}${environment}/subscriptions?group=none&q=mercy`);
  await page.getByRole("checkbox", { name: "Select all 8" }).click();
  await bar(page).getByText("8 selected").waitFor();
}

sample("table, a group selected in part", async ({ page, server, environment }) => {
  await page.goto(`${server.url}${environment}/subscriptions?q=mercy`);
  await page.getByRole("checkbox", { name: "Select all of Mercy Valley Health" }).click();
  await page.getByRole("checkbox", { name: /^Select (?!all)/ }).first().click();
  await bar(page).getByText("7 selected").waitFor();
});

sample("table, the question before many are paused", async ({ page, server, environment }) => {
  await selectAll(page, server, environment);
  await page.getByRole("combobox", { name: "Filter subscriptions" }).fill("mercy lake");
  await page.getByRole("combobox", { name: "Filter subscriptions" }).blur();
  await bar(page).getByRole("button", { name: "Pause" }).click();
  await page.getByRole("alertdialog", { name: /^Pause/ }).getByText("4 of them are hidden by the filter.").waitFor();
});

sample("table, the question before many are deleted in Production", async ({ page, server }) => {
  const { environments } = await call(page, server, "GET", "/session");
  await page.goto(`${server.url}${environments[2].id}/subscriptions`);
  await page.getByRole("checkbox", { name: /^Select all \d/ }).click();
  await bar(page).getByRole("button", { name: "Delete" }).click();
  await page.getByRole("alertdialog").getByText("This is Production").waitFor();
});

sample("table, many are being paused", async ({ page, server, environment }) => {
  await selectAll(page, server, environment);
  await page.route("**/subscriptions/bulk", () => {});
  await bar(page).getByRole("button", { name: "Pause" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: /^Pause/ }).click();
  await bar(page).getByRole("progressbar").waitFor();
});

sample("table, some of many were refused", async ({ page, server, environment }) => {
  await selectAll(page, server, environment);
  const interfere = async (route) => {
    const [one, other] = route.request().postDataJSON().items;
    await call(page, server, "PATCH", `/subscriptions/${one.id}`, { data: { name: "Renamed meanwhile" } });
    await call(page, server, "DELETE", `/subscriptions/${other.id}`);
    await route.continue();
  };
  await page.route("**/subscriptions/bulk", interfere, { times: 1 });
  await bar(page).getByRole("button", { name: "Pause" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: /^Pause/ }).click();
  await bar(page).getByText(/in the meantime/).click();
  await bar(page).getByRole("link", { name: /^Renamed meanwhile/ }).waitFor();
});

sample("table, nobody answered for many", async ({ page, server, guard, environment }) => {
  guard.allow(/ERR_FAILED/);
  await selectAll(page, server, environment);
  await page.route("**/subscriptions/bulk", (route) => route.abort());
  await bar(page).getByRole("button", { name: "Pause" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: /^Pause/ }).click();
  await bar(page).getByText(/^Nobody answered/).waitFor();
});

sample("table, the export", async ({ page, server, environment }) => {
  await page.goto(`${server.url}${environment}/subscriptions`);
  await page.getByRole("button", { name: /^Export/ }).click();
  await page.getByRole("menuitem", { name: "Export CSV" }).waitFor();
});
