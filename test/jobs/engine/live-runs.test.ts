import { describe, expect, it } from "vitest";
import { createLiveRuns } from "../../../jobs/engine/live-runs.ts";
import type { Execution } from "../../../jobs/pool/pool.ts";

function execution() {
  const aborted: string[] = [];
  const fake: Execution = { result: new Promise(() => undefined), abort: (reason) => void aborted.push(reason) };
  return { fake, aborted };
}

describe("the runs that are active in this process", () => {
  it("are told to end, also when that was asked for before they had begun", () => {
    const live = createLiveRuns();
    const [early, late] = [execution(), execution()];
    live.add("early", "t");
    expect(live.abort("early", "cancel")).toBe(true);
    live.setExecution("early", early.fake);
    live.add("late", "t");
    live.setExecution("late", late.fake);
    live.abortAll("shutdown");
    expect([early.aborted, late.aborted]).toEqual([["cancel", "shutdown"], ["shutdown"]]);
  });

  it("hold a place each but while they wait for another", () => {
    const live = createLiveRuns();
    live.add("a", "t");
    live.add("b", "t");
    live.setWaiting("a", true);
    live.setWaiting("a", true);
    expect([live.size(), live.countOf("t")]).toEqual([1, 1]);
    live.setWaiting("a", false);
    expect([live.size(), live.countOf("t")]).toEqual([2, 2]);
    live.setWaiting("b", true);
    live.remove("b");
    live.remove("a");
    expect([live.size(), live.countOf("t")]).toEqual([0, 0]);
  });

  it("are left alone when they are not there any more", () => {
    const live = createLiveRuns();
    live.setProgress("gone", { done: 1, total: 2 });
    live.setExecution("gone", execution().fake);
    live.setWaiting("gone", true);
    live.remove("gone");
    expect([live.abort("gone", "cancel"), live.progress("gone"), live.size(), live.countOf("t")]).toEqual([
      false,
      undefined,
      0,
      0,
    ]);
  });
});
