import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { checkPayloads } from "../../../jobs/engine/check-payloads.ts";
import { createHolidayLists } from "../../../jobs/engine/holiday-lists.ts";
import { builtInTask } from "../../../jobs/engine/known-task.ts";
import { schemaTask } from "../../../jobs/sdk/schema-task.ts";
import { openEngine } from "../../support/open-engine.ts";
import { tempHome } from "../../support/temp-home.ts";

const inline = { isolation: "inline", retry: { limit: 0 } } as const;

const naming = schemaTask({
  ...inline,
  id: "naming",
  schema: z.strictObject({ secret: z.string(), other: z.string().optional() }),
  secretsOf: ({ secret, other }) => [secret, ...(other === undefined ? [] : [other])],
  run: () => null,
});

describe("a task as the engine knows it", () => {
  it("names the secrets of a payload that fits, and none of one that does not", async () => {
    const task = builtInTask(naming);
    expect(await task.secretsOf?.({ secret: "secret.a" })).toEqual(["secret.a"]);
    expect(await task.secretsOf?.({ secret: 1 })).toEqual([]);
  });

  it("says where in the payload something is wrong, also when that is the whole of it", async () => {
    const task = builtInTask(naming);
    await expect(checkPayloads([{ task, payload: "text" }])).rejects.toThrow(/"naming". payload: .*Nothing was queued/);
    await expect(checkPayloads([{ task, payload: { secret: 1 } }])).rejects.toThrow(/secret: /);
    await expect(checkPayloads([{ task, payload: { secret: "a" } }])).resolves.toBeUndefined();
  });

  it("fails with the names of all secrets that have no value", async () => {
    const engine = openEngine({ tasks: [naming] });
    await engine.start();
    const payload = { secret: "custom.one", other: "custom.two" };
    const { id } = await engine.commands.run("naming", payload);
    await engine.settled(id);
    expect(engine.queries.run(id).error?.message).toMatch(/"custom.one", "custom.two", which have no value/);
  });
});

describe("what a step gives", () => {
  it("is refused when it is too large to be kept, and is null when it is nothing", async () => {
    const task = schemaTask({
      ...inline,
      id: "stepping",
      schema: z.object({}),
      run: async (_, { step }) => {
        const nothing = await step("nothing", () => undefined);
        const refused = await step("large", () => "x".repeat(20 * 2 ** 20)).catch((error: Error) => error.message);
        return { nothing, refused };
      },
    });
    const engine = openEngine({ tasks: [task] });
    await engine.start();
    const { id } = await engine.commands.run("stepping", {});
    await engine.settled(id);
    expect(engine.queries.run(id).output).toEqual({
      nothing: null,
      refused: expect.stringMatching(/Step "large" gave \d+ bytes/),
    });
  });
});

describe("a holiday list", () => {
  it("is read again only after a while, and counts what it cannot understand", async () => {
    let now = 0;
    const lists = createHolidayLists({ now: () => now });
    const file = path.join(tempHome(), "days.ics");
    const write = (...events: readonly string[]) =>
      writeFileSync(
        file,
        ["BEGIN:VCALENDAR", ...events.flatMap((line) => ["BEGIN:VEVENT", line, "END:VEVENT"]), "END:VCALENDAR"].join(
          "\n",
        ),
      );
    write("DTSTART;VALUE=DATE:20261225", "DTSTART:someday");
    await lists.load(file);
    expect(lists.get(file)?.problem).toMatch(/^1 of the 2 events/);
    write("DTSTART;VALUE=DATE:20261225");
    await lists.load(file);
    expect(lists.get(file)?.problem).toMatch(/^1 of the 2 events/);
    now = 61_000;
    await Promise.all([lists.load(file), lists.load(file)]);
    expect(lists.get(file)?.problem).toBeNull();
    write();
    now = 122_000;
    await lists.load(file);
    expect(lists.get(file)?.problem).toMatch(/has no holiday/);
  });
});
