// Loads the app's other parts. `cargo xtask` fills in FIRST, PARTS and the functions at the end.
import { initSync } from "./causeway.js";

// The files whose contents are in the module that boot.js started with, and those that make up each part.
const FIRST = {};
const PARTS = {};

const isThere = new Set(FIRST[document.documentElement.dataset.first]);
const loads = new Map();

async function instantiate(file) {
  const response = fetch(new URL(file, import.meta.url));
  await WebAssembly.instantiateStreaming(response, { __wasm_split: initSync() });
}

function load(file) {
  if (!isThere.has(file) && !loads.has(file)) {
    const loading = instantiate(file);
    loads.set(file, loading);
    // What failed is fetched again when it is wanted again.
    loading.catch(() => loads.delete(file));
  }
  return loads.get(file);
}

async function loadPart(name, callback, data) {
  let isLoaded = true;
  try {
    await Promise.all(PARTS[name].map(load));
  } catch (error) {
    console.error(error);
    isLoaded = false;
  }
  initSync().__indirect_function_table.get(callback)(data, isLoaded);
}
