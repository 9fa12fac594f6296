import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { createSession } from "../../../renderer/state/session.ts";
import { createStore } from "../../../renderer/state/store.ts";
import { createApp } from "../../../renderer/workbench/app.ts";
import { readContext } from "../../../renderer/workbench/keys/context-keys.ts";
import { currentEditor, initialLayout } from "../../../renderer/workbench/layout.ts";
import { failingView } from "../../support/example-view/view.tsx";
import { root } from "../../support/paths.ts";

const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const page = read("docs/views.md");

describe("docs/views.md", () => {
  it("shows the very view that is compiled and run here", () => {
    const source = read("test/support/example-view/view.tsx").replaceAll("../../../renderer/", "../../");
    expect(/```tsx\n(.*?)```/s.exec(page)?.[1]).toBe(source);
  });

  it("shows one whose command opens its editor, has keys, and stands in the menus", () => {
    const app = createApp({
      session: createSession({ patienceMs: 1 }),
      ticker: createStore(0),
      views: [failingView],
      storage: { read: () => null, write: () => undefined },
      draftStorage: { read: () => null, write: () => undefined },
      reconnect: () => undefined,
      shell: undefined,
      focused: () => null,
      makeTheme: () => ({ show: () => undefined, restore: () => undefined }),
    });
    expect(app.commands.keys("failing.show")).toBe("Ctrl+K F");
    app.commands.execute("failing.show");
    expect(currentEditor(app.layout.get())).toMatchObject({ kind: "failing" });
  });

  it("names every word that a condition may use", () => {
    const context = readContext({ focused: null, layout: initialLayout, live: null, platform: "linux" });
    for (const name of Object.keys(context)) expect(page).toContain(`\`${name}\``);
  });
});
