// One content-security policy: the server sends it, a demo folder carries it, both obey it.

import assert from "node:assert/strict";
import { onDemo, onServer } from "./harness/journey.mjs";

const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
];

onServer("the server sends the whole policy with the page", {}, async ({ page, server }) => {
  const response = await page.goto(server.url);
  const header = await response.headerValue("content-security-policy");
  // A <meta> cannot say who may frame the page, a header can.
  assert.deepEqual(header.split("; "), [...policy, "frame-ancestors 'none'"]);
});

onDemo("the demo's page carries the same policy", {}, async ({ page, demo }) => {
  await page.goto(demo.url);
  const content = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  assert.deepEqual(content.split("; "), policy);
});
