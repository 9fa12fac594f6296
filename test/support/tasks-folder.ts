import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { tempHome } from "./temp-home.ts";

export type TasksFolder = {
  readonly home: string;
  readonly folder: string;
  /** Writes a file of the user's, in place of the one before, and gives its path. */
  readonly write: (name: string, text: string) => string;
};

/** A folder of tasks in a home of the test's own. */
export function tasksFolder(home: string = tempHome()): TasksFolder {
  const folder = path.join(home, "tasks");
  return {
    home,
    folder,
    write: (name, text) => {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
      return file;
    },
  };
}

/** A task file that gives `output` back, which is its title as well: so it can be seen which version is known. */
export function taskFile(id: string, output: string, more = ""): string {
  return `import { schemaTask } from "jobdeck";
import { z } from "zod";

export const task = schemaTask({
  id: ${JSON.stringify(id)},
  title: ${JSON.stringify(output)} || undefined,
  schema: z.object({}),
  retry: { limit: 0 },
  ${more}
  run: async (): Promise<string> => ${JSON.stringify(output)},
});
`;
}
