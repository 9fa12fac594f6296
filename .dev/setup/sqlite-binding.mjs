import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { withLock } from "./lock.mjs";
import { cacheFolder, modules, root, sha256 } from "./paths.mjs";
import { runQuietly } from "./run.mjs";
import { SetupError, step } from "./say.mjs";
import { bringPackages } from "./system-packages.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const wrapper = path.join(here, "napi-string-references.h");
const trial = path.join(here, "sqlite-trial.cjs");
const source = path.join(modules, "better-sqlite3");
const optimised = ["-O2", "-fPIC", "-DNDEBUG", "-w"];

/**
 * The file of better-sqlite3's native part for an Electron with an old Node-API, compiled from the package's own sources
 * when it is not there yet. It is kept for all checkouts, and only after it worked in that Electron.
 */
export async function sqliteBinding(electron) {
  const { version } = JSON.parse(readFileSync(path.join(source, "package.json"), "utf8"));
  const recipe = sha256(readFileSync(wrapper), optimised.join(" ")).slice(0, 8);
  const binding = path.join(
    cacheFolder(),
    `better-sqlite3-${version}-${process.platform}-${process.arch}-${recipe}.node`,
  );
  if (existsSync(binding)) return binding;
  await withLock("better-sqlite3", async () => {
    if (existsSync(binding)) return;
    await bringCompiler();
    const compiling = `Compiling better-sqlite3 ${version} for this Electron (about a minute, once)`;
    await step(compiling, "Compiled it", () => compileAside(binding, electron));
  });
  return binding;
}

async function bringCompiler() {
  const missing = await bringPackages(["g++"]);
  if (missing.length === 0 || (await runQuietly("g++", ["--version"]).catch(() => ({ code: 1 }))).code === 0) return;
  throw new SetupError(
    `better-sqlite3 has to be compiled for this Electron and there is no C++ compiler. Install it and start again:\n  sudo apt-get install -y --no-install-recommends ${missing.join(" ")}`,
  );
}

async function compileAside(binding, electron) {
  const aside = path.join(cacheFolder(), "compile.tmp");
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true });
  try {
    const file = await compile(aside);
    await tool(electron, [trial, file], { ...process.env, ELECTRON_RUN_AS_NODE: "1" });
    renameSync(file, binding);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** What the package's binding.gyp says, without node-gyp: that would want headers from a host of its own. */
async function compile(folder) {
  const require = createRequire(path.join(root, "package.json"));
  const sqlite = path.join(source, "deps", "sqlite3");
  const headers = [
    require("node-api-headers").include_dir,
    createRequire(path.join(source, "package.json"))("node-addon-api").include_dir,
    sqlite,
  ].flatMap((include) => ["-I", include]);
  const at = (name) => path.join(folder, name);
  const defines = ["NAPI_VERSION=8", "NAPI_DISABLE_CPP_EXCEPTIONS", "NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS"];
  const cpp = [
    "-std=c++20",
    "-fvisibility=hidden",
    ...defines.map((name) => `-D${name}`),
    ...headers,
    "-include",
    wrapper,
  ];
  await Promise.all([
    tool("gcc", [...optimised, ...sqliteDefines(), "-c", path.join(sqlite, "sqlite3.c"), "-o", at("sqlite3.o")]),
    tool("g++", [...optimised, ...cpp, "-c", path.join(source, "src", "better_sqlite3.cpp"), "-o", at("addon.o")]),
  ]);
  const link = ["-shared", "-Wl,-Bsymbolic", "-Wl,--exclude-libs,ALL"];
  await tool("g++", [...link, at("addon.o"), at("sqlite3.o"), "-ldl", "-o", at("binding.node")]);
  return at("binding.node");
}

/** The options with which the package compiles SQLite. */
function sqliteDefines() {
  const gyp = readFileSync(path.join(source, "deps", "defines.gypi"), "utf8");
  return [...gyp.matchAll(/'([A-Z][A-Z0-9_]+(?:=[^']*)?)'/g)].map(([, define]) => `-D${define}`);
}

async function tool(command, args, env) {
  const { code, output } = await runQuietly(command, args, { env });
  if (code === 0) return;
  const end = output.trim().split("\n").slice(-20).join("\n");
  throw new SetupError(
    `better-sqlite3 could not be compiled: ${path.basename(command)} ended with code ${code}.\n${end}`,
  );
}
