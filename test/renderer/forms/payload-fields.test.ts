import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { payloadFields } from "../../../renderer/forms/payload-fields.ts";

const fieldsOf = (schema: z.ZodType) => payloadFields(z.toJSONSchema(schema, { io: "input" }));

describe("the fields of a form", () => {
  it("ask for each kind of value as it is written most simply", () => {
    const schema = z.object({
      name: z.string().describe("Who"),
      count: z.number().int().default(3),
      ratio: z.number().optional(),
      isOn: z.boolean().default(true),
      mood: z.enum(["good", "bad"]),
      either: z.union([z.literal("a"), z.literal(2)]),
      argv: z.tuple([z.string()], z.string()),
      codes: z.array(z.number().int()),
      nested: z.object({ a: z.string() }),
      anything: z.unknown(),
    });
    expect(fieldsOf(schema)?.map(({ name, title, kind, required }) => [name, title, kind, required])).toEqual([
      ["name", "Name", "text", true],
      ["count", "Count", "number", false],
      ["ratio", "Ratio", "number", false],
      ["isOn", "Is on", "check", false],
      ["mood", "Mood", "choice", true],
      ["either", "Either", "choice", true],
      ["argv", "Argv", "lines", true],
      ["codes", "Codes", "lines", true],
      ["nested", "Nested", "json", true],
      ["anything", "Anything", "json", true],
    ]);
    expect(fieldsOf(schema)?.[0]).toMatchObject({ description: "Who", fallback: undefined });
    expect(fieldsOf(schema)?.find(({ name }) => name === "either")?.choices).toEqual(["a", 2]);
  });

  it.each([
    ["no object", z.string()],
    ["a choice of objects", z.union([z.object({ a: z.string() }), z.object({ b: z.string() })])],
    ["an object without names", z.record(z.string(), z.string())],
    ["an object of any names", z.looseObject({})],
  ])("are none for %s: it can only be written as JSON", (_what, schema) => {
    expect(fieldsOf(schema)).toBeNull();
  });

  it("are an empty list for a task that takes nothing", () => {
    expect(fieldsOf(z.object({}))).toEqual([]);
    expect(fieldsOf(z.strictObject({}))).toEqual([]);
  });

  it("end where a schema leads round in circles", () => {
    const schema = { type: "object", properties: { a: { $ref: "#/$defs/a" } }, $defs: { a: { $ref: "#/$defs/a" } } };
    expect(payloadFields(schema)).toMatchObject([{ name: "a", kind: "json" }]);
  });

  it("are found, or not, in whatever a schema is", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (schema) => {
        const fields = payloadFields(schema);
        expect(fields === null || Array.isArray(fields)).toBe(true);
      }),
    );
  });
});
