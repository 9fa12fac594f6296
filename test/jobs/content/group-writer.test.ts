import { describe, expect, it } from "vitest";
import { type ContentTransaction, createGroupWriter } from "../../../jobs/content/group-writer.ts";
import { createSources } from "../../../jobs/content/sources.ts";
import { openTestContent } from "../../support/open-content.ts";

const add = (name: string) => (transaction: ContentTransaction) =>
  createSources(transaction).add({ kind: "rss", url: `https://${name}.example/`, title: name }, 1);

describe("what is written together", () => {
  it("is there when it is told so, with what each gave", async () => {
    const content = openTestContent();
    const write = createGroupWriter(content);
    const names = ["a", "b", "c", "d", "e"];
    const given = await Promise.all(names.map((name) => write(add(name))));
    expect(given.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
    expect((await createSources(content).all()).map(({ title }) => title)).toEqual(names);
  });

  it("is not lost with one that fails", async () => {
    const content = openTestContent();
    const write = createGroupWriter(content);
    const bad = async (transaction: ContentTransaction) => {
      await add("half")(transaction);
      throw new Error("No");
    };
    const ended = await Promise.allSettled([write(add("a")), write(bad), write(add("b"))]);
    expect(ended.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect((await createSources(content).all()).map(({ title }) => title)).toEqual(["a", "b"]);
  });
});
