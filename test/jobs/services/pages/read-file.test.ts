import { describe, expect, it } from "vitest";
import { readFileAs } from "../../../../jobs/services/pages/read-file.ts";
import { threadCpuMs } from "../../../support/thread-cpu.ts";

const titleOf = async (markdown: string) => {
  const read = await readFileAs("notes.md", Buffer.from(markdown));
  return read.kind === "article" ? read.article.title : null;
};

describe("the title of a Markdown file", () => {
  it.each([
    ["# Heading\n\ntext", "Heading"],
    ["text\n\n##\tHeading  ##  \ntext", "Heading"],
    ["# All about C#\ntext", "All about C#"],
    ["#no heading\ntext", "notes"],
    ["# ##\ntext", "notes"],
    ['---\ntags: a\ntitle: "Of the matter"\n---\n# Heading', "Of the matter"],
    ["---\ntitle: It's so\n---\ntext", "It's so"],
    ["---\ntitle:\n---\n# Heading", "Heading"],
  ])("of %j is %j", async (markdown, title) => {
    expect(await titleOf(markdown)).toBe(title);
  });

  it.each([" ", "#", " #", "\t"])("is found at once, also among a hundred thousand of %j", async (sign) => {
    const begin = threadCpuMs();
    for (const much of [`# a${sign.repeat(100_000)}\u0001b`, `---\ntitle: a${sign.repeat(7_000)}\u0001b\n---\ntext`])
      expect((await titleOf(much))?.startsWith("a")).toBe(true);
    expect(threadCpuMs() - begin).toBeLessThan(2_000);
  });
});
