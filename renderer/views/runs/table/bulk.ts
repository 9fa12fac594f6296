import type { RunSummary } from "../../../../jobs/model/read-models/runs.ts";
import { isFinal } from "../../../../jobs/model/run-state.ts";
import { counted, number } from "../../../format/number.ts";
import type { App } from "../../../workbench/app.ts";

const words = {
  cancel: { done: "cancelled", call: "cancelMany", fits: (run: RunSummary) => !isFinal(run.status) },
  retry: { done: "queued again", call: "retryMany", fits: (run: RunSummary) => isFinal(run.status) },
} as const;

export type BulkKind = keyof typeof words;

/** Those of the chosen runs that something can be done to. */
export function fitting(kind: BulkKind, chosen: readonly RunSummary[]): readonly RunSummary[] {
  return chosen.filter(words[kind].fits);
}

/** "Cancel 3 runs", "Run 3 again". */
export function bulkWords(kind: BulkKind, count: number): string {
  if (kind === "cancel") return `Cancel ${counted(count, "run")}`;
  return count === 1 ? "Run 1 run again" : `Run ${number(count)} again`;
}

/** Asks first, with numbers; does it in one call; says what became of it. */
export async function actOnMany(
  app: Pick<App, "client" | "dialogs" | "notices">,
  kind: BulkKind,
  chosen: readonly RunSummary[],
): Promise<void> {
  const { done, call } = words[kind];
  const runs = fitting(kind, chosen);
  if (runs.length === 0) return;
  const left = chosen.length - runs.length;
  const other = kind === "cancel" ? "ended already" : "not ended yet";
  const rest =
    left === 0
      ? ""
      : ` ${number(left)} of the ${number(chosen.length)} selected ${left === 1 ? "has" : "have"} ${other} and stay${left === 1 ? "s" : ""} as ${left === 1 ? "it is" : "they are"}.`;
  const what = bulkWords(kind, runs.length);
  const message =
    kind === "cancel"
      ? "Runs that wait never begin; active ones are told to end and keep what they have done."
      : "Each becomes a new run with the payload of the old one.";
  const severity = kind === "cancel" ? "warning" : "info";
  if (
    !(await app.dialogs.confirm({
      title: `${what}?`,
      message: message + rest,
      confirm: what,
      decline: "Keep as is",
      severity,
    }))
  )
    return;
  const result = await app.client().runs[call]({ runIds: runs.map(({ id }) => id) });
  const [first] = result.refused;
  if (!first) app.notices.info(`${counted(result.done, "run")} ${done}.`);
  else
    app.notices.error(`${counted(result.done, "run")} ${done}; ${number(result.refused.length)} not: ${first.message}`);
}
