import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./support/paths.ts";

/**
 * Which folder may import which, beside itself. Whatever is not listed is forbidden: the arrows go one way.
 * A key is a folder; the longest one that a file lies in counts.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  "jobs/model": [],
  "jobs/sdk": ["jobs/model"],
  "jobs/files": [],
  "jobs/settings": ["jobs/model", "jobs/files"],
  "jobs/store": ["jobs/model"],
  "jobs/queue": ["jobs/model", "jobs/store"],
  "jobs/schedule": ["jobs/model"],
  "jobs/interchange": ["jobs/model", "jobs/schedule"],
  "jobs/process": [],
  "jobs/machine": ["jobs/model"],
  "jobs/pool": ["jobs/model", "jobs/sdk", "jobs/process"],
  // The one file that brings the built-in tasks and the threads together.
  "jobs/pool/thread.ts": ["jobs/pool", "jobs/tasks", "jobs/task-files"],
  // The files of the user's own tasks; what they may import is handed to them.
  "jobs/task-files": ["jobs/model", "jobs/sdk", "jobs/schedule"],
  "jobs/content": ["jobs/model", "jobs/store"],
  "jobs/services": ["jobs/model"],
  "jobs/tasks": ["jobs/model", "jobs/sdk", "jobs/content", "jobs/services", "jobs/process"],
  "jobs/engine": [
    ...["jobs/model", "jobs/sdk", "jobs/settings", "jobs/store", "jobs/queue", "jobs/schedule", "jobs/process"],
    "jobs/pool",
  ],
  "jobs/demo": ["jobs/model", "jobs/store", "jobs/engine", "jobs/content", "jobs/interchange"],
  "jobs/api": [
    ...["jobs/model", "jobs/sdk", "jobs/settings", "jobs/store", "jobs/schedule", "jobs/engine"],
    ...["jobs/services", "jobs/tasks", "jobs/task-files", "jobs/demo", "jobs/content", "jobs/machine"],
    "jobs/interchange",
    "jobs/files",
  ],
  // What code outside of a task imports.
  "jobs/client": ["jobs/model", "jobs/sdk", "jobs/api"],
  // The window imports these from outside the main process: they must stay free of everything but the model.
  "jobs/api/contract.ts": [
    ...["jobs/model", "jobs/api/ai-contract.ts"],
    ...["jobs/api/content-contract.ts", "jobs/api/settings-file-contract.ts", "jobs/api/window-contract.ts"],
    ...["jobs/api/settings-test-contract.ts", "jobs/api/theme-contract.ts"],
  ],
  "jobs/api/ai-contract.ts": [],
  "jobs/api/content-contract.ts": ["jobs/model"],
  "jobs/api/settings-file-contract.ts": ["jobs/model"],
  "jobs/api/settings-test-contract.ts": ["jobs/model"],
  "jobs/api/theme-contract.ts": ["jobs/model"],
  "jobs/api/window-contract.ts": ["jobs/model"],
  "jobs/api/shell.ts": ["jobs/model"],
  "jobs/cli": [
    "jobs/model",
    "jobs/files",
    "jobs/api",
    "jobs/schedule",
    "jobs/interchange",
    "jobs/services",
    "jobs/store",
    "jobs/task-files",
  ],
  electron: ["jobs/model", "jobs/api", "jobs/files", "jobs/settings", "jobs/services", "jobs/machine"],
  renderer: ["jobs/model", "jobs/api/contract.ts", "jobs/api/window-contract.ts", "jobs/api/shell.ts"],
};

/** Packages that only one side may know. */
const packageRules: readonly { readonly name: RegExp; readonly only: readonly string[] }[] = [
  { name: /^electron$/, only: ["electron"] },
  { name: /^(react|react-dom)(\/|$)/, only: ["renderer"] },
  { name: /^better-sqlite3$/, only: ["jobs/store", "jobs/content"] },
  { name: /^(@aws-sdk\/|openai)/, only: ["jobs/services"] },
  { name: /^croner$/, only: ["jobs/schedule"] },
  { name: /^commander$/, only: ["jobs/cli"] },
  { name: /^kysely$/, only: ["jobs/content"] },
];

type Import = {
  readonly file: string;
  readonly target: string;
  readonly relative: boolean;
  /** Only types: nothing of it is left when the program runs. */
  readonly typeOnly: boolean;
};

const sources = ["jobs", "electron", "renderer"].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => path.posix.join(folder, name.split(path.sep).join("/"))),
);
const imports = sources.flatMap(importsOf);

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(path.join(root, file), "utf8");
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s[^"';]*?from\s*"([^"]+)"|import\(\s*"([^"]+)"\s*\)|(?:^|\n)\s*import\s*"([^"]+)"/g,
  );
  return [...found].map((match) => {
    const name = match[1] ?? match[2] ?? match[3] ?? "";
    const relative = name.startsWith(".");
    const typeOnly = /^\s*(import|export) type\s/.test(match[0]);
    return { file, relative, typeOnly, target: relative ? path.posix.join(path.posix.dirname(file), name) : name };
  });
}

function within(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}/`);
}

function layerOf(file: string): string | undefined {
  return Object.keys(allowed)
    .filter((folder) => within(file, folder))
    .sort((a, b) => b.length - a.length)[0];
}

function isAllowed({ file, target }: Import): boolean {
  const layer = layerOf(file);
  if (!layer) return false;
  return within(target, layer) || (allowed[layer] ?? []).some((folder) => within(target, folder));
}

describe("the architecture", () => {
  it("has a layer for every file", () => {
    expect(sources.filter((file) => !layerOf(file))).toEqual([]);
    expect(sources.length).toBeGreaterThan(50);
  });

  it("imports in the allowed directions only", () => {
    const wrong = imports.filter(
      (found) => found.relative && !isAllowed(found) && !/\.(css|svg|json)$/.test(found.target),
    );
    expect(wrong.map(({ file, target }) => `${file} -> ${target}`)).toEqual([]);
  });

  it("keeps each package on its side", () => {
    const wrong = imports.filter(({ file, target, relative }) =>
      packageRules.some(
        ({ name, only }) => !relative && name.test(target) && !only.some((folder) => within(file, folder)),
      ),
    );
    expect(wrong.map(({ file, target }) => `${file} -> ${target}`)).toEqual([]);
  });

  it("has no cycle of files that need each other when they run", () => {
    const edges = Map.groupBy(
      imports.filter(({ relative, typeOnly }) => relative && !typeOnly),
      ({ file }) => file,
    );
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (file: string, trail: readonly string[]) => {
      if (trail.includes(file)) cycles.push([...trail.slice(trail.indexOf(file)), file].join(" -> "));
      if (done.has(file) || trail.includes(file)) return;
      for (const edge of edges.get(file) ?? []) visit(edge.target, [...trail, file]);
      done.add(file);
    };
    for (const file of sources) visit(file, []);
    expect(cycles).toEqual([]);
  });

  it("keeps Node out of the window", () => {
    const wrong = imports.filter(({ file, target }) => within(file, "renderer") && target.startsWith("node:"));
    expect(wrong).toEqual([]);
  });
});
