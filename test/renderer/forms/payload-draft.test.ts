import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { draftOf, payloadOf, unknownNames } from "../../../renderer/forms/payload-draft.ts";
import { payloadFields } from "../../../renderer/forms/payload-fields.ts";
import { payloadProblems } from "../../../renderer/forms/payload-problems.ts";

const schema = z.object({
  name: z.string(),
  count: z.number().int().optional(),
  ratio: z.number().optional(),
  isOn: z.boolean().optional(),
  mood: z.enum(["good", "bad"]).optional(),
  words: z.array(z.string()).optional(),
  codes: z.array(z.number()).optional(),
  nested: z.unknown().optional(),
});
const fields = payloadFields(z.toJSONSchema(schema)) ?? [];

describe("a payload in a form", () => {
  it("is the same when it is taken in and given back", () => {
    const line = fc.string().filter((text) => !text.includes("\n"));
    const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
    const payload = fc.record(
      {
        name: line,
        count: fc.integer(),
        ratio: number,
        isOn: fc.boolean(),
        mood: fc.constantFrom("good", "bad"),
        // One empty line is no line: an empty field.
        words: fc.array(line, { minLength: 1 }).filter((words) => words.join("\n") !== ""),
        codes: fc.array(number, { minLength: 1 }),
        nested: fc.jsonValue(),
      },
      { requiredKeys: ["name"] },
    );
    fc.assert(
      fc.property(payload, (given) => {
        const back = payloadOf(fields, draftOf(fields, given));
        expect(back).toEqual({ ok: true, payload: JSON.parse(JSON.stringify(given)) });
      }),
    );
  });

  it("leaves out what is empty, so that the task's own default counts", () => {
    expect(payloadOf(fields, { name: "a", count: "", words: "", mood: "" })).toEqual({
      ok: true,
      payload: { name: "a" },
    });
  });

  it("says of each field that cannot be read what is wrong with it", () => {
    const draft = { count: "1.5", ratio: "much", codes: "1\nx", nested: "{" };
    expect(payloadOf(fields, draft)).toEqual({
      ok: false,
      problems: [
        { path: "name", message: "Is needed" },
        { path: "count", message: "1.5 is no whole number" },
        { path: "ratio", message: "“much” is no number" },
        { path: "codes", message: "“x” is no number" },
        { path: "nested", message: expect.stringContaining("This is no JSON") },
      ],
    });
  });

  it("tells what the form would lose", () => {
    expect(unknownNames(fields, { name: "a", more: 1 })).toEqual(["more"]);
    expect(unknownNames(fields, "text")).toEqual([]);
  });

  it("is told what the host found wrong with it, and nothing when it was refused for another reason", () => {
    const issues = [{ path: "nested.a", message: "too short" }];
    expect(payloadProblems(Object.assign(new Error("x"), { code: "BAD_PAYLOAD", data: { issues } }))).toEqual(issues);
    expect(payloadProblems(Object.assign(new Error("x"), { code: "NOT_FOUND", data: { issues } }))).toEqual([]);
    expect(payloadProblems(Object.assign(new Error("x"), { code: "BAD_PAYLOAD", data: { issues: [3] } }))).toEqual([]);
  });
});
