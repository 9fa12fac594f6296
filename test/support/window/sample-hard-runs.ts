import type { RunDetail } from "../../../jobs/model/read-models/runs.ts";
import type { SampleState } from "./sample-state.ts";

const frames = [
  "at assertBatch (file:///home/ada/.local/share/jobdeck/tasks/import-ledger/parse/assert-batch.ts:118:11)",
  "at async Promise.all (index 3)",
  "at async importLedger (file:///home/ada/.local/share/jobdeck/tasks/import-ledger/import-ledger.ts:64:21)",
  "at ZodObject.parse (/opt/Jobdeck/resources/app.asar/node_modules/zod/v4/classic/schemas.js:41:26)",
  "at runTask (/opt/Jobdeck/resources/app.asar/dist/main/worker.js:9213:17)",
  "at process.processTicksAndRejections (node:internal/process/task_queues:103:5)",
];
const message =
  "Row 18,204 of ledger-2026-11.csv: amount is “1.204,5O”, which is no number (is the last sign a letter O?)\nNothing of this file was taken over. Mend the row, or set decimalSeparator.";

/** Runs that are hard to show: a long stack, a coloured log, a payload of megabytes, a text that is no JSON, nothing at all. */
export function addHardRuns(state: SampleState): void {
  const [newest, second, third] = state.runs().filter(({ status }) => status === "completed");
  if (!newest || !second || !third) return;
  state.putRun({ ...newest, ...failed(newest, second, third) });
  for (const [level, line] of colouredLog) state.log(newest.id, level, line);
  state.putRun({
    ...second,
    payload: Array.from({ length: 30_000 }, (_, index) => ({
      row: index,
      account: `DE89-${index}`,
      amount: index / 100,
    })),
    output: "Imported 30,000 rows.\n\n  2 rows were empty.\n  1 row was there already: DE89-17\n",
  });
  state.putRun({ ...third, payload: {}, output: null });
}

function failed({ attemptList }: RunDetail, starter: RunDetail, before: RunDetail): Partial<RunDetail> {
  const stack = [
    `LedgerError: ${message}`,
    ...frames.map((frame) => `    ${frame}`),
    "Caused by: RangeError: 1.204,5O",
  ];
  const error = {
    code: "TASK_FAILED",
    message,
    stack: stack.join("\n"),
    details: { file: "ledger-2026-11.csv", row: 18_204, column: "amount", given: "1.204,5O" },
  };
  return {
    ...{ status: "failed", outcome: null, output: null, summary: null, error, trigger: "task" },
    startedBy: { id: starter.id, taskTitle: starter.taskTitle },
    retryOf: before.id,
    attemptList: attemptList.map((attempt) => ({ ...attempt, error })),
  };
}

const colouredLog = [
  ["info", "\u001b[1mImporting\u001b[0m ledger-2026-11.csv (\u001b[36m18,991 rows\u001b[0m)"],
  ["info", "\u001b[32m✓\u001b[0m header: date, account, amount, purpose"],
  ["info", "\u001b[32m✓\u001b[0m rows 1–10,000 in \u001b[33m1.2 s\u001b[0m"],
  ["warn", "\u001b[33mrow 12,008\u001b[0m: purpose is empty, taken over as “–”"],
  ["info", "\u001b[32m✓\u001b[0m rows 10,001–18,000 in \u001b[33m0.9 s\u001b[0m"],
  ["error", "\u001b[41;97m ERROR \u001b[0m \u001b[31mrow 18,204\u001b[0m: amount is “1.204,5O”, which is no number"],
  ["info", "\u001b[2mrolled back 18,000 rows\u001b[0m"],
] as const;
