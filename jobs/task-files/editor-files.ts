import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { workFolder } from "./build-version.ts";

export type EditorFilesOptions = {
  /** Folder with `types/`, shipped with the program. */
  readonly resourcesPath: string;
  readonly tasksFolder: string;
  /** Of the program: its types are copied once for each version. */
  readonly version: string;
};

/** Names the version that the copied types are of. */
const versionFile = "version.txt";

/** Copies the types of the SDK, of zod and of Node.js beside the task files, unless they are there in this version. */
export function writeTypes({ resourcesPath, tasksFolder, version }: EditorFilesOptions): void {
  const types = typesFolder(tasksFolder);
  const from = path.join(resourcesPath, "types");
  // In a checkout that was never built there are none.
  if (versionOf(types) === version || !existsSync(from)) return;
  const aside = `${types}.new`;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(path.dirname(types), { recursive: true });
  copyFolder(from, aside);
  writeFileSync(path.join(aside, versionFile), version);
  rmSync(types, { recursive: true, force: true });
  renameSync(aside, types);
}

/** After an update of the program, where an editor was set up before. */
export function refreshTypes(options: EditorFilesOptions): void {
  if (existsSync(typesFolder(options.tasksFolder))) writeTypes(options);
}

/** Text of the `tsconfig.json` with which an editor understands task files. */
export function tsconfigText(): string {
  const types = "./.jobdeck/types";
  const sdk = (file: string) => [`${types}/jobdeck/sdk/${file}.d.ts`];
  const config = {
    compilerOptions: {
      ...{ target: "ES2023", lib: ["ES2023"], module: "esnext", moduleResolution: "bundler" },
      ...{ strict: true, noEmit: true, allowImportingTsExtensions: true, resolveJsonModule: true, skipLibCheck: true },
      types: ["node"],
      typeRoots: [`${types}/node_modules/@types`, "./node_modules/@types"],
      paths: {
        jobdeck: sdk("index"),
        "jobdeck/schema-task": sdk("index"),
        "jobdeck/client": sdk("in-run"),
        "jobdeck/boss": sdk("boss"),
        "jobdeck/job-factory": sdk("job-factory/index"),
        "jobdeck/thread-job-factory": sdk("job-factory/thread-job-factory"),
        "jobdeck/abstract-base-worker": sdk("job-factory/abstract-base-worker"),
        "jobdeck/schedule": sdk("job-factory/schedule"),
        zod: [`${types}/node_modules/zod/index.d.ts`],
        "zod/v4": [`${types}/node_modules/zod/v4/index.d.ts`],
        "undici-types": [`${types}/node_modules/undici-types/index.d.ts`],
      },
    },
    include: ["**/*.ts", "**/*.mts"],
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

/** File by file: what is shipped may lie in an archive, which only reading sees into. */
function copyFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) copyFolder(source, target);
    else writeFileSync(target, readFileSync(source));
  }
}

function typesFolder(tasksFolder: string): string {
  return path.join(workFolder(tasksFolder), "types");
}

function versionOf(types: string): string | undefined {
  const file = path.join(types, versionFile);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
