import { describe, expect, it } from "vitest";
import type { JobdeckClient } from "../../../jobs/api/contract.ts";
import type { RunDetail } from "../../../jobs/model/read-models/runs.ts";
import { memoryVault } from "../../support/memory-vault.ts";
import { startTestHost } from "../../support/start-test-host.ts";
import { tempHome } from "../../support/temp-home.ts";

type Options = { readonly env?: Readonly<Record<string, string>>; readonly secrets?: Readonly<Record<string, string>> };

async function open({ env = {}, secrets = {} }: Options = {}): Promise<JobdeckClient> {
  return (await startTestHost({ home: tempHome(), env, vault: memoryVault(secrets) })).client;
}

async function ended(client: JobdeckClient, runId: string): Promise<RunDetail> {
  for await (const _event of await client.runs.follow({ runId }));
  return client.runs.get({ runId });
}

const refused = (code: string, message: RegExp) => ({ code, message: expect.stringMatching(message) });

describe("settings over the contract", () => {
  it("say where each value comes from, and never what a secret is", async () => {
    const client = await open({
      env: { S3_REGION: "eu-west-1", JOBDECK_SECRET_MINE: "a" },
      secrets: { "openai.apiKey": "sk-x", "custom.other": "b" },
    });
    await client.settings.set({ name: "s3.bucket", value: "notes" });
    const groups = await client.settings.list({});
    const field = (name: string) => groups.flatMap(({ fields }) => fields).find((each) => each.name === name);
    expect(field("s3.region")).toMatchObject({ source: "environment", value: "eu-west-1" });
    expect(field("s3.bucket")).toMatchObject({ source: "stored", value: "notes" });
    expect(field("s3.endpoint")).toMatchObject({ source: "none", value: null });
    expect(field("openai.apiKey")).toMatchObject({ source: "stored", value: null });
    expect(field("custom.other")).toMatchObject({ source: "stored", value: null });
    expect(JSON.stringify(groups)).not.toContain("sk-x");
  });

  it("are set and taken away again, secrets and others", async () => {
    const client = await open();
    const sourceOf = async (name: string) =>
      (await client.settings.list({})).flatMap(({ fields }) => fields).find((each) => each.name === name)?.source;
    for (const [name, value] of [
      ["s3.bucket", "notes"],
      ["openai.apiKey", "sk-y"],
    ] as const) {
      await client.settings.set({ name, value });
      expect(await sourceOf(name)).toBe("stored");
      await client.settings.remove({ name });
      expect(await sourceOf(name)).toBe("none");
    }
  });

  it.each([
    [
      "an unknown name",
      { name: "s3.bukket", value: "x" },
      refused("NOT_FOUND", /s3\.bukket.*Did you mean "s3\.bucket"/),
    ],
    ["what is no number", { name: "sync.batchSize", value: "many" }, refused("BAD_INPUT", /many/)],
    ["a number out of range", { name: "sync.batchSize", value: "0" }, refused("BAD_INPUT", /0/)],
  ])("refuse %s", async (_what, wish, expected) => {
    await expect((await open()).settings.set(wish)).rejects.toMatchObject(expected);
  });

  it("answer a test of credentials that are not there with a reason, not with an error", async () => {
    expect(await (await open()).settings.test({ group: "s3" })).toMatchObject({
      ok: false,
      message: expect.any(String),
    });
  });

  it("of the environment are tried in the demo's stead when it is over", async () => {
    const client = await open();
    expect((await client.demo.start({})).demo).toBe(true);
    const sources = async () =>
      (await client.settings.list({}))
        .flatMap(({ fields }) => fields)
        .filter(({ name }) => /^(s3|openai)\.(bucket|apiKey)$/.test(name))
        .map(({ source }) => source);
    expect(await sources()).toEqual(["demo", "demo"]);
    expect((await client.demo.remove({})).demo).toBe(false);
    expect(await sources()).toEqual(["none", "none"]);
  });
});

