import { describe, expect, it, vi } from "vitest";
import { menuBarSchema, menuBarTemplate } from "../../../electron/windows/menu-bar.ts";
import type { NativeMenuEntry } from "../../../jobs/api/shell.ts";

const command = (more: object = {}) => ({
  kind: "command",
  label: "Jobs",
  command: "jobs.show",
  enabled: true,
  ...more,
});
const menu = (...entries: readonly unknown[]) => ({ kind: "submenu", label: "View", entries });

describe("menuBarSchema", () => {
  it("takes menus, two deep", () => {
    const bar = [
      menu(command({ key: "shift+meta+e", checked: true, subject: "x" }), { kind: "separator" }, menu(command())),
    ];
    expect(menuBarSchema.safeParse(bar).success).toBe(true);
  });

  it.each([
    ["no list", {}],
    ["a command at the top", [command()]],
    ["menus three deep", [menu(menu(menu(command())))]],
    ["a role of the system", [menu({ ...command(), role: "toggleDevTools" })]],
    ["an id that is none", [menu(command({ command: "a b" }))]],
    ["a label without end", [menu(command({ label: "x".repeat(101) }))]],
    ["more than anybody reads", [menu(...Array.from({ length: 61 }, () => command()))]],
  ])("refuses %s", (_what, bar) => {
    expect(menuBarSchema.safeParse(bar).success).toBe(false);
  });
});

describe("menuBarTemplate", () => {
  const draw = (bar: readonly unknown[], run = vi.fn()) => menuBarTemplate(bar as readonly NativeMenuEntry[], run);

  it("stands between the program's own menu and the one of windows, with the last one at the end", () => {
    const help = { kind: "submenu", label: "Help", entries: [] };
    expect(draw([menu(), help]).map(({ role, label }) => role ?? label)).toEqual([
      "appMenu",
      "View",
      "windowMenu",
      "Help",
    ]);
  });

  it("runs what was clicked, with the keys that Electron knows", () => {
    const run = vi.fn();
    const [, view] = draw([menu(command({ key: "shift+meta+e", subject: "x", checked: false })), menu()], run);
    const [item] = (view?.submenu ?? []) as Electron.MenuItemConstructorOptions[];
    expect(item).toMatchObject({ label: "Jobs", accelerator: "Shift+Command+e", type: "checkbox", checked: false });
    item?.click?.({} as never, undefined, {} as never);
    expect(run).toHaveBeenCalledExactlyOnceWith("jobs.show", "x");
  });

  it("leaves editing to the system, and quitting to the program's own menu", () => {
    const bar = [menu(command({ command: "edit.copy" }), command({ command: "workbench.quit" })), menu()];
    expect(draw(bar)[1]?.submenu).toEqual([{ role: "copy" }]);
  });

  it("leaves out keys that Electron has no name for", () => {
    const [, view] = draw([menu(command({ key: "meta+numpad_add" })), menu()]);
    expect(view?.submenu).toEqual([expect.not.objectContaining({ accelerator: expect.anything() })]);
  });
});
