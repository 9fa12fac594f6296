import path from "node:path";
import type { StoredError } from "../model/errors.ts";
import type { TaskCode, TaskDescription } from "../model/task-file.ts";
import type { BrokenTaskFile } from "../model/users-tasks.ts";
import type { Seen } from "./seen.ts";

const noTask = "The file exports no task, and no other file imports it. Write: export const myTask = schemaTask({ … })";

export type LoadedFile = {
  readonly file: string;
  readonly code: TaskCode;
  readonly tasks: readonly TaskDescription[];
};

/** What is known of one task file. */
export type Entry = {
  /** Its last version that could be loaded. */
  readonly good: LoadedFile | undefined;
  /** Why it cannot be loaded as it is now. */
  readonly error: (StoredError & { readonly since: number }) | undefined;
  /** All that was read for it. */
  readonly files: readonly string[];
  /** What was there when it was loaded; when one of these differs, it is loaded again. */
  readonly seen: Seen;
};

export type TaskFolderState = {
  /** By name. One that is broken now is here with its last good version. */
  readonly loaded: readonly LoadedFile[];
  readonly broken: readonly BrokenTaskFile[];
};

export type FolderStateOptions = {
  readonly entries: ReadonlyMap<string, Entry>;
  /** Ids that no file can have. */
  readonly taken: readonly string[];
  readonly now: number;
};

/** What all task files together come to: of two with the same id, the first by name has it. */
export function folderState({ entries, taken, now }: FolderStateOptions): TaskFolderState {
  const owners = new Map(taken.map((id) => [id, "Jobdeck itself"]));
  const imported = new Set([...entries].flatMap(([file, { files }]) => files.filter((each) => each !== file)));
  const loaded: LoadedFile[] = [];
  const broken: BrokenTaskFile[] = [];
  for (const [file, { good, error }] of [...entries].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const problem = good && problemOf(good, owners, imported.has(file));
    const tasks = good && !problem ? good.tasks : [];
    if (good && tasks.length > 0) loaded.push(good);
    for (const { id } of tasks) owners.set(id, path.basename(file));
    const { message, stack = null } = error ?? { message: problem };
    if (message === undefined) continue;
    broken.push({ file, message, stack, since: error?.since ?? now, stillUsed: tasks.map(({ id }) => id) });
  }
  return { loaded, broken };
}

function problemOf(
  { tasks }: LoadedFile,
  owners: ReadonlyMap<string, string>,
  isImported: boolean,
): string | undefined {
  if (tasks.length === 0) return isImported ? undefined : noTask;
  const twice = tasks.find(({ id }) => owners.has(id));
  return twice && `Task id "${twice.id}" is already that of a task in ${owners.get(twice.id)}. Give it another one.`;
}
