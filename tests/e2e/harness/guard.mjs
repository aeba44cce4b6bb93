// What no test may see, whatever it is about: an error in the console, an uncaught exception, a
// violation of the content-security policy, a request that a demo should not make.

import assert from "node:assert/strict";

export class Guard {
  #problems = [];
  #allowed = [];

  /** Watches every page of a context; `demo` is given where the page must not leave its folder. */
  static async watch(context, demo) {
    const guard = new Guard();
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        console.error(`policy violation: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
      });
    });
    context.on("console", (message) => {
      if (message.type() === "error") guard.#report(`console: ${message.text()} (${message.location().url})`);
    });
    context.on("weberror", (error) => guard.#report(`uncaught: ${error.error().stack}`));
    // The answer to who is signed in, when nobody is: Chromium writes every 401 to the console.
    guard.allow(/status of 401 .*\/platform\/v1\/session\)$/);
    if (demo !== undefined) {
      // A static host's answer to a deep link is a 404 with a page; what was asked for is checked here.
      guard.allow(/status of 404/);
      context.on("request", (request) => {
        if (!isOfFolder(request, demo)) guard.#report(`request: ${request.method()} ${request.url()}`);
      });
    }
    return guard;
  }

  /** Expects problems that match, such as `/status of 422/` where a test provokes a refusal. */
  allow(pattern) {
    this.#allowed.push(pattern);
  }

  /** Fails when there was a problem. */
  check() {
    assert.deepEqual(this.problems(), [], "the page had problems");
  }

  /** What happened that nobody expected. */
  problems() {
    return this.#problems.filter((problem) => !this.#allowed.some((pattern) => pattern.test(problem)));
  }

  #report(problem) {
    this.#problems.push(problem);
  }
}

// Navigations, the folder's own files, and the search for the folder from a deep link.
function isOfFolder(request, demo) {
  const { protocol, origin, pathname } = new URL(request.url());
  if (protocol === "data:" || protocol === "blob:") return true;
  if (origin !== new URL(demo.url).origin) return false;
  if (request.isNavigationRequest() || pathname.endsWith("/causeway-demo.json")) return true;
  return pathname.startsWith(demo.at) && demo.isFile(pathname.slice(demo.at.length));
}
