import type { KnownTask } from "../engine/known-task.ts";
import type { UsersTasks } from "../engine/task-registry.ts";
import { retentionPolicy } from "../model/retention.ts";
import type { TaskCode, TaskDescription } from "../model/task-file.ts";
import type { Asker } from "../task-files/asker.ts";
import type { TaskFolderState } from "../task-files/folder-state.ts";

/** The tasks of the user's files as the engine knows them. */
export function usersTasks({ loaded, broken }: TaskFolderState, asker: Asker): UsersTasks {
  const tasks = loaded.flatMap(({ file, code, tasks: found }) =>
    found.map((each) => knownTask(each, file, code, asker)),
  );
  return { tasks, broken };
}

function knownTask(described: TaskDescription, file: string, code: TaskCode, asker: Asker): KnownTask {
  const { payloadSchema, namesSecrets, retention, schedules, ...facts } = described;
  const asked = { code, taskId: facts.id };
  return {
    ...facts,
    file,
    code,
    // Its code is in a file, and comes to no thread of the host's own.
    isolation: "thread",
    retention: retentionPolicy(retention),
    schedules: schedules.map(({ id, when, zone, policies }) => ({
      ...{ id, when },
      ...(zone !== undefined && { zone }),
      ...(policies && { policies }),
    })),
    payloadSchema: () => payloadSchema,
    issuesOf: (payloads) => asker.issues(asked, payloads),
    ...(namesSecrets && { secretsOf: (payload: unknown) => asker.secrets(asked, payload) }),
  };
}
