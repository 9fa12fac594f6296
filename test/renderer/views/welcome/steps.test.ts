import { describe, expect, it } from "vitest";
import type { SettingGroupView } from "../../../../jobs/model/read-models/settings.ts";
import { firstOpenStep, missingIn, type StepFacts, stepsOf } from "../../../../renderer/views/welcome/steps.ts";
import { aFailedRun, aJob, anEngine, aRun } from "../../../support/desktop/samples.ts";
import { sampleSettings } from "../../../support/window/sample-settings.ts";

const groupsWith = (
  stored: Readonly<Record<string, string>>,
  passed: readonly string[] = [],
): readonly SettingGroupView[] =>
  sampleSettings({
    ...{ values: new Map(Object.entries(stored)), secrets: new Set(), demo: false, passed: new Set(passed) },
  });

function ticks({
  groups = groupsWith({}),
  importKeys = [],
  live = {},
}: Partial<Omit<StepFacts, "live">> & { live?: object }) {
  const known = { engine: anEngine(), jobs: [aJob()], brokenFiles: [], ...live };
  const steps = stepsOf({ live: known, groups, importKeys });
  return steps.filter(({ done }) => done).map(({ id }) => id);
}

const s3 = {
  ...{ "s3.bucket": "notes", "s3.endpoint": "s3.example.org", "s3.region": "eu" },
  ...{ "s3.accessKeyId": "a", "s3.secretAccessKey": "b" },
};

describe("the ticks of the walkthrough", () => {
  it("are none in an empty home, and none while nothing is known", () => {
    expect(ticks({})).toEqual([]);
    expect(ticks({ groups: null, importKeys: null })).toEqual([]);
  });

  it("come with the demo, and go with it", () => {
    expect(ticks({ live: { engine: anEngine({ demo: true }) } })).toEqual(["demo"]);
  });

  it.each([
    ["a run that failed", { jobs: [aJob({ last: aFailedRun("x") })] }],
    ["a task file", { jobs: [aJob({ file: "/home/ada/tasks/hello.ts" })] }],
    ["a broken task file", { brokenFiles: [{ file: "a.ts", message: "no", stillUsed: [] }] }],
  ])("come with %s: there is something to run", (_what, live) => {
    expect(ticks({ live })).toEqual(["run"]);
  });

  it("do not come with a run of the demo, or one that was skipped for want of credentials", () => {
    const runs = [aRun({ demo: true }), aRun({ outcome: "skipped" })];
    for (const last of runs) expect(ticks({ live: { jobs: [aJob({ last })] } })).toEqual([]);
  });

  it("come with credentials that have passed a test, and not with entered ones", () => {
    expect(ticks({ groups: groupsWith(s3) })).toEqual([]);
    expect(ticks({ groups: groupsWith(s3, ["s3"]) })).toEqual(["credentials"]);
  });

  it("come with a line that was taken over, and not with an export of Jobdeck itself", () => {
    expect(ticks({ importKeys: ["json:1"] })).toEqual([]);
    expect(ticks({ importKeys: ["systemd:1"] })).toEqual(["import"]);
  });

  it("come with the start at login", () => {
    expect(ticks({ groups: groupsWith({ "desktop.openAtLogin": "true" }) })).toEqual(["background"]);
  });
});

describe("what credentials still need", () => {
  const missing = (stored: Readonly<Record<string, string>>, id: string) =>
    groupsWith(stored)
      .filter((group) => group.id === id)
      .flatMap(missingIn);

  it("is what every job of the service needs", () => {
    const { "s3.region": _region, ...some } = s3;
    expect(missing(some, "s3")).toEqual(["Region"]);
    expect(missing({}, "openai")).toEqual(["API key"]);
  });
});

describe("firstOpenStep", () => {
  it("is the first that is not done", () => {
    const live = { engine: anEngine(), jobs: [aJob({ last: aRun() })], brokenFiles: [] };
    expect(firstOpenStep(stepsOf({ live, groups: [], importKeys: [] }))).toBe("credentials");
  });
});
