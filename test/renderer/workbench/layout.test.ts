import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editorKey } from "../../../renderer/workbench/editor-group.ts";
import {
  activate,
  activateGroup,
  closeEditor,
  closeWhere,
  currentEditor,
  currentGroup,
  currentTab,
  initialLayout,
  type Layout,
  labelEditor,
  mostGroups,
  moveEditor,
  moveToGroup,
  openEditor,
  pinEditors,
  resizeGroup,
  resizePanel,
  resizeSideBar,
  selectActivity,
  splitEditor,
  stepEditor,
} from "../../../renderer/workbench/layout.ts";
import { parseLayout } from "../../../renderer/workbench/parse-layout.ts";

const job = (id: string) => ({ kind: "job", id });
const tab = (id: string, group = 1) => ({ group, key: `job:${id}` });
const preview = { preview: true };
const lasting = { preview: false };
const toSide = { preview: false, toSide: true };
const keys = (layout: Layout) => layout.groups.flatMap(({ editors }) => editors.map(editorKey));
const rows = (layout: Layout) => layout.groups.map(({ editors }) => editors.map(({ id }) => id).join(""));
const shown = (layout: Layout) => currentTab(layout)?.key;

const abc = ["a", "b", "c"].reduce((layout, id) => openEditor(layout, job(id), lasting), initialLayout);

describe("openEditor", () => {
  it("shows the tab that is there instead of opening it twice", () => {
    const again = openEditor(abc, job("a"), lasting);
    expect(keys(again)).toEqual(["job:a", "job:b", "job:c"]);
    expect(shown(again)).toBe("job:a");
  });

  it("puts a preview in the place of the preview before it", () => {
    const layout = openEditor(openEditor(abc, job("x"), preview), job("y"), preview);
    expect(keys(layout)).toEqual(["job:a", "job:b", "job:c", "job:y"]);
    expect(currentGroup(layout).recent).not.toContain("job:x");
  });

  it("keeps a preview that is opened once more, with its label", () => {
    const peeked = labelEditor(openEditor(abc, job("x"), preview), "job:x", "X");
    const kept = openEditor(peeked, job("x"), lasting);
    expect(currentEditor(kept)).toEqual({ kind: "job", id: "x", preview: false, label: "X" });
    expect(keys(openEditor(kept, job("y"), preview))).toContain("job:x");
  });

  it("does not replace a preview in which something was typed", () => {
    const peeked = openEditor(abc, job("x"), preview);
    const pinned = pinEditors(peeked, (key) => key === "job:x");
    expect(keys(openEditor(pinned, job("y"), preview))).toEqual(["job:a", "job:b", "job:c", "job:x", "job:y"]);
    expect(pinEditors(pinned, (key) => key === "job:x")).toBe(pinned);
  });

  it("opens beside the tab that is shown", () => {
    expect(keys(openEditor(activate(abc, tab("a")), job("x"), lasting))).toEqual(["job:a", "job:x", "job:b", "job:c"]);
  });

  it("goes to the group where the editor is open already", () => {
    const split = openEditor(abc, job("x"), toSide);
    const back = openEditor(split, job("a"), preview);
    expect(rows(back)).toEqual(["abc", "x"]);
    expect(currentTab(back)).toEqual(tab("a"));
  });

  it("makes a group to the side, and takes the one that is there the next time", () => {
    const once = activateGroup(openEditor(abc, job("x"), toSide), 1);
    expect(rows(openEditor(once, job("y"), toSide))).toEqual(["abc", "xy"]);
  });

  it("opens to the side of nothing in the only group", () => {
    expect(rows(openEditor(initialLayout, job("a"), toSide))).toEqual(["a"]);
  });
});

