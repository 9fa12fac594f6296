import { on } from "node:events";
import { implement, ORPCError } from "@orpc/server";
import type { DemoMode } from "../demo/demo-mode.ts";
import type { Engine } from "../engine/engine.ts";
import { secretsRedactor } from "../engine/secrets-redactor.ts";
import { contentTaskIds } from "../model/content/content-tasks.ts";
import { errorCodes, JobdeckError, messageOf } from "../model/errors.ts";
import { homeFiles } from "../model/home.ts";
import type { HostLog } from "../model/host-log.ts";
import type { Check, LiveEvent } from "../model/read-models/host.ts";
import { followHostLog } from "../services/follow-host-log.ts";
import { diskProblem } from "../store/disk-problem.ts";
import type { InitReport } from "../task-files/init-tasks.ts";
import { aiHandlers } from "./ai-router.ts";
import { contentRouter } from "./content/content-router.ts";
import type { ContentService } from "./content/content-service.ts";
import { contract } from "./contract.ts";
import { eachRun } from "./each-run.ts";
import { followRun } from "./follow-run.ts";
import type { KeybindingsFile } from "./keybindings-file.ts";
import { previewSchedule } from "./preview-schedule.ts";
import type { SettingsTest } from "./settings-test-contract.ts";
import type { TestWish } from "./test-settings.ts";
import { createThemeHandlers } from "./theme-handlers.ts";

export type RouterOptions = {
  readonly engine: Engine;
  readonly content: ContentService;
  readonly log: HostLog;
  readonly hostZone: string;
  readonly now: () => number;
  readonly demo: Pick<DemoMode, "start" | "news" | "remove">;
  /** Tries the credentials of a group. */
  readonly testSettings: (wish: TestWish) => Promise<SettingsTest>;
  /** Sets up the folder of the user's task files. */
  readonly initTasks: () => InitReport;
  readonly doctor: () => Promise<Check[]>;
  /** The user's own keys. */
  readonly keybindings: KeybindingsFile;
  readonly hostLogFile: string;
};

