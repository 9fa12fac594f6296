import { parseCrontab } from "../../interchange/crontab.ts";
import { type ImportPlan, shortened } from "../../interchange/plan.ts";
import {
  mostTakenOver,
  type TakeOverEntry,
  type TakeOverPlan,
  type TakeOverSource,
  type TakeOverWish,
} from "../../model/take-over.ts";
import { importFacts } from "./facts.ts";
import { applyAll, type ImportTarget, judgePlan, type ShownEntry, withKnown } from "./judge.ts";
import { ownCrontab } from "./own-crontab.ts";
import { timersPlan } from "./timers.ts";

export type TakeOverOptions = {
  readonly target: ImportTarget;
  /** IANA name; for times that name none. */
  readonly zone: string;
  readonly now: () => number;
};

/**
 * Takes over the crontab and the timers of the user whose host this is. What is made is read here, at the moment it is made:
 * a caller can choose among the user's own lines, and bring in none.
 */
export function createTakeOver({ target, zone, now }: TakeOverOptions) {
  const read = async (from: TakeOverSource): Promise<{ readonly plan: ImportPlan; readonly source: string }> => {
    const facts = importFacts(zone);
    if (from === "systemd") return timersPlan({ paths: [], system: undefined, facts });
    return { plan: parseCrontab(await ownCrontab(), { ...facts, system: false }), source: "Your crontab" };
  };

  return {
    /** Writes nothing. @throws JobdeckError NOT_FOUND when there is nothing to read */
    preview: async (from: TakeOverSource): Promise<TakeOverPlan> => {
      const { plan, source } = await read(from);
      const { shown, notTaken } = judgePlan(plan, now());
      const entries = await withKnown(target, shown.slice(0, mostTakenOver));
      return {
        source,
        entries: entries.map(toEntry),
        notTaken: notTaken.map(({ file, line, text, reason }) => ({ file, line, text: shortened(text, 300), reason })),
        remarks: [...(plan.remarks ?? [])],
      };
    },
    /** What became of each of the lines. @throws JobdeckError NOT_FOUND when there is nothing to read any more */
    apply: async ({ from, lines, paused }: TakeOverWish): Promise<TakeOverEntry[]> => {
      const { plan } = await read(from);
      const known = await withKnown(target, judgePlan(plan, now()).shown);
      const wanted = new Map(lines.map(({ importKey, command }) => [importKey, command]));
      const chosen = known.filter((entry) => wanted.get(entry.importKey) === commandOf(entry));
      return (await applyAll(target, chosen, { paused })).map(toEntry);
    },
  };
}

function toEntry(entry: ShownEntry): TakeOverEntry {
  const { file, line, importKey, when, zone, meaning, next, notes, state, id, problem } = entry;
  return {
    ...{ file, line, importKey, when, zone, meaning, state, problem, scheduleId: id },
    ...{ command: commandOf(entry), next: [...next], notes: [...notes] },
  };
}

/** What is run, as one line that hides nothing: control characters would act on who reads it. */
function commandOf({ taskId, payload, title }: Pick<ShownEntry, "taskId" | "payload" | "title">): string {
  const { shell, argv } = payload as { readonly shell?: string; readonly argv?: readonly string[] };
  const words = taskId === "command" ? (shell ?? argv?.join(" ") ?? title) : `${taskId} ${JSON.stringify(payload)}`;
  return shortened(words, 2_000);
}
