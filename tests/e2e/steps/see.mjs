// Where things are on a page, found as a person would: by role and by what they say.

/** The tile with this title in a list of tiles. */
export function tile(list, title) {
  return list.getByRole("listitem").filter({ has: list.page().getByRole("link", { name: title, exact: true }) });
}

/** The row of the table with this subscription's name and data model. */
export function row(page, name, model) {
  return page
    .getByRole("row")
    .filter({ has: page.getByRole("link", { name, exact: true }) })
    .filter({ has: page.getByRole("cell", { name: model, exact: true }) });
}
