import { describe, expect, it } from "vitest";
import { eitherFields } from "../../../../renderer/forms/either-fields.tsx";
import type { PayloadField } from "../../../../renderer/forms/payload-fields.ts";
import { scriptGap } from "../../../../renderer/views/schedules/script-gap.ts";

const form = (draft: Readonly<Record<string, string>>) => ({ view: "form", draft }) as const;
const field = (name: string, required = false): PayloadField => ({
  ...{ name, title: name, description: "", required, kind: "text", fallback: undefined, choices: [] },
  ...{ whole: false, numeric: false },
});
const names = (draft: Readonly<Record<string, string>>, wanted: string | null = null) =>
  eitherFields([field("shell"), field("argv"), field("cwd")], draft, wanted).fields.map(({ name }) => name);

describe("the form of a script", () => {
  it("says what is still to be written", () => {
    expect(scriptGap("command", form({ cwd: "~", shell: " " }))).toMatch(/command/);
    expect(scriptGap("http-request", form({}))).toMatch(/address/);
    expect(scriptGap("command", form({ argv: "date" }))).toBeNull();
    expect(scriptGap("http-request", form({ url: "https://example.org" }))).toBeNull();
    expect(scriptGap("command", { view: "json", text: "{}" })).toBeNull();
  });

  it("shows a command line or a program with its arguments: what is filled in, else what was chosen", () => {
    expect(names({})).toEqual(["shell", "cwd"]);
    expect(names({}, "argv")).toEqual(["argv", "cwd"]);
    expect(names({ argv: "date" })).toEqual(["argv", "cwd"]);
  });

  it("hides nothing that is filled in or needed", () => {
    expect(names({ shell: "date", argv: "date" })).toEqual(["shell", "argv", "cwd"]);
    expect(eitherFields([field("shell", true), field("argv")], {}, null).choices).toBeNull();
  });
});
