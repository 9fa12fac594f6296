import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Database } from "../../../jobs/store/database.ts";
import { createStores, type Stores } from "../../../jobs/store/stores.ts";
import { migrationsPath } from "../../support/paths.ts";
import { seedRuns } from "../support/seed.ts";

export type HomeSize = {
  readonly runs: number;
  /** Tasks of the user's own; each is a lane of the timeline. */
  readonly tasks: number;
  /** Of all tasks together; a hundred of them are commands of the user's own, which are jobs to the user. */
  readonly schedules: number;
  /** Of the log of the newest run; 0 for none. */
  readonly lines: number;
};

const scripts = 100;
const dayMs = 86_400_000;
export const lastLine = "the last of all lines";
/** What a word finds: one run of ten thousand, its error; one of all, the summary of the oldest. */
export const rareWord = "certificate";
export const oldestWord = "the very first";

/** Fills a home as full as one may get. Gives the id of the run with the long log. */
export function fillHome(home: string, size: HomeSize): string {
  writeTasks(home, size.tasks);
  seedRuns(home, { finished: size.runs, waiting: 0, tasks: size.tasks, stepMs: dayMs / size.runs });
  const stores = createStores({ home, migrations: migrationsPath });
  try {
    stores.database.pragma("cache_size = -200000");
    stores.database.transaction(() => varyRuns(stores.database))();
    stores.database.transaction(() => addSchedules(stores, size))();
    return writeLog(stores, size.lines);
  } finally {
    stores.database.pragma("wal_checkpoint(TRUNCATE)");
    stores.close();
  }
}

function writeTasks(home: string, count: number): void {
  const folder = path.join(home, "tasks");
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path.join(folder, "many.ts"),
    `import { schemaTask } from "jobdeck";
import { z } from "zod";

${Array.from({ length: count }, (_, at) => `export const task${at} = schemaTask({ id: "task-${at}", title: "Task ${at}", category: "Group ${at % 8}", schema: z.object({}), run: async () => ({}) });`).join("\n")}
`,
  );
}

/** Tags, reasons, errors and results, so that every filter finds something, most of them few. */
function varyRuns(database: Database): void {
  database.exec(`
    UPDATE run SET trigger_kind = 'user' WHERE seq % 100 = 3;
    UPDATE run SET tags = '["nightly"]' WHERE seq % 1000 = 5;
    UPDATE run SET tags = '["nightly","rare"]' WHERE seq % 100000 = 5;
    UPDATE run SET error = '{"code":"TASK_FAILED","message":"The server did not answer within 30 s."}' WHERE state = 'failed';
    UPDATE run SET error = '{"code":"TASK_FAILED","message":"The ${rareWord} has expired."}' WHERE state = 'failed' AND seq % 10000 = 2;
    UPDATE run SET summary = seq || ' files, none of them new' WHERE state = 'completed' AND seq % 2 = 0;
    UPDATE run SET summary = '${oldestWord}' WHERE seq = (SELECT min(seq) FROM run WHERE state = 'completed');
  `);
}

function addSchedules({ schedules }: Stores, { tasks, schedules: count }: HomeSize): void {
  const now = Date.now();
  // None is due while it is looked at: a run that begins would be measured along.
  const hour = (index: number) => (new Date(now).getUTCHours() + 3 + (index % 18)) % 24;
  const common = { zone: "UTC", policies: "{}", pausedAt: null, importKey: null };
  for (let index = 0; index < count; index++) {
    const own = index < scripts;
    const taskId = own ? "command" : `task-${index % tasks}`;
    const what = own ? { title: `Script ${index}`, payload: '{"shell":"exit 0"}' } : { title: null, payload: "{}" };
    schedules.create({ ...common, ...what, id: `s-${index}`, taskId, when: `${index % 60} ${hour(index)} * * *` }, now);
  }
}

function writeLog({ runs, logs }: Stores, count: number): string {
  const [newest] = runs.list({ limit: 1 });
  if (!newest) throw new Error("The home has no run to write a log for");
  const at = Date.now();
  const lines = Array.from({ length: count }, (_, index) => ({
    ...{ seq: index + 1, at, level: index % 50 === 0 ? ("warn" as const) : ("info" as const) },
    message: index === count - 1 ? lastLine : `line ${index} of the work that is done here, \u001b[32mok\u001b[0m`,
  }));
  if (count > 0) logs.append(newest.seq, lines, 0);
  return newest.id;
}
