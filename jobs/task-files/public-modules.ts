/**
 * What a task file may import without having it installed. They are handed out by this program, so that a file has the very
 * same SDK as the thread that runs it, in a checkout and in the packed app alike.
 */
const modules: Readonly<Record<string, () => Promise<object>>> = {
  jobdeck: () => import("../sdk/index.ts"),
  "jobdeck/schema-task": () => import("../sdk/index.ts"),
  "jobdeck/client": () => import("../sdk/in-run.ts"),
  "jobdeck/boss": () => import("../sdk/boss.ts"),
  "jobdeck/job-factory": () => import("../sdk/job-factory/index.ts"),
  "jobdeck/thread-job-factory": () => import("../sdk/job-factory/thread-job-factory.ts"),
  "jobdeck/abstract-base-worker": () => import("../sdk/job-factory/abstract-base-worker.ts"),
  "jobdeck/schedule": () => import("../sdk/job-factory/schedule.ts"),
  zod: () => import("zod"),
  "zod/v4": () => import("zod"),
};

export const publicModuleNames: readonly string[] = Object.keys(modules);

const key = Symbol.for("jobdeck.public-module");

export async function publicModule(name: string): Promise<object> {
  const load = modules[name];
  if (!load) throw new Error(`There is no module "${name}" in Jobdeck`);
  return load();
}

/** Lets the modules that `shimOf` writes find what they stand for, in this thread. */
export function offerPublicModules(): void {
  (globalThis as { [key]?: typeof publicModule })[key] = publicModule;
}

/** The text of a module that exports what the public module of this name exports. */
export async function shimOf(name: string): Promise<string> {
  const names = Object.keys(await publicModule(name)).sort();
  const exported = names.map((each, index) => `v${index} as ${each}`).join(", ");
  const values = names.map((each, index) => `v${index} = m[${JSON.stringify(each)}]`).join(", ");
  const load = `const m = await globalThis[Symbol.for("jobdeck.public-module")](${JSON.stringify(name)});`;
  return names.length === 0 ? "export {};\n" : `${load}\nconst ${values};\nexport { ${exported} };\n`;
}
