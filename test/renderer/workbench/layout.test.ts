import { describe, expect, it } from "vitest";
import {
  activate,
  closeEditor,
  editorKey,
  initialLayout,
  type Layout,
  labelEditor,
  openEditor,
  parseLayout,
  resizePanel,
  resizeSideBar,
  selectActivity,
  stepEditor,
} from "../../../renderer/workbench/layout.ts";

const job = (id: string) => ({ kind: "job", id });
const preview = { preview: true };
const lasting = { preview: false };
const keys = (layout: Layout) => layout.editors.map(editorKey);

const abc = ["a", "b", "c"].reduce((layout, id) => openEditor(layout, job(id), lasting), initialLayout);

describe("openEditor", () => {
  it("shows the tab that is there instead of opening it twice", () => {
    const again = openEditor(abc, job("a"), lasting);
    expect(keys(again)).toEqual(["job:a", "job:b", "job:c"]);
    expect(again.active).toBe("job:a");
  });

  it("puts a preview in the place of the preview before it", () => {
    const layout = openEditor(openEditor(abc, job("x"), preview), job("y"), preview);
    expect(keys(layout)).toEqual(["job:a", "job:b", "job:c", "job:y"]);
    expect(layout.recent).not.toContain("job:x");
  });

  it("keeps a preview that is opened once more, with its label", () => {
    const peeked = labelEditor(openEditor(abc, job("x"), preview), "job:x", "X");
    const kept = openEditor(peeked, job("x"), lasting);
    expect(kept.editors.at(-1)).toEqual({ kind: "job", id: "x", preview: false, label: "X" });
    expect(keys(openEditor(kept, job("y"), preview))).toContain("job:x");
  });

  it("opens beside the tab that is shown", () => {
    expect(keys(openEditor(activate(abc, "job:a"), job("x"), lasting))).toEqual(["job:a", "job:x", "job:b", "job:c"]);
  });
});

describe("closeEditor", () => {
  it("goes back to the tab that was shown before", () => {
    const layout = activate(activate(abc, "job:a"), "job:c");
    expect(closeEditor(layout, "job:c").active).toBe("job:a");
  });

  it("leaves the shown tab alone when another is closed", () => {
    expect(closeEditor(abc, "job:a").active).toBe("job:c");
  });

  it("shows none when the last is closed", () => {
    const layout = ["job:a", "job:b", "job:c"].reduce(closeEditor, abc);
    expect(layout).toMatchObject({ editors: [], active: null, recent: [] });
  });
});

describe("stepEditor", () => {
  it("goes round the ends", () => {
    expect(stepEditor(abc, 1).active).toBe("job:a");
    expect(stepEditor(activate(abc, "job:a"), -1).active).toBe("job:c");
    expect(stepEditor(initialLayout, 1).active).toBeNull();
  });
});

describe("side bar and panel", () => {
  it("hide the side bar when its activity is chosen again", () => {
    expect(selectActivity(initialLayout, "jobs").sideBarVisible).toBe(false);
    expect(selectActivity(initialLayout, "runs")).toMatchObject({ activity: "runs", sideBarVisible: true });
  });

  it("keep their sizes within limits", () => {
    expect(resizeSideBar(initialLayout, -50).sideBarWidth).toBe(180);
    expect(resizePanel(initialLayout, 10_000).panelHeight).toBe(900);
  });
});

describe("parseLayout", () => {
  const kinds = new Set(["job"]);

  it("gives back what was kept", () => {
    const kept = activate(resizeSideBar(abc, 250), "job:b");
    expect(parseLayout(JSON.stringify(kept), kinds)).toMatchObject({
      editors: kept.editors,
      active: "job:b",
      sideBarWidth: 250,
    });
  });

  it.each([null, "", "no json", "[]", "7", '{"editors":{"a":1},"sideBarWidth":"wide","active":7}'])(
    "falls back to the first layout for %j",
    (text) => {
      expect(parseLayout(text, kinds)).toEqual(initialLayout);
    },
  );

  it("forgets editors of a kind that there is no more", () => {
    const kept = openEditor(abc, { kind: "gone", id: "" }, lasting);
    expect(keys(parseLayout(JSON.stringify(kept), kinds))).toEqual(["job:a", "job:b", "job:c"]);
  });
});
