// Starts the app: says where it lives, then loads the WebAssembly module.
//
// The content-security policy forbids inline scripts, so the build writes the names of the files
// it made into the attributes of this script's tag. On <html> the app finds
//   data-base   the path of the folder it was loaded from, with a trailing slash
//   data-demo   present in a demo folder, which has no server
//   data-first  which module it began with: "inside" or "door"

const tag = document.querySelector("script[data-js][data-wasm]");
const folder = new URL(".", import.meta.url);
const root = document.documentElement;

root.dataset.base = folder.pathname;
if (document.querySelector('meta[name="causeway-mode"][content="demo"]')) {
  root.dataset.demo = "";
  restoreAddress();
}

root.dataset.first = tag.dataset.door && isOutside() ? "door" : "inside";
const module = root.dataset.first === "door" ? tag.dataset.door : tag.dataset.wasm;

try {
  const [{ default: start }, response] = await Promise.all([
    import(new URL(tag.dataset.js, folder)),
    fetch(new URL(module, folder)),
    root.dataset.first === "inside" && tag.dataset.parts && loadAhead(),
    isFirstScreen() || laterStyles(),
  ]);
  await start({ module_or_path: response });
  document.getElementById("boot")?.remove();
  laterStyles();
} catch (error) {
  console.error(error);
  explain();
}

// Whether the address leads to a page that needs no more than the first stylesheet.
function isFirstScreen() {
  return /^([\w-]*|[\w-]+\/connections\/?)$/.test(rest()) && !/[?&](create|subscription)\b/.test(location.search);
}

// The address below the app's folder.
function rest() {
  return location.pathname.slice(folder.pathname.length);
}

// Has the part that the address needs besides the first module come while that one starts.
async function loadAhead() {
  const { ahead } = await import(new URL(tag.dataset.parts, folder));
  if (/developer|tokens/.test(rest())) ahead("developer");
  else if (/settings|directory|request|about/.test(rest())) ahead("partners");
  else if (!isFirstScreen()) ahead("work");
}

// The styles of everything else, once: behind the first screen, or before a page that needs them. In development, one
// stylesheet has it all. Where they cannot be loaded, a page without them is better than none.
function laterStyles() {
  const file = tag.dataset.later;
  if (file === undefined) return;
  delete tag.dataset.later;
  return new Promise((done) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = new URL(file, folder);
    link.addEventListener("load", done);
    link.addEventListener("error", done);
    document.head.append(link);
  });
}

// Whether signing in comes first, or setting up, as far as one can tell before the server is asked. The app leaves a mark
// while someone is signed in. A wrong guess costs the part that was not guessed, which the app then loads.
function isOutside() {
  if (["setup", "login", "password", "invitation"].includes(rest())) {
    return true;
  }
  if ("demo" in root.dataset || new URLSearchParams(location.search).has("demo")) {
    return false;
  }
  try {
    return localStorage.getItem("causeway-inside") === null && sessionStorage.getItem("causeway-demo-chosen") === null;
  } catch {
    return true;
  }
}

// A static host answers a deep link with 404.html, which comes here with the rest of the address.
function restoreAddress() {
  // Relative addresses would be resolved again after the address has changed.
  for (const link of document.querySelectorAll('link[rel="icon"], link[rel="manifest"]')) {
    link.href = link.href;
  }
  const rest = new URLSearchParams(location.search).get("deep-link");
  if (rest !== null) {
    history.replaceState(null, "", folder.pathname + rest.replace(/^\/+/, "") + location.hash);
  } else if (location.pathname !== folder.pathname) {
    history.replaceState(null, "", folder.pathname + location.search + location.hash);
  }
}

// The app did not start. Its own panic message, if there is one, says more than this.
function explain() {
  const boot = document.getElementById("boot");
  if (boot === null || document.querySelector('[role="alert"]') !== null) {
    boot?.remove();
    return;
  }
  const title = document.createElement("h1");
  title.textContent = "Causeway did not start";
  const text = document.createElement("p");
  text.textContent =
    typeof WebAssembly === "object"
      ? "A part of it could not be loaded. Check your connection, then reload."
      : "This browser does not run WebAssembly. Use a current version of Firefox, Chrome, Edge or Safari.";
  const reload = document.createElement("button");
  reload.type = "button";
  reload.className = "button";
  reload.textContent = "Reload";
  reload.addEventListener("click", () => location.reload());

  const message = document.createElement("div");
  message.className = "boot-message";
  message.setAttribute("role", "alert");
  message.append(title, text, reload);
  const main = document.createElement("main");
  main.append(message);
  boot.replaceWith(main);
}
