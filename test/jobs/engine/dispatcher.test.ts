import { describe, expect, it } from "vitest";
import { z } from "zod";
import { schemaTask } from "../../../jobs/sdk/schema-task.ts";
import { openEngine } from "../../support/open-engine.ts";
import { tempHome } from "../../support/temp-home.ts";

/** Runs of it go on until they are let go. */
function gated(queue: { concurrencyLimit: number; claimAhead?: number; limitPerKey?: number }) {
  const begun: string[] = [];
  const open: (() => void)[] = [];
  const task = schemaTask({
    id: "gated",
    schema: z.object({}),
    isolation: "inline",
    queue,
    run: (_payload, { run, signal }) => {
      begun.push(run.id);
      return new Promise((resolve, reject) => {
        open.push(() => resolve(null));
        signal.addEventListener("abort", () => reject(signal.reason));
      });
    },
  });
  return { task, begun, letGo: () => open.splice(0).forEach((go) => void go()) };
}

describe("claiming ahead", () => {
  it("begins no more runs at once than the limit allows", async () => {
    const { task, begun, letGo } = gated({ concurrencyLimit: 2, claimAhead: 10 });
    const engine = openEngine({ tasks: [task] });
    await engine.start();
    const runs = await Promise.all(Array.from({ length: 6 }, () => engine.commands.run("gated", {})));
    await engine.settled(runs[5]?.id ?? "", ["active"]);
    while (begun.length < 2) await new Promise(setImmediate);
    expect(begun).toHaveLength(2);
    while (begun.length < 6) {
      letGo();
      await new Promise(setImmediate);
    }
    letGo();
    for (const { id } of runs) expect((await engine.settled(id)).status).toBe("completed");
  });

  it("lets a run that has not begun be cancelled at once", async () => {
    const { task, begun, letGo } = gated({ concurrencyLimit: 1, claimAhead: 10 });
    const engine = openEngine({ tasks: [task] });
    await engine.start();
    const runs = await Promise.all(Array.from({ length: 3 }, () => engine.commands.run("gated", {})));
    await engine.settled(runs[2]?.id ?? "", ["active"]);
    await engine.commands.cancel(runs[1]?.id ?? "");
    expect((await engine.settled(runs[1]?.id ?? "")).status).toBe("cancelled");
    letGo();
    await engine.settled(runs[0]?.id ?? "");
    expect(begun).not.toContain(runs[1]?.id);
    while (begun.length < 2) await new Promise(setImmediate);
    letGo();
    await engine.settled(runs[2]?.id ?? "");
  });

  it("gives back what has not begun when the host stops, without a lost try", async () => {
    const home = tempHome();
    const { task, begun } = gated({ concurrencyLimit: 1, claimAhead: 10 });
    const engine = openEngine({ tasks: [task], home });
    await engine.start();
    const runs = await Promise.all(Array.from({ length: 3 }, () => engine.commands.run("gated", {})));
    await engine.settled(runs[2]?.id ?? "", ["active"]);
    while (begun.length < 1) await new Promise(setImmediate);
    await engine.stop();
    expect(begun).toHaveLength(1);
    const next = openEngine({ tasks: [], home });
    for (const { id } of runs) expect(next.queries.runIfKnown(id)).toMatchObject({ status: "retry", attempts: 0 });
  });
});
