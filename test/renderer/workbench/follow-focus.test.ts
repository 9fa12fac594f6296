import { describe, expect, it } from "vitest";
import { ledTo } from "../../../renderer/workbench/follow-focus.ts";
import { initialLayout, type Layout, openEditor } from "../../../renderer/workbench/layout.ts";

const open = (id: string, layout: Layout = initialLayout) =>
  openEditor(layout, { kind: "job", id }, { preview: false });
const shown = open("sync-s3");

describe("where a change of the layout leads to", () => {
  it.each<[string, Layout, Layout, ReturnType<typeof ledTo>]>([
    ["the first editor", initialLayout, shown, "editor"],
    ["another editor", shown, open("brief", shown), "editor"],
    ["another editor before a side bar", shown, { ...open("brief", shown), activity: "news" }, "editor"],
    ["a side bar that was hidden", { ...shown, sideBarVisible: false }, shown, "side-bar"],
    ["another side bar", shown, { ...shown, activity: "news" }, "side-bar"],
    ["a panel that was hidden", { ...shown, panelVisible: false }, shown, "panel"],
    ["another panel", shown, { ...shown, panel: "output" }, "panel"],
    ["nowhere: it is the same", shown, shown, null],
    ["nowhere: a side bar goes", shown, { ...shown, sideBarVisible: false }, null],
    ["nowhere: a panel goes", shown, { ...shown, panelVisible: false }, null],
    ["nowhere: the last editor goes", shown, initialLayout, null],
  ])("is %s", (_what, before, after, part) => {
    expect(ledTo(before, after)).toBe(part);
  });
});
