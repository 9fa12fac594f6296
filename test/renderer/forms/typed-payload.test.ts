import { describe, expect, it } from "vitest";
import { payloadFields } from "../../../renderer/forms/payload-fields.ts";
import { saysTheSame, type TypedPayload } from "../../../renderer/forms/typed-payload.ts";

const fields = payloadFields({
  type: "object",
  properties: { name: { type: "string" }, times: { type: "integer" } },
  required: ["name"],
});
const form = (draft: Readonly<Record<string, string>>): TypedPayload => ({ view: "form", draft });
const json = (text: string): TypedPayload => ({ view: "json", text });

describe("two payloads that were typed", () => {
  it.each<[string, TypedPayload, TypedPayload]>([
    ["one is emptied again", form({ name: "ada", times: "" }), form({ name: "ada" })],
    ["one is written as JSON", form({ name: "ada", times: "2" }), json('{ "name": "ada", "times": 2 }')],
    ["both still lack the same", form({ times: "2" }), form({ times: "2", name: "" })],
  ])("are the same when %s", (_what, a, b) => {
    expect(saysTheSame(fields, a, b)).toBe(true);
  });

  it.each<[string, TypedPayload, TypedPayload]>([
    ["a value differs", form({ name: "ada" }), form({ name: "eve" })],
    ["something was typed and something is still missing", form({ times: "2" }), form({})],
    ["one is no JSON yet", json('{ "name": '), json("{}")],
  ])("are not when %s", (_what, a, b) => {
    expect(saysTheSame(fields, a, b)).toBe(false);
  });
});
