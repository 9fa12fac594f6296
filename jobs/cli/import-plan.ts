import { applyAll, type ImportTarget, judgePlan, withKnown } from "../api/imports/judge.ts";
import type { ImportPlan } from "../interchange/plan.ts";
import { askLine } from "./ask.ts";
import type { CliContext } from "./context.ts";
import type { Access } from "./host-access.ts";
import { made, showPlan } from "./import-show.ts";
import { Exit } from "./output.ts";
import { iso } from "./words.ts";

export type ImportRequest = {
  readonly plan: ImportPlan;
  /** Where it was read from, in words. */
  readonly source: string;
  /** Makes the schedules without asking. */
  readonly yes: boolean;
};

/**
 * Shows what an import would make, what is there already and what stays behind; then makes the schedules, paused, when told to
 * beforehand or by the person at the terminal.
 */
export async function runImport(context: CliContext, { plan, source, yes }: ImportRequest): Promise<void> {
  const { output, withHost } = context;
  const { shown: planned, notTaken } = judgePlan(plan, Date.now());
  await withHost(async (access) => {
    const target = targetOf(access);
    const shown = await withKnown(target, planned);
    showPlan(context, { shown, notTaken, remarks: plan.remarks ?? [], source });
    const isNew = shown.some(({ state }) => state === "planned");
    const apply = isNew && (yes || (await confirmed(context)));
    const done = apply ? await applyAll(target, shown, { paused: true }) : shown;
    output.json({
      source,
      applied: apply,
      entries: done.map(({ next, ...entry }) => ({ ...entry, next: next.map(iso) })),
      notTaken,
      remarks: plan.remarks ?? [],
    });
    if (apply) made(context, done);
    else if (isNew) output.line("Nothing was written. Add --yes to make these schedules, paused.");
    else output.line("There is nothing new to take over, and nothing was written.");
    if (done.some(({ state }) => state === "failed")) throw new Exit(2);
  });
}

function targetOf({ client }: Access): ImportTarget {
  return {
    keys: () => client.schedules.keys({}),
    jobs: () => client.jobs.list({}),
    create: (wish) => client.schedules.create(wish),
  };
}

/** Asks the person at a terminal, and nobody else. */
async function confirmed({ output }: CliContext): Promise<boolean> {
  if (!output.isTerminal || !process.stdin.isTTY) return false;
  const answer = await askLine("Make these schedules, paused? [y/N] ");
  return /^y(es)?$/i.test(answer?.trim() ?? "");
}
