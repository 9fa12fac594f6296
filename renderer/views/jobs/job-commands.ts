import { commandWords } from "../../../jobs/model/command-words.ts";
import { type Line, lineOf, linesOf } from "../../../jobs/model/lines.ts";
import { copyAndTell } from "../../components/copy-text.ts";
import { payloadProblems } from "../../forms/payload-problems.ts";
import type { App } from "../../workbench/app.ts";
import type { Command } from "../../workbench/commands.ts";
import { editorKey } from "../../workbench/editor-group.ts";
import { currentEditor } from "../../workbench/layout.ts";
import { askMissed } from "../schedules/ask-missed.ts";
import { deleteScript } from "../schedules/delete-script.ts";
import { foldedCategories } from "./folded.ts";

export function jobCommands(app: App): readonly Command[] {
  const jobFor = (subject: string | undefined): Line | undefined => {
    const live = app.live();
    const taskId = subject ?? shownTask(app);
    return live && taskId !== undefined ? lineOf(live, taskId) : undefined;
  };
  const pause = async (subject: string | undefined) => {
    const job = jobFor(subject);
    if (!job) return;
    const { script, taskId } = job;
    if (script) await app.client().schedules.pause({ scheduleId: script.scheduleId });
    else await app.client().jobs.pause({ taskId });
  };
  const resume = async (subject: string | undefined) => {
    const job = jobFor(subject);
    if (!job) return;
    const { script, taskId } = job;
    const schedules = await app.client().schedules.list(script ?? { taskId });
    const skipped = schedules.reduce((sum, { skippedByPause }) => sum + skippedByPause, 0);
    const missed = await askMissed(app.dialogs, skipped);
    if (script) await app.client().schedules.resume({ scheduleId: script.scheduleId, missed });
    else await app.client().jobs.resume({ taskId, missed });
  };

  const reveal = ({ taskId }: Line, part: string): void => {
    const editor = { kind: "job", id: taskId };
    app.open(editor);
    app.reveal.set({ editor: editorKey(editor), part });
  };

  return [
    {
      id: "jobs.show",
      title: "Show jobs",
      keys: "mod+shift+e",
      run: () => app.layout.update((layout) => ({ ...layout, activity: "jobs", sideBarVisible: true })),
    },
    {
      id: "jobs.new",
      title: "New job",
      icon: "add",
      run: () => app.open({ kind: "new-job", id: "" }),
    },
    {
      id: "jobs.collapseAll",
      title: "Collapse all",
      icon: "collapse-all",
      run: () =>
        foldedCategories(app).set(
          new Map(linesOf({ jobs: app.live()?.jobs ?? [] }).map((job) => [job.category, "folded"])),
        ),
    },
    {
      id: "jobs.showTaskFiles",
      title: "Show my task files",
      icon: "folder-opened",
      run: () => app.showTaskFile(null),
    },
    {
      id: "jobs.beginTaskFiles",
      title: "Begin with a task of my own",
      icon: "new-file",
      run: async () => {
        const { files } = await app.client().taskFiles.init({});
        app.showTaskFile(files.find(({ name }) => name.endsWith(".ts"))?.name ?? null);
      },
    },
    {
      id: "jobs.open",
      title: "Open",
      needsSubject: true,
      run: (taskId) => {
        if (taskId !== undefined) app.open({ kind: "job", id: taskId });
      },
    },
    {
      id: "jobs.openToSide",
      title: "Open to the side",
      needsSubject: true,
      run: (taskId) => {
        if (taskId !== undefined) app.open({ kind: "job", id: taskId }, { toSide: true });
      },
    },
    {
      id: "jobs.copyId",
      title: "Copy id",
      needsSubject: true,
      run: (taskId) => copyAndTell(app, taskId, "The id"),
    },
    {
      id: "jobs.run",
      title: commandWords.runNow,
      icon: "play",
      keys: "mod+enter",
      enabled: (subject) => jobFor(subject) !== undefined,
      run: async (subject) => {
        const job = jobFor(subject);
        if (!job) return;
        try {
          if (job.script) await app.client().schedules.run({ scheduleId: job.script.scheduleId });
          else await app.client().jobs.run({ taskId: job.taskId });
        } catch (error) {
          // It cannot run without a payload: then the user is asked for one.
          if (payloadProblems(error).length === 0) throw error;
          return reveal(job, "run-with");
        }
        app.open({ kind: "job", id: job.taskId }, { preview: true });
      },
    },
    {
      id: "jobs.runWith",
      title: "Run with payload…",
      icon: "run-above",
      enabled: (subject) => jobFor(subject) !== undefined,
      run: (subject) => {
        const job = jobFor(subject);
        if (job) reveal(job, "run-with");
      },
    },
    {
      id: "jobs.pause",
      title: "Pause",
      icon: "debug-pause",
      enabled: (subject) => jobFor(subject)?.paused === false,
      run: pause,
    },
    {
      id: "jobs.resume",
      title: "Resume",
      icon: "debug-continue",
      enabled: (subject) => jobFor(subject)?.paused === true,
      run: resume,
    },
    {
      id: "jobs.editSchedule",
      title: "Edit schedule",
      icon: "edit",
      enabled: (subject) => {
        const job = jobFor(subject);
        return job?.script === null && job.scheduleCount > 0;
      },
      run: (subject) => {
        const job = jobFor(subject);
        if (job) reveal(job, "schedule");
      },
    },
    {
      id: "jobs.edit",
      title: "Edit job…",
      icon: "edit",
      enabled: (subject) => isScript(jobFor(subject)),
      run: (subject) => {
        const job = jobFor(subject);
        if (job) reveal(job, "schedule");
      },
    },
    {
      id: "jobs.delete",
      title: "Delete job…",
      icon: "trash",
      enabled: (subject) => isScript(jobFor(subject)),
      run: async (subject) => {
        const job = jobFor(subject);
        if (job?.script) await deleteScript(app, { ...job.script, title: job.title });
      },
    },
    {
      id: "jobs.addSchedule",
      title: "Add schedule",
      icon: "add",
      enabled: (subject) => jobFor(subject)?.script === null,
      run: (subject) => {
        const job = jobFor(subject);
        if (job) reveal(job, "new-schedule");
      },
    },
  ];
}

/** One of the user's own commands or addresses: what it does and when are one thing, which can be edited and deleted. */
function isScript(job: Line | undefined): boolean {
  return job !== undefined && job.script !== null;
}

function shownTask(app: App): string | undefined {
  const editor = currentEditor(app.layout.get());
  return editor?.kind === "job" ? editor.id : undefined;
}
