import { describe, expect, it } from "vitest";
import { createDialogs } from "../../../renderer/workbench/dialogs.ts";
import { createNotices } from "../../../renderer/workbench/notices.ts";

describe("createNotices", () => {
  it("shows the newest four, and the same message once", () => {
    const notices = createNotices();
    for (const text of ["a", "b", "c", "d", "e", "c"]) notices.error(text);
    expect(notices.get().map(({ message }) => message)).toEqual(["b", "d", "e", "c"]);
  });

  it("goes when it is dismissed", () => {
    const notices = createNotices();
    notices.info("a");
    notices.dismiss(notices.get()[0]?.id ?? 0);
    expect(notices.get()).toEqual([]);
  });
});

describe("createDialogs", () => {
  const question = { title: "Remove?", message: "", confirm: "Remove", severity: "info" } as const;

  it("asks one question after the other and hands each its answer", async () => {
    const dialogs = createDialogs();
    const first = dialogs.confirm(question);
    const second = dialogs.confirm(question);
    dialogs.get()[0]?.answer("confirm");
    dialogs.get()[0]?.answer("decline");
    expect(await Promise.all([first, second])).toEqual([true, false]);
    expect(dialogs.get()).toEqual([]);
  });
});
