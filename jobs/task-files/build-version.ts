import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { TaskCode } from "../model/task-file.ts";
import type { Compiled } from "./compile.ts";
import type { CompileCache, SourceGraph } from "./source-graph.ts";

/** What Jobdeck keeps in a folder of tasks; nobody edits it, and it can be deleted. */
export function workFolder(tasksFolder: string): string {
  return path.join(tasksFolder, ".jobdeck");
}

/**
 * Where versions are built: inside the folder of tasks, so that Node finds the packages that the user installed there.
 */
export function buildFolder(tasksFolder: string): string {
  return path.join(workFolder(tasksFolder), "build");
}

/** Writes a version, unless it is there already. It is put in place as a whole. */
export function buildVersion(tasksFolder: string, graph: SourceGraph): TaskCode {
  const folder = path.join(buildFolder(tasksFolder), graph.version);
  const code = { version: graph.version, entry: path.join(folder, graph.modules[0]?.name ?? "") };
  if (isFolder(folder)) return code;
  const aside = mkdtempSync(path.join(madeFolder(buildFolder(tasksFolder)), "new-"));
  for (const module of graph.modules) writeFileSync(path.join(aside, module.name), textOf(module, graph));
  for (const [name, text] of graph.extras) writeFileSync(path.join(aside, name), text);
  try {
    renameSync(aside, folder);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    // Another thread has just built the same.
    if (!isFolder(folder)) throw error;
  }
  return code;
}

/** Removes the versions that no file has any more. */
export function removeOtherVersions(tasksFolder: string, versions: ReadonlySet<string>): void {
  const folder = buildFolder(tasksFolder);
  for (const name of readdirSync(madeFolder(folder)))
    if (!versions.has(name)) rmSync(path.join(folder, name), { recursive: true, force: true });
}

/** Compiled sources in files, by their hash. */
export function fileCache(tasksFolder: string): CompileCache {
  const folder = path.join(workFolder(tasksFolder), "compiled");
  const at = (hash: string) => path.join(folder, `${hash}.json`);
  return {
    get: (hash) => {
      try {
        const { code, map } = JSON.parse(readFileSync(at(hash), "utf8")) as Partial<Compiled>;
        return typeof code === "string" && typeof map === "string" ? { code, map } : undefined;
      } catch {
        // Not there, or cut by a crash: it is compiled again.
        return undefined;
      }
    },
    set: (hash, compiled) => writeFileSync(path.join(madeFolder(folder), `${hash}.json`), JSON.stringify(compiled)),
  };
}

function textOf({ file, compiled, imports }: SourceGraph["modules"][number], graph: SourceGraph): string {
  let { code } = compiled;
  for (const { start, end, specifier } of [...imports].sort((a, b) => b.start - a.start))
    code = `${code.slice(0, start)}${graph.target(file, specifier)}${code.slice(end)}`;
  const url = pathToFileURL(file).href;
  const place = { url, dirname: path.dirname(file), filename: file };
  const map = { ...(JSON.parse(compiled.map) as { mappings: string }), sources: [url], sourcesContent: undefined };
  // The line before the code, which the map does not know, makes `import.meta` that of the user's file.
  const shifted = JSON.stringify({ ...map, mappings: `;${map.mappings}` });
  const inline = Buffer.from(shifted).toString("base64");
  return `Object.assign(import.meta, ${JSON.stringify(place)});\n${code}\n//# sourceMappingURL=data:application/json;base64,${inline}\n`;
}

function madeFolder(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return folder;
}

function isFolder(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