/** The handlers of the contract. They translate; what is decided is decided in the engine. */
export function createRouter(options: RouterOptions) {
  const { engine, now } = options;
  const { queries, commands, scheduleCommands, settings, settingsFile } = engine;
  const takeOver = async () => {
    // Reading what other schedulers wrote is asked for once in a host's life, if ever.
    const { createTakeOver } = await import("./imports/take-over.ts");
    const { create } = scheduleCommands;
    const target = { keys: async () => queries.scheduleKeys(), jobs: queries.jobs, create };
    return createTakeOver({ now, zone: options.hostZone, target });
  };
  const themes = createThemeHandlers({
    folder: homeFiles(engine.state.facts().home).themes,
    current: async () => (await settings.value("workbench.colorTheme")) ?? "System",
  });
  const api = implement(contract).use(async ({ next }) => {
    try {
      return await next();
    } catch (error) {
      engine.noteFailure(error);
      throw toContractError(diskProblem(error) ?? error, options.log);
    }
  });

  const noteBug = (error: unknown) => {
    engine.noteFailure(error);
    options.log.error("A part of a call failed unexpectedly", error);
  };

  const ai = aiHandlers(settings);

  return api.router({
    ai: {
      status: api.ai.status.handler(ai.status),
      detect: api.ai.detect.handler(ai.detect),
    },
    snapshot: api.snapshot.handler(() => queries.snapshot()),
    events: api.events.handler(({ signal }) => liveEvents(engine, signal)),
    engine: {
      pause: api.engine.pause.handler(async ({ input }) => {
        await commands.pauseEngine(input.forMs);
        return queries.engine();
      }),
      resume: api.engine.resume.handler(async () => {
        await commands.resumeEngine();
        return queries.engine();
      }),
    },
    jobs: {
      list: api.jobs.list.handler(() => queries.jobs()),
      get: api.jobs.get.handler(({ input }) => queries.job(input.taskId)),
      run: api.jobs.run.handler(async ({ input }) =>
        queries.runSummary(await commands.run(input.taskId, input.payload, input.options)),
      ),
      pause: api.jobs.pause.handler(async ({ input }) => {
        await commands.setTaskPaused(input.taskId, true);
        return queries.job(input.taskId);
      }),
      resume: api.jobs.resume.handler(async ({ input }) => {
        await commands.setTaskPaused(input.taskId, false, input.missed);
        return queries.job(input.taskId);
      }),
      times: api.jobs.times.handler(({ input }) => engine.jobTimes({ ...input, count: input.count ?? 10 })),
      limits: api.jobs.limits.handler(({ input }) => engine.limits(input.taskId)),
      days: api.jobs.days.handler(({ input }) => engine.jobDays(input)),
      retention: api.jobs.retention.handler(({ input }) => engine.retention.view(input.taskId)),
      setRetention: api.jobs.setRetention.handler(({ input }) => engine.retention.change(input.taskId, input.change)),
      setNotify: api.jobs.setNotify.handler(({ input }) => {
        commands.setNotify(input, input.notify);
        return queries.job(input.taskId);
      }),
      payloadSchema: api.jobs.payloadSchema.handler(({ input }) => queries.payloadSchema(input.taskId)),
    },
    schedules: {
      list: api.schedules.list.handler(({ input }) => queries.schedules(input)),
      preview: api.schedules.preview.handler(({ input }) =>
        previewSchedule({
          when: input.when,
          zone: input.zone ?? options.hostZone,
          fromMs: input.fromAt ?? now(),
          count: input.count ?? 5,
          policies: input.policies,
          counted: input.scheduleId === undefined ? undefined : queries.countedFrom(input.scheduleId),
        }),
      ),
      create: api.schedules.create.handler(({ input }) => scheduleCommands.create(input)),
      update: api.schedules.update.handler(({ input }) => scheduleCommands.update(input)),
      keys: api.schedules.keys.handler(() => [...queries.scheduleKeys()]),
      remove: api.schedules.remove.handler(async ({ input }) => {
        await scheduleCommands.remove(input.scheduleId);
        return {};
      }),
      skipNext: api.schedules.skipNext.handler(({ input }) => scheduleCommands.skipNext(input.scheduleId, input.skip)),
      reset: api.schedules.reset.handler(({ input }) => scheduleCommands.reset(input.scheduleId)),
      pause: api.schedules.pause.handler(({ input }) => scheduleCommands.pause(input.scheduleId, input.until ?? null)),
      resume: api.schedules.resume.handler(({ input }) => scheduleCommands.resume(input.scheduleId, input.missed)),
      run: api.schedules.run.handler(async ({ input }) =>
        queries.runSummary(await commands.runSchedule(input.scheduleId, input.payload)),
      ),
      runs: api.schedules.runs.handler(({ input }) =>
        queries.runsOfSchedule(input.scheduleId, input.limit ?? 100, input.cursor),
      ),
      ledger: api.schedules.ledger.handler(({ input }) => {
        const { taskId, scheduleId, before = Number.MAX_SAFE_INTEGER, limit = 100 } = input;
        return [
          ...(scheduleId === undefined
            ? queries.ledger(taskId, before, limit)
            : queries.ledgerOfSchedule(scheduleId, before, limit)),
        ];
      }),
    },
    takeOver: {
      preview: api.takeOver.preview.handler(async ({ input }) => (await takeOver()).preview(input.from)),
      apply: api.takeOver.apply.handler(async ({ input }) => (await takeOver()).apply(input)),
    },
    runs: {
      list: api.runs.list.handler(({ input: { taskId, status, cursor, limit, ...filter }, signal }) =>
        queries.runs(
          {
            ...filter,
            taskIds: filter.taskIds ?? (taskId === undefined ? undefined : [taskId]),
            states: filter.states ?? (status === undefined ? undefined : [status]),
            before: cursor,
            limit: limit ?? 100,
          },
          signal,
        ),
      ),
      get: api.runs.get.handler(({ input }) => queries.run(input.runId)),
      trace: api.runs.trace.handler(({ input }) => engine.trace(queries.find(input.runId))),
      logs: api.runs.logs.handler(({ input }) => [
        ...queries.logs(queries.find(input.runId), input.afterSeq ?? 0, input.limit ?? 1_000),
      ]),
      follow: api.runs.follow.handler(({ input, signal }) =>
        followRun({ engine, run: queries.find(input.runId), afterSeq: input.afterSeq ?? 0, signal }),
      ),
      cancel: api.runs.cancel.handler(async ({ input }) => queries.runSummary(await commands.cancel(input.runId))),
      retry: api.runs.retry.handler(async ({ input }) => queries.runSummary(await commands.retry(input.runId))),
      cancelMany: api.runs.cancelMany.handler(({ input }) => eachRun(input.runIds, commands.cancel, noteBug)),
      retryMany: api.runs.retryMany.handler(({ input }) => eachRun(input.runIds, commands.retry, noteBug)),
    },
    settings: {
      list: api.settings.list.handler(() => settings.list()),
      set: api.settings.set.handler(async ({ input }) => {
        await settings.set(input.name, input.value, { allowPlainText: input.allowPlainText ?? false });
        return {};
      }),
      remove: api.settings.remove.handler(async ({ input }) => {
        await settings.remove(input.name);
        return {};
      }),
      test: api.settings.test.handler(({ input }) => options.testSettings(input)),
      vault: api.settings.vault.handler(() => settings.vaultStatus()),
      file: api.settings.file.handler(async () => ({ path: settingsFile.path, ...(await settingsFile.read()) })),
      saveFile: api.settings.saveFile.handler(async ({ input }) => ({
        version: await settingsFile.write(input.text, input.version),
      })),
    },
    themes: {
      list: api.themes.list.handler(() => themes.list()),
      current: api.themes.current.handler(() => themes.current()),
      add: api.themes.add.handler(({ input }) => themes.add(input.fileName, input.text)),
    },
    demo: {
      start: api.demo.start.handler(async ({ input }) => {
        await options.demo.start();
        if (input.news) await options.demo.news();
        return queries.engine();
      }),
      remove: api.demo.remove.handler(async () => {
        await options.demo.remove();
        return queries.engine();
      }),
    },
    taskFiles: { init: api.taskFiles.init.handler(() => options.initTasks()) },
    content: {
      ...contentRouter(api.content, options.content),
      changes: api.content.changes.handler(({ signal }) => contentChanges(engine, options.content, signal)),
    },
    timeline: api.timeline.handler(({ input }) => engine.timeline({ ...input, resolutionMs: input.resolutionMs ?? 1 })),
    storage: api.storage.handler(() => engine.storage()),
    cleanUp: api.cleanUp.handler(() => engine.cleanUp()),
    backUp: api.backUp.handler(async ({ input }) => {
      const { name, kind, createdAt, files } = await engine.backUp(input.logs ?? false);
      return { name, kind, createdAt, bytes: files.reduce((sum, file) => sum + file.bytes, 0) };
    }),
    keybindings: {
      follow: api.keybindings.follow.handler(({ signal }) => options.keybindings.follow(signal)),
      save: api.keybindings.save.handler(async ({ input }) => ({
        version: await options.keybindings.save(input.text, input.version),
      })),
    },
    hostLog: api.hostLog.handler(({ signal }) => followRedacted(options.hostLogFile, engine, signal)),
    doctor: api.doctor.handler(() => options.doctor()),
  });
}

