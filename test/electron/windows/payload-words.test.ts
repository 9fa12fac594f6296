import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { payloadWords } from "../../../electron/windows/payload-words.ts";

describe("payloadWords", () => {
  it("shows the bare command line, and then where and with what it runs", () => {
    const env = { LANG: "C", GREETING: "good day", TOKEN: { secret: "custom.TOKEN" } };
    expect(payloadWords({ shell: "tar cf - . | gzip > /tmp/a.gz", cwd: "~/notes", env, timeoutMs: 500 })).toBe(
      [
        "    tar cf - . | gzip > /tmp/a.gz",
        "Working folder: ~/notes",
        "Environment:",
        "    LANG = C",
        '    GREETING = "good day"',
        "    TOKEN = the secret custom.TOKEN",
        "Limit in milliseconds: 500",
      ].join("\n"),
    );
  });

  it("tells the arguments of a program apart", () => {
    expect(payloadWords({ argv: ["cp", "my file", "-r", ""] })).toBe('    cp "my file" -r ""');
  });

  it("shows an address with its method", () => {
    expect(payloadWords({ url: "https://example.org/a?b=1", method: "DELETE", headers: { a: "b c" } })).toBe(
      '    DELETE https://example.org/a?b=1\nHeaders:\n    a = "b c"',
    );
  });

  it("keeps the lines of a command behind a margin, so that none passes for a line of the dialog", () => {
    const words = payloadWords({ shell: "ls\nWorking folder: /safe\rrm -rf ~" });
    expect(words).toBe("    ls\n    Working folder: /safe\\rrm -rf ~");
  });

  it("writes a command of many lines in one, which pushes nothing out of sight", () => {
    const words = payloadWords({ shell: `ls${"\n".repeat(500)}rm -rf ~`, cwd: "~" });
    expect(words.split("\n")).toHaveLength(2);
    expect(words).toContain("rm -rf ~");
  });

  it("shows what is no payload at all as it is", () => {
    expect([null, "text", [1], {}].map(payloadWords)).toEqual(["null", '"text"', "[1]", ""]);
    expect(payloadWords({ shell: { a: 1 }, "Working folder": "/x" })).toBe('shell:\n    a = 1\n"Working folder": /x');
  });

  it("leaves out no field and no value, whatever they are", () => {
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
    const value = fc.oneof(leaf, fc.array(leaf), fc.dictionary(fc.string(), leaf));
    const known = fc.constantFrom("shell", "argv", "url", "method", "env", "cwd", "stdin");
    const shown = (words: string, text: string) =>
      words.includes(text) ||
      words.includes(JSON.stringify(text).slice(1, -1)) ||
      text.split("\n").every((line) => words.includes(JSON.stringify(line).slice(1, -1)) || words.includes(line));
    fc.assert(
      fc.property(fc.dictionary(fc.oneof(known, fc.string({ minLength: 1 })), value, { minKeys: 1 }), (payload) => {
        const words = payloadWords(payload);
        const leaves = Object.values(payload).flatMap((each) =>
          typeof each === "object" && each !== null
            ? [...Object.keys(Array.isArray(each) ? {} : each), ...Object.values(each)]
            : [each],
        );
        for (const each of leaves) if (typeof each === "string") expect(shown(words, each), words).toBe(true);
        for (const each of leaves) if (typeof each === "number") expect(words).toContain(String(each));
      }),
    );
  });
});
