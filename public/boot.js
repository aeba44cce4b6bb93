// Starts the app: says where it lives, then loads the WebAssembly module.
//
// The content-security policy forbids inline scripts, so the build writes the names of the two
// files it made into the attributes of this script's tag. On <html> the app finds
//   data-base  the path of the folder it was loaded from, with a trailing slash
//   data-demo  present in a demo folder, which has no server

const tag = document.querySelector("script[data-js][data-wasm]");
const folder = new URL(".", import.meta.url);
const root = document.documentElement;

root.dataset.base = folder.pathname;
if (document.querySelector('meta[name="causeway-mode"][content="demo"]')) {
  root.dataset.demo = "";
  restoreAddress();
}

try {
  const { default: start } = await import(new URL(tag.dataset.js, folder));
  await start({ module_or_path: new URL(tag.dataset.wasm, folder) });
  document.getElementById("boot")?.remove();
} catch (error) {
  console.error(error);
  explain();
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