/** Whatever writes content says so when it has ended: a run of a task that does, or a call. */
async function* contentChanges(engine: Engine, content: ContentService, signal: AbortSignal | undefined) {
  const onLive = (event: LiveEvent) => {
    if (event.type === "run" && event.run.finishedAt !== null && contentTaskIds.has(event.run.taskId)) content.touch();
  };
  const { emitter } = engine.changes;
  emitter.on("live", onLive);
  try {
    yield* content.changes(signal);
  } finally {
    emitter.off("live", onLive);
  }
}

async function* liveEvents(engine: Engine, signal: AbortSignal | undefined): AsyncGenerator<LiveEvent> {
  const { emitter } = engine.changes;
  for await (const [event] of on(emitter, "live", { close: ["close"], ...(signal ? { signal } : {}) }))
    yield event as LiveEvent;
}

/** The host's log as it may be shown. Which secrets there are is asked with every piece: they come and go. */
async function* followRedacted(file: string, engine: Engine, signal: AbortSignal | undefined) {
  for await (const lines of followHostLog(file, signal ?? new AbortController().signal)) {
    const redact = await secretsRedactor(engine.settings);
    yield { lines: lines.map((line) => redact(line)) };
  }
}

/** Expected failures travel with their code; a bug is written to the host's log and travels without its inside. */
function toContractError(error: unknown, log: HostLog): unknown {
  if (error instanceof ORPCError) return error;
  if (error instanceof Error && error.name === "AbortError") return error;
  if (error instanceof JobdeckError)
    return new ORPCError(error.code, {
      status: errorCodes[error.code].status,
      message: error.message,
      data: error.details,
    });
  log.error("A call failed unexpectedly", error);
  return new ORPCError("INTERNAL_SERVER_ERROR", { message: `Jobdeck failed unexpectedly: ${messageOf(error)}` });
}
