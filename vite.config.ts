import { execFileSync } from "node:child_process";
import { cpSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type EnvironmentOptions, type Plugin, type ViteBuilder } from "vite";

const root = path.dirname(fileURLToPath(import.meta.url));
const at = (name: string): string => path.join(root, name);
/** Elsewhere when the build is made aside, to be put in place as a whole (`.dev/setup/build.mjs`). */
const dist = process.env.JOBDECK_DIST ?? at("dist");

/** Kilobytes. All of it is read from a disk; what the window needs first is held to its size by a test. */
const chunkSizeWarningLimit = 4_000;

/**
 * V8 keeps the text of every script that it has read, at two bytes for each character if a single one is beyond Latin-1.
 * So these are written as escapes, which mean the same in strings, patterns and names.
 */
const oneBytePerCharacter: Plugin = {
  name: "one-byte-per-character",
  // At the very end: whatever prints the code anew turns the escapes back into characters.
  generateBundle: (_options, bundle) => {
    for (const chunk of Object.values(bundle))
      if (chunk.type === "chunk") chunk.code = chunk.code.replace(/[^\0-\xff]/g, escaped);
  },
};

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/**
 * One bundle of CommonJS for the Node.js of the oldest Electron in use. All packages go into it, so that the packed app
 * needs no `node_modules`; what is imported lazily stays apart, so that the start does not pay for it. The chunks lie
 * beside the entries under plain names: `__dirname` is the same in all of them.
 */
function nodeBundle(input: Record<string, string>, emptyOutDir: boolean): EnvironmentOptions {
  return {
    consumer: "server",
    resolve: { noExternal: true, external: ["electron"] },
    build: {
      outDir: path.join(dist, "main"),
      emptyOutDir,
      copyPublicDir: false,
      target: "node20.18",
      minify: false,
      chunkSizeWarningLimit,
      rolldownOptions: {
        input,
        platform: "node",
        // A reader of PDF looks beside itself for a canvas, which nobody asks it for.
        checks: { emptyImportMeta: false },
        output: {
          format: "cjs",
          entryFileNames: "[name].cjs",
          chunkFileNames: "[name].cjs",
          comments: { legal: true, annotation: false, jsdoc: false },
          plugins: [oneBytePerCharacter],
        },
      },
    },
  };
}

export default defineConfig({
  root: at("renderer"),
  publicDir: false,
  environments: {
    client: {
      build: {
        outDir: path.join(dist, "renderer"),
        emptyOutDir: true,
        target: "chrome130",
        // The content security policy knows no `data:` fonts and no inline scripts.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        chunkSizeWarningLimit,
        rolldownOptions: { input: at("renderer/index.html") },
      },
    },
    node: nodeBundle(
      {
        main: at("electron/main.ts"),
        thread: at("jobs/pool/thread.ts"),
        seal: at("jobs/store/seal-thread.ts"),
        loader: at("jobs/task-files/loader-thread.ts"),
        content: at("jobs/api/content/content-thread.ts"),
        jobdeck: at("jobs/cli/main.ts"),
      },
      true,
    ),
    // Apart from the rest: a sandboxed preload can require nothing, so it has to be one file.
    preload: nodeBundle({ preload: at("electron/preload.ts") }, false),
  },
  base: "./",
  plugins: [react()],
  builder: { buildApp },
});

async function buildApp(builder: ViteBuilder): Promise<void> {
  for (const name of ["client", "node", "preload"]) {
    const environment = builder.environments[name];
    if (environment) await builder.build(environment);
  }
  copyShippedFiles();
  writeTypes(path.join(dist, "resources", "types"));
}

/** What is read from disk at run time: seen from any file in `dist/main` it lies in `../resources` and `../prebuilds`. */
function copyShippedFiles(): void {
  const sqlite = path.dirname(createRequire(import.meta.url).resolve("better-sqlite3/package.json"));
  cpSync(path.join(sqlite, "prebuilds"), path.join(dist, "prebuilds"), { recursive: true });
  // npm brings the one that fits this computer, none where there is none.
  for (const name of readdirSync(at("node_modules")).filter((folder) => folder.startsWith("sqlite-vec-")))
    cpSync(packageFolder(name), path.join(dist, "prebuilds", name), {
      recursive: true,
      filter: (file) => !/\.(md|json)$/.test(file),
    });
  cpSync(at("resources"), path.join(dist, "resources"), { recursive: true });
}

/** What an editor needs to know of the SDK, of zod and of Node.js: `jobdeck init` copies it beside the user's task files. */
function writeTypes(folder: string): void {
  const packages = path.join(folder, "node_modules");
  const tsc = path.join(packageFolder("typescript"), "bin", "tsc");
  const outDir = path.join(folder, "jobdeck");
  execFileSync(process.execPath, [tsc, "-p", at("jobs/tsconfig.types.json"), "--outDir", outDir], { stdio: "inherit" });
  const isTyped = (file: string): boolean =>
    !/[\\/](mini|v3|v4-mini|src)$/.test(file) && (!path.extname(file) || /\.d\.ts$|package\.json$/.test(file));
  for (const name of ["zod", "@types/node", "undici-types"])
    cpSync(packageFolder(name), path.join(packages, name), { recursive: true, filter: isTyped });
}

function packageFolder(name: string): string {
  return at(path.join("node_modules", name));
}
