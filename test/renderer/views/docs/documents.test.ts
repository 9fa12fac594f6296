import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Markdown } from "../../../../renderer/components/reader/markdown.tsx";
import { placeOf, readDoc } from "../../../../renderer/views/docs/doc-texts.ts";
import { docTitle, parts } from "../../../../renderer/views/docs/documents.ts";
import { root } from "../../../support/paths.ts";

const listed = parts.flatMap(({ docs }) => docs);
const folder = path.join(root, "docs");
const linked = (from: string) =>
  [...readFileSync(path.join(folder, `${from}.md`), "utf8").matchAll(/\]\(([^)]+\.md[^)]*)\)/g)].map(
    ([, url]) => url ?? "",
  );

describe("the documentation in the window", () => {
  it("has all that the folder of documents has, each by the heading that it begins with", async () => {
    const files = readdirSync(folder).filter((name) => name.endsWith(".md"));
    const names = listed.map(({ name }) => `${name}.md`);
    expect(names.filter((name) => !name.includes("/")).toSorted()).toEqual(files.toSorted());
    for (const { name, title } of listed) expect(await readDoc(name)).toMatch(new RegExp(`^# ${title}\\n`));
    await expect(readDoc("nothing")).rejects.toThrow("There is no document “nothing”.");
  });

  it.each([
    ["schedules.md#policies", "cli", { name: "schedules", anchor: "policies" }],
    ["#policies", "schedules", { name: "schedules", anchor: "policies" }],
    ["recipes/README.md", "cli", { name: "recipes/README", anchor: "" }],
    ["../import.md", "recipes/cron", { name: "import", anchor: "" }],
    ["cron.md", "recipes/README", { name: "recipes/cron", anchor: "" }],
    ["../test/README.md", "performance", null],
    ["https://docs/schedules.md", "cli", null],
    ["javascript:alert(1)", "cli", null],
  ])("takes %s in %s for %j", (url, from, place) => {
    expect(placeOf(url, from)).toEqual(place);
  });

  it("has every heading that its documents link to", async () => {
    for (const { name } of listed)
      for (const url of linked(name)) {
        const place = placeOf(url, name);
        if (!place?.anchor) continue;
        const drawn = renderToStaticMarkup(
          createElement(Markdown, { text: await readDoc(place.name), linkOf: () => null }),
        );
        expect(drawn, url).toContain(`data-anchor="${place.anchor}"`);
      }
  });

  it("calls what is not listed by its file, and the contents by what they are", () => {
    expect([docTitle(""), docTitle("recipes/cron")]).toEqual(["Documentation", "cron"]);
  });
});
