import { describe, expect, it } from "vitest";
import { createDiskNotice } from "../../../electron/notify/disk-notice.ts";
import { anEngine, aSnapshot } from "../../support/desktop/samples.ts";

function setUp() {
  const told: string[] = [];
  const notice = createDiskNotice({ tell: (title, body) => void told.push(`${title}: ${body}`) });
  const now = (diskProblem: string | null) => notice.handle({ type: "engine", engine: anEngine({ diskProblem }) });
  return { told, notice, now };
}

describe("the notice of a disk that takes nothing", () => {
  it("is given once, and once more when it is over", () => {
    const { told, now } = setUp();
    for (const problem of [null, "It is full.", "It is full.", "It is full.", null, null]) now(problem);
    expect(told).toEqual(["Jobdeck cannot go on: It is full.", "Jobdeck goes on: Its data can be written again."]);
  });

  it("is given of a host that was found so", () => {
    const { told, notice } = setUp();
    notice.begin(aSnapshot([], { diskProblem: "It is full." }));
    expect(told).toEqual(["Jobdeck cannot go on: It is full."]);
  });
});
