// Loads the app's other parts. `cargo xtask` fills in FIRST, PARTS and the functions at the end.
import { initSync } from "./causeway.js";

// The files whose contents are in the module that boot.js started with, and those that make up each part. A number is a file that parts share.
const FIRST = {};
const PARTS = {};

const nameOf = (file) => (file > 0 ? `chunk_${file}.wasm` : file);
const isThere = new Set(FIRST[document.documentElement.dataset.first]);
const loads = new Map();

const compiled = new Map();

function compile(file) {
  if (!compiled.has(file)) {
    const compiling = WebAssembly.compileStreaming(fetch(new URL(nameOf(file), import.meta.url)));
    compiled.set(file, compiling);
    // What failed is fetched again when it is wanted again.
    compiling.catch(() => compiled.delete(file));
  }
  return compiled.get(file);
}

async function instantiate(file) {
  await WebAssembly.instantiate(await compile(file), { __wasm_split: initSync() });
}

function load(file) {
  if (!isThere.has(file) && !loads.has(file)) {
    const loading = instantiate(file);
    loads.set(file, loading);
    loading.catch(() => loads.delete(file));
  }
  return loads.get(file);
}

// Fetches and compiles a part that is about to be wanted, which can be done before the app has started.
export function ahead(name) {
  PARTS[name].filter((file) => !isThere.has(file)).forEach(compile);
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
