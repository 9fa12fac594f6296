import type { Database } from "./database.ts";

/** What the steps of a run gave, so that a later try does not do them again. */
export function createStepStore(database: Database) {
  const all = database.prepare<[number], { name: string; output: string }>(
    "SELECT name, output FROM step WHERE run_seq = ?",
  );
  const save = database.prepare<[number, string, string, number]>(
    "INSERT OR IGNORE INTO step (run_seq, name, output, at) VALUES (?, ?, ?, ?)",
  );
  return {
    /** By the step's name. */
    of: (runSeq: number): Readonly<Record<string, unknown>> =>
      Object.fromEntries(all.all(runSeq).map(({ name, output }) => [name, JSON.parse(output) as unknown])),
    /** On disk when it returns. The first result of a step is the one that counts. */
    save: (runSeq: number, step: { readonly name: string; readonly output: unknown }, now: number): void =>
      void save.run(runSeq, step.name, JSON.stringify(step.output ?? null), now),
  };
}

export type StepStore = ReturnType<typeof createStepStore>;
