import type { App } from "../../workbench/app.ts";
import { closeWhere } from "../../workbench/layout.ts";

/** Deletes one of the user's own jobs, after they have agreed; its page closes with what was typed there. */
export async function deleteScript(
  app: App,
  { scheduleId, title }: { readonly scheduleId: string; readonly title: string },
): Promise<void> {
  const agreed = await app.dialogs.confirm({
    ...{ title: `Delete “${title}”?`, confirm: "Delete job", severity: "warning" },
    message:
      "It will not run again, and this cannot be taken back. A run that has begun goes on; its runs stay under “All runs” for as long as runs are kept.",
  });
  if (!agreed) return;
  await app.client().schedules.remove({ scheduleId });
  app.layout.update((known) => closeWhere(known, ({ kind, id }) => kind === "job" && id === scheduleId));
  app.notices.info(`“${title}” was deleted.`);
}