describe("splitEditor", () => {
  it("shows the same editor once more, to the right", () => {
    const split = splitEditor(abc);
    expect(rows(split)).toEqual(["abc", "c"]);
    expect(currentTab(split)).toEqual(tab("c", 2));
  });

  it("uses the group on the left when there is no room for one more", () => {
    const full = splitEditor(splitEditor(abc));
    expect(rows(openEditor(full, job("x"), toSide))).toEqual(["abc", "cx", "c"]);
  });

  it("gives all groups even parts again", () => {
    expect(splitEditor(resizeGroup(splitEditor(abc), 1, 900)).groups.map(({ width }) => width)).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe("closeEditor", () => {
  it("goes back to the tab that was shown before", () => {
    const layout = activate(activate(abc, tab("a")), tab("c"));
    expect(shown(closeEditor(layout, tab("c")))).toBe("job:a");
  });

  it("leaves the shown tab alone when another is closed", () => {
    expect(shown(closeEditor(abc, tab("a")))).toBe("job:c");
  });

  it("shows none when the last is closed", () => {
    const layout = [tab("a"), tab("b"), tab("c")].reduce(closeEditor, abc);
    expect(layout).toEqual(initialLayout);
  });

  it("removes a group with its last tab and goes to its neighbour", () => {
    const layout = closeEditor(splitEditor(abc), tab("c", 2));
    expect(rows(layout)).toEqual(["abc"]);
    expect(currentTab(layout)).toEqual(tab("c"));
  });

  it("closes only the tab of the named group", () => {
    expect(rows(closeEditor(splitEditor(abc), tab("c", 1)))).toEqual(["ab", "c"]);
  });
});

describe("moving tabs", () => {
  it("takes a tab to another place in its row", () => {
    expect(rows(moveEditor(abc, tab("a"), { group: 1, place: 3 }))).toEqual(["bca"]);
    expect(rows(moveEditor(abc, tab("c"), { group: 1, place: 0 }))).toEqual(["cab"]);
  });

  it("takes a tab to another group, with its label", () => {
    const split = splitEditor(labelEditor(abc, "job:a", "A"));
    const moved = moveEditor(split, tab("a"), { group: 2, place: 0 });
    expect(rows(moved)).toEqual(["bc", "ac"]);
    expect(currentEditor(moved)?.label).toBe("A");
  });

  it("makes a group on the right when there is none", () => {
    expect(rows(moveToGroup(abc, 1))).toEqual(["ab", "c"]);
  });

  it("does not move the only tab into a group of its own", () => {
    const one = openEditor(initialLayout, job("a"), lasting);
    expect(moveToGroup(one, 1)).toBe(one);
  });

  it("ends a group whose last tab is moved away", () => {
    const layout = moveToGroup(moveToGroup(abc, 1), -1);
    expect(rows(layout)).toEqual(["abc"]);
    expect(currentTab(layout)).toEqual(tab("c"));
  });
});

describe("stepEditor", () => {
  it("goes round the ends", () => {
    expect(shown(stepEditor(abc, 1))).toBe("job:a");
    expect(shown(stepEditor(activate(abc, tab("a")), -1))).toBe("job:c");
    expect(shown(stepEditor(initialLayout, 1))).toBeUndefined();
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
    expect(resizeGroup(abc, 1, 3).groups[0]?.width).toBe(220);
  });
});

describe("parseLayout", () => {
  const kinds = new Set(["job"]);

  it("gives back what was kept", () => {
    const kept = resizeGroup(activate(resizeSideBar(splitEditor(abc), 250), tab("b")), 1, 400);
    const parsed = parseLayout(JSON.stringify(kept), kinds);
    expect(rows(parsed)).toEqual(["abc", "c"]);
    expect(currentTab(parsed)).toEqual(tab("b"));
    expect(parsed).toMatchObject({ sideBarWidth: 250, groups: [{ width: 400 }, { width: null }] });
  });

  it("takes over the tabs of a layout from before there were groups", () => {
    const old = { editors: [{ kind: "job", id: "a", preview: false }, job("b")], active: "job:b", recent: ["job:b"] };
    const parsed = parseLayout(JSON.stringify(old), kinds);
    expect(rows(parsed)).toEqual(["ab"]);
    expect(shown(parsed)).toBe("job:b");
  });

  it.each([
    null,
    "",
    "no json",
    "[]",
    "7",
    '{"editors":{"a":1},"sideBarWidth":"wide","active":7}',
    '{"groups":[null,7,{"id":"x"},{"editors":[]}],"activeGroup":"2"}',
  ])("falls back to the first layout for %j", (text) => {
    expect(parseLayout(text, kinds)).toEqual(initialLayout);
  });

  it("forgets editors of a kind that there is no more, and tabs that are there twice", () => {
    const kept = openEditor(abc, { kind: "gone", id: "" }, lasting);
    const [group] = kept.groups;
    const twice = { ...kept, groups: [{ ...group, editors: [...(group?.editors ?? []), job("a")] }] };
    expect(keys(parseLayout(JSON.stringify(twice), kinds))).toEqual(["job:a", "job:b", "job:c"]);
  });
});

describe("any sequence of changes", () => {
  const id = fc.constantFrom("a", "b", "c", "d");
  const group = fc.integer({ min: 1, max: 5 });
  const change = fc.oneof(
    fc.record({ id, preview: fc.boolean(), toSide: fc.boolean() }).map(
      ({ id, ...how }) =>
        (known: Layout) =>
          openEditor(known, job(id), how),
    ),
    fc.tuple(id, group).map(
      ([id, group]) =>
        (known: Layout) =>
          closeEditor(known, tab(id, group)),
    ),
    fc.tuple(id, group).map(
      ([id, group]) =>
        (known: Layout) =>
          activate(known, tab(id, group)),
    ),
    group.map((id) => (known: Layout) => activateGroup(known, id)),
    fc.constant(splitEditor),
    fc.constantFrom<1 | -1>(1, -1).map((step) => (known: Layout) => moveToGroup(known, step)),
    fc.constantFrom<1 | -1>(1, -1).map((step) => (known: Layout) => stepEditor(known, step)),
    fc.tuple(id, group, group, fc.integer({ min: 0, max: 5 })).map(
      ([id, from, to, place]) =>
        (known: Layout) =>
          moveEditor(known, tab(id, from), { group: to, place }),
    ),
    id.map((id) => (known: Layout) => closeWhere(known, (editor) => editor.id === id)),
  );

  it("leaves groups that hold together, and is the same after it was kept and read", () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        const layout = changes.reduce((known, each) => each(known), initialLayout);
        expect(layout.groups.length).toBeLessThanOrEqual(mostGroups);
        expect(layout.groups.map(({ id }) => id)).toContain(layout.activeGroup);
        for (const group of layout.groups) {
          const keys = group.editors.map(editorKey);
          expect(new Set(keys).size).toBe(keys.length);
          expect(keys.includes(group.active ?? "") || (keys.length === 0 && group.active === null)).toBe(true);
          expect(group.recent.every((key) => keys.includes(key))).toBe(true);
          expect(keys.length > 0 || layout.groups.length === 1).toBe(true);
          expect(group.editors.filter(({ preview }) => preview).length).toBeLessThanOrEqual(1);
        }
        const again = parseLayout(JSON.stringify(layout), new Set(["job"]));
        if (keys(layout).length > 0) {
          expect(rows(again)).toEqual(rows(layout));
          expect(currentTab(again)).toEqual(currentTab(layout));
        }
      }),
      { numRuns: 500 },
    );
  });
});