describe("schedules over the contract", () => {
  it("are made once for one import key", async () => {
    const client = await open();
    const wish = { taskId: "echo", when: "0 0 * * *", zone: "UTC", importKey: "crontab:1", paused: true };
    const first = await client.schedules.create(wish);
    expect(first).toMatchObject({ paused: true, own: true });
    expect((await client.schedules.create({ ...wish, when: "0 5 * * *" })).id).toBe(first.id);
    expect((await client.jobs.get({ taskId: "echo" })).schedules).toHaveLength(1);
  });

  it("take a title, a payload and policies, and give them back with a reset where they are a task's", async () => {
    const client = await open();
    const own = await client.schedules.create({ taskId: "echo", when: "every 15m", title: "Mine" });
    const changed = await client.schedules.update({
      scheduleId: own.id,
      title: null,
      payload: { text: "x" },
      policies: { overlap: "allow" },
    });
    expect(changed).toMatchObject({
      title: null,
      payload: { text: "x" },
      policies: { overlap: "allow", missed: "run-once" },
    });
    await client.schedules.update({ scheduleId: "daily:default", when: "0 6 * * *", policies: { missed: "skip" } });
    expect(await client.schedules.reset({ scheduleId: "daily:default" })).toMatchObject({
      ...{ when: "0 0 * * *", changed: false },
      policies: { missed: "run-once" },
    });
  });

  it.each<[string, (client: JobdeckClient, own: string) => Promise<unknown>, object]>([
    [
      "to remove one that comes with a task",
      (client) => client.schedules.remove({ scheduleId: "daily:default" }),
      refused("NOT_ALLOWED", /comes with its task/),
    ],
    [
      "to reset one of the user's own",
      (client, own) => client.schedules.reset({ scheduleId: own }),
      refused("NOT_ALLOWED", /your own/),
    ],
    [
      "a pause that is over",
      (client, own) => client.schedules.pause({ scheduleId: own, until: 1 }),
      refused("BAD_INPUT", /over/),
    ],
    [
      "one that is not there",
      (client) => client.schedules.pause({ scheduleId: "nothing:here" }),
      refused("NOT_FOUND", /nothing:here/),
    ],
    [
      "a payload that does not fit",
      (client, own) => client.schedules.update({ scheduleId: own, payload: { lines: "x" } }),
      refused("BAD_PAYLOAD", /lines/),
    ],
    [
      "a time that is over",
      (client) => client.schedules.create({ taskId: "echo", when: "2020-01-01T00:00:00Z" }),
      refused("BAD_SCHEDULE", /never fires/),
    ],
  ])("refuse %s", async (_what, ask, expected) => {
    const client = await open();
    const { id } = await client.schedules.create({ taskId: "echo", when: "every 1h" });
    await expect(ask(client, id)).rejects.toMatchObject(expected);
  });

  it("leave the next time out, and take that back", async () => {
    const client = await open();
    const [first, second] = (await client.schedules.skipNext({ scheduleId: "daily:default", skip: false })).next;
    expect((await client.schedules.skipNext({ scheduleId: "daily:default", skip: true })).next[0]).toBe(second);
    expect((await client.schedules.skipNext({ scheduleId: "daily:default", skip: false })).next[0]).toBe(first);
  });

  it("are removed, and their ledger is not", async () => {
    const client = await open();
    const { id } = await client.schedules.create({ taskId: "echo", when: "every 1h" });
    await client.schedules.remove({ scheduleId: id });
    expect((await client.jobs.get({ taskId: "echo" })).schedules).toEqual([]);
    await expect(client.schedules.remove({ scheduleId: id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("runs over the contract", () => {
  it("are found by the first letters of their id, and not by too few", async () => {
    const client = await open();
    const { id } = await client.jobs.run({ taskId: "echo" });
    await ended(client, id);
    expect((await client.runs.get({ runId: id.slice(0, 8) })).id).toBe(id);
    await expect(client.runs.get({ runId: id.slice(0, 3) })).rejects.toMatchObject(refused("NOT_FOUND", /no run/));
    await expect(client.runs.get({ runId: "zzzzzzzz" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("are run again with their payload, which they name, and only when they have ended", async () => {
    const client = await open();
    const first = await client.jobs.run({ taskId: "echo", payload: { text: "again" } });
    await ended(client, first.id);
    const second = await client.runs.retry({ runId: first.id });
    expect(await ended(client, second.id)).toMatchObject({ retryOf: first.id, output: { text: "again" } });
    const waiting = await client.jobs.run({ taskId: "wait" });
    await expect(client.runs.retry({ runId: waiting.id })).rejects.toMatchObject(
      refused("NOT_ALLOWED", /has not ended/),
    );
    await client.runs.cancel({ runId: waiting.id });
    expect((await ended(client, waiting.id)).status).toBe("cancelled");
    await expect(client.runs.cancel({ runId: waiting.id })).rejects.toMatchObject(
      refused("NOT_ALLOWED", /already ended/),
    );
  });

  it("take keys, priorities, tags and an end of patience", async () => {
    const client = await open();
    const options = { idempotencyKey: "k", concurrencyKey: "c", priority: 3, tags: ["t"], expireInMs: 60_000 };
    const first = await client.jobs.run({ taskId: "echo", options });
    expect((await client.jobs.run({ taskId: "echo", options: { idempotencyKey: "k" } })).id).toBe(first.id);
    expect((await ended(client, first.id)).status).toBe("completed");
  });

  it("are listed page after page", async () => {
    const client = await open();
    for (let index = 0; index < 5; index++) await client.jobs.run({ taskId: "wait", options: { delayMs: 3_600_000 } });
    const first = await client.runs.list({ taskId: "wait", limit: 3 });
    const rest = await client.runs.list({ taskId: "wait", limit: 3, cursor: first.nextCursor ?? 0 });
    expect([first.runs.length, rest.runs.length, rest.nextCursor]).toEqual([3, 2, null]);
    await expect(client.runs.list({ taskId: "wiat" })).rejects.toMatchObject(
      refused("NOT_FOUND", /Did you mean "wait"/),
    );
  });
});

describe("many runs over the contract", () => {
  it("are listed by state, job, trigger, tag, time and word together", async () => {
    const client = await open();
    const options = { tags: ["nightly"] };
    const { id } = await client.jobs.run({ taskId: "echo", payload: { text: "hi" }, options });
    await client.jobs.run({ taskId: "echo" });
    const { createdAt } = await ended(client, id);
    const filter = { taskIds: ["echo"], states: ["completed"], triggers: ["user"], tags: ["nightly"] } as const;
    const list = (more: object) => client.runs.list({ ...structuredClone(filter), ...more } as never);
    const found = await list({ since: createdAt, until: createdAt + 1, words: [id.slice(0, 8)] });
    expect(found).toMatchObject({ runs: [{ id, tags: ["nightly"] }], nextCursor: null });
    expect((await list({ until: createdAt })).runs).toEqual([]);
    expect((await list({ words: ["no such word"] })).runs).toEqual([]);
    await expect(client.runs.list({ states: [] })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(client.runs.list({ taskIds: ["echo", "ecko"] })).rejects.toMatchObject(
      refused("NOT_FOUND", /Did you mean "echo"/),
    );
  });

  it("are cancelled and run again in one call, and those that refuse are named", async () => {
    const client = await open();
    const waiting = [];
    for (let index = 0; index < 3; index++)
      waiting.push((await client.jobs.run({ taskId: "wait", options: { delayMs: 3_600_000 } })).id);
    const done = (await client.jobs.run({ taskId: "echo" })).id;
    await ended(client, done);
    const cancelled = await client.runs.cancelMany({ runIds: [...waiting, done, waiting[0] ?? "", "nobody"] });
    expect(cancelled).toMatchObject({
      done: 3,
      refused: [
        { runId: done, code: "NOT_ALLOWED", message: expect.stringContaining("already ended") },
        { runId: "nobody", code: "NOT_FOUND" },
      ],
    });
    expect((await client.runs.get({ runId: waiting[1] ?? "" })).status).toBe("cancelled");
    expect(await client.runs.retryMany({ runIds: [done, "nobody"] })).toMatchObject({ done: 1, refused: [{}] });
    const [again] = (await client.runs.list({ taskIds: ["echo"], limit: 1 })).runs;
    expect(again?.retryOf).toBe(done);
  });
});

describe("the doctor over the contract", () => {
  it("says what is well, what is missing, and what to do", async () => {
    const client = await open();
    await client.backUp({});
    const checks = await client.doctor({});
    const of = (id: string) => checks.find((check) => check.id === id);
    expect(of("database")).toMatchObject({ status: "ok" });
    expect(of("backup")).toMatchObject({ status: "ok", message: expect.stringContaining("The newest is of") });
    expect(of("vault")).toMatchObject({ status: "ok", message: "Kept in the test's memory." });
    expect(of("job:secretive")).toMatchObject({
      status: "warning",
      message: expect.stringContaining("OPENAI_API_KEY"),
    });
    expect(of("job:echo")).toMatchObject({ status: "ok", remedy: null });
  });

  it("gives a job's retention, changes it, and goes back", async () => {
    const client = await open();
    expect(await client.jobs.setRetention({ taskId: "echo", change: { keepRuns: 3 } })).toMatchObject({
      changed: true,
      policy: { keepRuns: 3 },
    });
    expect(await client.jobs.setRetention({ taskId: "echo", change: {} })).toMatchObject({
      changed: false,
      policy: { keepRuns: null },
    });
    expect(await client.jobs.payloadSchema({ taskId: "echo" })).toMatchObject({
      properties: { text: { type: "string" } },
    });
  });
});

describe("the timeline over the contract", () => {
  const now = Date.now();

  it("has every job, with what ran and what is to come", async () => {
    const client = await open();
    const run = await client.jobs.run({ taskId: "echo", payload: { text: "x" } });
    await ended(client, run.id);
    const timeline = await client.timeline({ from: now - 86_400_000, to: now + 2 * 86_400_000 });
    const jobs = await client.jobs.list({});
    expect(timeline.jobs.map(({ taskId }) => taskId).toSorted()).toEqual(jobs.map(({ taskId }) => taskId).toSorted());
    const of = (taskId: string) => timeline.jobs.find((job) => job.taskId === taskId);
    expect(of("echo")?.runs.map(({ id }) => id)).toEqual([run.id]);
    expect(of("daily")?.predicted.length).toBeGreaterThanOrEqual(2);
  });

  it.each([
    ["a window that ends before it begins", { from: now, to: now - 1 }],
    ["one that is empty", { from: now, to: now }],
    ["one of more than a year", { from: now, to: now + 400 * 86_400_000 }],
    ["no resolution at all", { from: now, to: now + 1, resolutionMs: 0 }],
  ])("refuses %s", async (_what, input) => {
    await expect((await open()).timeline(input)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});
