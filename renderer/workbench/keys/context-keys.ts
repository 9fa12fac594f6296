import type { Live } from "../../state/live.ts";
import { currentEditor, type Layout } from "../layout.ts";
import type { Platform } from "./strokes.ts";
import type { Context } from "./when.ts";

const partKeys: Readonly<Record<string, string>> = {
  ...{ "side-bar": "sideBarFocus", editor: "editorFocus", panel: "panelFocus" },
  ...{ "activity-bar": "activityBarFocus", "status-bar": "statusBarFocus" },
};

export type ContextSources = {
  readonly focused: Element | null;
  readonly layout: Layout;
  readonly live: Live | null;
  readonly platform: Platform;
};

/** What holds now, as bindings and menus ask for it. */
export function readContext({ focused, layout, live, platform }: ContextSources): Context {
  const part = focused?.closest<HTMLElement>("[data-part]")?.dataset.part;
  const partKey = part === undefined ? undefined : partKeys[part];
  return {
    ...(partKey === undefined ? {} : { [partKey]: true }),
    inputFocus: focused !== null && isTextField(focused),
    listFocus: focused?.closest("[role=listbox], [role=tree], [role=grid], [role=treegrid], [role=list]") != null,
    menuFocus: focused?.closest("[role=menu], [role=menubar]") != null,
    sideBarVisible: layout.sideBarVisible,
    panelVisible: layout.panelVisible,
    activeSideBar: layout.activity,
    activePanel: layout.panel,
    activeEditor: currentEditor(layout)?.kind ?? "",
    multipleEditorGroups: layout.groups.length > 1,
    jobsPaused: live?.engine.paused === true,
    demo: live?.engine.demo === true,
    isMac: platform === "darwin",
    isLinux: platform === "linux",
    isWindows: platform === "win32",
  };
}

const notText = ["button", "checkbox", "radio", "range", "color", "file", "submit", "reset"];

/** Where letters are typed. */
export function isTextField(element: Element): boolean {
  if (element instanceof HTMLInputElement) return !notText.includes(element.type);
  return element instanceof HTMLTextAreaElement || (element instanceof HTMLElement && element.isContentEditable);
}
