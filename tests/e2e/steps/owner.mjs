// The first owner, who most journeys on the server begin with.

/** What the journeys call the owner and the organization. */
export const owner = {
  organization: "Tidewell Health",
  name: "Aria Chen",
  email: "aria.chen@tidewell.example",
  password: "correct horse battery staple",
};

/** Fills in the form that the set-up link leads to, with the hands given. */
export async function createOwner(page, hands) {
  await hands.write(page.getByRole("textbox", { name: "Organization name" }), owner.organization);
  await hands.write(page.getByRole("textbox", { name: "Your name" }), owner.name);
  await hands.write(page.getByRole("textbox", { name: "E-mail" }), owner.email);
  await hands.write(page.getByRole("textbox", { name: "Password" }), owner.password);
  await hands.press(page.getByRole("button", { name: "Create organization" }));
  await page.getByRole("heading", { name: "Connections", level: 1 }).waitFor();
}

/** Signs in on the page that is shown. */
export async function signIn(page, { email = owner.email, password = owner.password } = {}) {
  await page.getByRole("textbox", { name: "E-mail" }).fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.keyboard.press("Enter");
}
