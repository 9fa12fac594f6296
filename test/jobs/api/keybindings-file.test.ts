import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { createKeybindingsFile } from "../../../jobs/api/keybindings-file.ts";
import type { KeybindingsText } from "../../../jobs/api/window-contract.ts";
import { tempHome } from "../../support/temp-home.ts";

function setUp(text?: string) {
  const file = path.join(tempHome(), "keybindings.json");
  if (text !== undefined) writeFileSync(file, text);
  const keybindings = createKeybindingsFile(file);
  const abort = new AbortController();
  const told: KeybindingsText[] = [];
  const ended = (async () => {
    for await (const found of keybindings.follow(abort.signal)) told.push(found);
  })();
  const stop = async () => {
    abort.abort();
    await ended;
  };
  return { file, keybindings, told, stop };
}

describe("keybindings.json in the host", () => {
  it("is empty while there is none, and told once it is written by hand", async () => {
    const { file, told, stop } = setUp();
    await expect.poll(() => told.map(({ text }) => text)).toEqual([""]);
    writeFileSync(file, "[]");
    await expect.poll(() => told.map(({ text }) => text)).toEqual(["", "[]"]);
    await stop();
  });

  it("is saved as a whole, readable by its owner alone, and told to whoever follows", async () => {
    const { file, keybindings, told, stop } = setUp("[]");
    await expect.poll(() => told.length).toBe(1);
    await keybindings.save("[ ]\n", told[0]?.version ?? "");
    expect(readFileSync(file, "utf8")).toBe("[ ]\n");
    await expect.poll(() => told.at(-1)?.text).toBe("[ ]\n");
    await stop();
  });

  it("is not saved over what was written meanwhile", async () => {
    const { file, keybindings, told, stop } = setUp("[]");
    await expect.poll(() => told.length).toBe(1);
    writeFileSync(file, "// mine\n[]");
    await expect(keybindings.save("[ ]", told[0]?.version ?? "")).rejects.toThrow("changed elsewhere");
    expect(readFileSync(file, "utf8")).toBe("// mine\n[]");
    await stop();
  });

  it("of two that save at once, takes one", async () => {
    const { keybindings, told, stop } = setUp("[]");
    await expect.poll(() => told.length).toBe(1);
    const version = told[0]?.version ?? "";
    const answers = await Promise.allSettled([keybindings.save("[1]", version), keybindings.save("[2]", version)]);
    expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    await stop();
  });

  it.skipIf(process.getuid?.() === 0)("says why it cannot be read", async () => {
    const { file, told, stop } = setUp("[]");
    chmodSync(file, 0o000);
    await expect.poll(() => told.at(-1)?.problem).toContain("cannot be read");
    await stop();
  });
});
