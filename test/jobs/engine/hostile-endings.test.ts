import { describe, expect, it } from "vitest";
import { z } from "zod";
import { RetryAfterError } from "../../../jobs/sdk/errors.ts";
import { schemaTask } from "../../../jobs/sdk/schema-task.ts";
import { openEngine } from "../../support/open-engine.ts";

const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const withoutMessage = () =>
  Object.defineProperty(new Error("never read"), "message", {
    get: () => {
      throw new Error("from within");
    },
  });

const ending = (thrown: () => unknown) =>
  schemaTask({
    id: "one",
    schema: z.object({}),
    isolation: "inline",
    run: () => {
      throw thrown();
    },
  });

describe("a task that throws what cannot be shown", () => {
  it.each<[string, () => unknown]>([
    ["an object without a prototype", () => Object.create(null)],
    ["a proxy that was revoked", revoked],
    ["an error whose message throws", withoutMessage],
    ["an error whose message is a number", () => Object.assign(new Error("words"), { message: 5 })],
    ["a symbol", () => Symbol("sign")],
  ])("fails: %s", async (_what, thrown) => {
    const engine = openEngine({ tasks: [ending(thrown)] });
    await engine.start();
    const run = await engine.commands.run("one", {}, { maxAttempts: 1 });
    const { status, error } = await engine.settled(run.id);
    expect(status).toBe("failed");
    expect(error?.message).toEqual(expect.any(String));
  });
});

describe("a task that says when it is to be tried again", () => {
  it.each<[string, number | Date]>([
    ["no number", Number.NaN],
    ["never", Number.POSITIVE_INFINITY],
    ["a date that is none", new Date("soon")],
    ["after the end of all dates", 1e300],
    ["before their beginning", -1e300],
  ])("is tried again at a time that there is: %s", async (_what, after) => {
    const engine = openEngine({ tasks: [ending(() => new RetryAfterError("busy", after))] });
    await engine.start();
    const run = await engine.commands.run("one", {}, { maxAttempts: 2 });
    await engine.settled(run.id, ["retry", "failed"]);
    const { dueAt } = engine.stores.runs.get(run.id) ?? { dueAt: Number.NaN };
    expect(Math.abs(dueAt - Date.now())).toBeLessThan(366 * 86_400_000);
    expect(engine.problems).toEqual([]);
  });
});

describe("a task that logs and returns what cannot be shown", () => {
  it("ends well, with words in the place of it", async () => {
    const task = schemaTask({
      id: "one",
      schema: z.object({}),
      isolation: "inline",
      run: (_payload, { logger }) => {
        logger.info(Object.create(null), { value: revoked() });
        return { value: revoked() };
      },
    });
    const engine = openEngine({ tasks: [task] });
    await engine.start();
    const run = await engine.commands.run("one", {});
    expect(await engine.settled(run.id)).toMatchObject({ status: "completed" });
    expect(engine.queries.run(run.id).output).toMatchObject({
      unreadable: "[object Object]",
      reason: expect.stringContaining("revoked"),
    });
  });
});

describe("a run whose log cannot be written", () => {
  it("is tried again and ends all the same", async () => {
    let tries = 0;
    const task = schemaTask({
      id: "one",
      schema: z.object({}),
      isolation: "inline",
      retry: { limit: 1, delayMs: 1, backoff: false, maxDelayMs: 1 },
      run: () => {
        tries += 1;
        if (tries === 1) throw new Error("not yet");
        return "done";
      },
    });
    const engine = openEngine({ tasks: [task] });
    await engine.start();
    engine.stores.logDatabase.exec("DROP TABLE log_line");
    const run = await engine.commands.run("one", {});
    expect(await engine.settled(run.id)).toMatchObject({ status: "completed", attempts: 2 });
    expect(engine.problems.join(" ")).toMatch(/log/);
  });
});
