import { createRouterClient, implement, ORPCError } from "@orpc/server";
import { contract, type JobdeckClient } from "../../../jobs/api/contract.ts";
import { previewSchedule } from "../../../jobs/api/preview-schedule.ts";
import type { LogLine } from "../../../jobs/model/log.ts";
import type {
  EngineStatus,
  FollowEvent,
  JobSummary,
  LiveEvent,
  Occurrence,
  RunDetail,
  VaultStatus,
} from "../../../jobs/model/read-models.ts";
import { isFinal } from "../../../jobs/model/run-state.ts";
import {
  createRandom,
  type SampleJob,
  sampleId,
  sampleJobs,
  sampleLedger,
  sampleRuns,
  sampleSettings,
  sampleSummary,
  summaryOf,
  syncOutput,
  zone,
} from "./sample-data.ts";
import { createTopic, type Topic } from "./topics.ts";

export type SampleHostOptions = {
  readonly now: () => number;
  readonly jobs?: readonly SampleJob[];
  /** Runs that each job has behind it. */
  readonly runsPerJob?: number;
  /** Lines of the log of every run that has ended. */
  readonly logLines?: number;
  readonly demo?: boolean;
  readonly emptyHome?: boolean;
  readonly pausedUntil?: number;
  readonly vault?: VaultStatus;
  readonly stored?: Readonly<Record<string, string>>;
  /** Starts the runs that the sample says are under way, and lets runs that are asked for go on by themselves. */
  readonly alive?: boolean;
};

const keychain: VaultStatus = { kind: "keychain", title: "the system keychain (GNOME Keyring)", warning: null };

/**
 * A host without an engine behind it: it answers the whole contract from memory, so that the window can be looked at and
 * tested by itself. What it answers passes the contract's own schemas.
 */
export function createSampleHost(options: SampleHostOptions) {
  const { now } = options;
  const random = createRandom(4_711);
  const live = createTopic<LiveEvent>();
  const follows = new Map<string, Topic<FollowEvent>>();
  const jobs = new Map<string, JobSummary>();
  const ledgers = new Map<string, readonly Occurrence[]>();
  const runs: RunDetail[] = [];
  const logs = new Map<string, LogLine[]>();
  const stored = new Map(Object.entries(options.stored ?? {}));
  let engine = firstStatus(options);

  for (const sample of options.jobs ?? sampleJobs) {
    const past =
      sample.state === "new" || sample.state === "missing" ? [] : sampleRuns(sample, now(), options.runsPerJob ?? 24);
    runs.push(...past);
    ledgers.set(sample.taskId, sampleLedger(sample, past, now()));
    jobs.set(sample.taskId, sampleSummary(sample, past, now()));
  }
  runs.sort((left, right) => right.createdAt - left.createdAt);

  const topicOf = (runId: string): Topic<FollowEvent> => {
    const known = follows.get(runId) ?? createTopic<FollowEvent>();
    follows.set(runId, known);
    return known;
  };
  const findRun = (runId: string): RunDetail => {
    const found = runs.find((run) => run.id.startsWith(runId));
    if (found) return found;
    throw new ORPCError("NOT_FOUND", { message: `There is no run "${runId}".` });
  };
  const findJob = (taskId: string): JobSummary => {
    const found = jobs.get(taskId);
    if (found) return found;
    throw new ORPCError("NOT_FOUND", { message: `There is no task "${taskId}".` });
  };
  const setEngine = (values: Partial<EngineStatus>): EngineStatus => {
    engine = { ...engine, ...values };
    live.tell({ type: "engine", engine });
    return engine;
  };
  const setJob = (taskId: string, values: Partial<JobSummary>): JobSummary => {
    const changed = { ...findJob(taskId), ...values };
    jobs.set(taskId, changed);
    live.tell({ type: "job", job: changed });
    return changed;
  };
  const putRun = (run: RunDetail): void => {
    const index = runs.findIndex(({ id }) => id === run.id);
    if (index === -1) runs.unshift(run);
    else runs[index] = run;
    live.tell({ type: "run", run: summaryOf(run) });
    topicOf(run.id).tell({ type: "run", run: summaryOf(run) });
    const job = findJob(run.taskId);
    const active = runs.filter(({ taskId, status }) => taskId === run.taskId && status === "active").map(summaryOf);
    const last = isFinal(run.status) ? summaryOf(run) : job.last;
    const health = active.length > 0 ? "running" : last?.status === "failed" ? "failing" : "ok";
    setJob(run.taskId, { active, last, health });
    setEngine({ activeRuns: runs.filter(({ status }) => status === "active").length, emptyHome: false });
  };
  const log = (runId: string, level: LogLine["level"], message: string): void => {
    const lines = logs.get(runId) ?? [];
    logs.set(runId, lines);
    const line: LogLine = { seq: lines.length + 1, at: now(), level, message };
    lines.push(line);
    topicOf(runId).tell({ type: "log", lines: [line] });
  };
  const logOf = (run: RunDetail): readonly LogLine[] => {
    const known = logs.get(run.id);
    if (known || !isFinal(run.status)) return known ?? [];
    const lines = sampleLog(run, options.logLines ?? 7);
    logs.set(run.id, [...lines]);
    return lines;
  };

  const startRun = (taskId: string, retryOf: string | null = null): RunDetail => {
    const job = findJob(taskId);
    const run: RunDetail = {
      ...{ id: sampleId(random), taskId, taskTitle: job.title, status: "active", outcome: null, trigger: "user" },
      ...{ scheduledAt: null, createdAt: now(), dueAt: now(), startedAt: now(), finishedAt: null, durationMs: null },
      ...{ attempts: 1, maxAttempts: 4, progress: { done: 0, total: 48, label: "Listing notes" }, summary: null },
      ...{ error: null, retryOf, demo: engine.demo, payload: { full: false }, output: null, usualMs: job.usualMs },
      attemptList: [{ number: 1, startedAt: now(), finishedAt: null, error: null }],
      ...{ logLines: 0, logDropped: 0 },
    };
    putRun(run);
    log(run.id, "info", "Listing notes (s3.us-west-000) …");
    if (options.alive) workOn(run.id);
    return run;
  };
  /** A run that goes on by itself: a file a moment, then its end. */
  const workOn = (runId: string): void => {
    const run = findRun(runId);
    if (run.status !== "active" || !run.progress) return;
    const done = run.progress.done + 1;
    if (done > run.progress.total) return endRun(run, "completed");
    log(
      runId,
      done % 11 === 0 ? "warn" : "info",
      `Uploaded daily/2026-11-${String((done % 28) + 1).padStart(2, "0")}.md`,
    );
    putRun({ ...run, progress: { done, total: run.progress.total, label: `Batch ${Math.ceil(done / 20)} of 3` } });
    setTimeout(() => workOn(runId), 250);
    return undefined;
  };
  const endRun = (run: RunDetail, status: "completed" | "cancelled"): void => {
    const durationMs = now() - (run.startedAt ?? now());
    const error = status === "cancelled" ? { code: "CANCELLED", message: "Cancelled by the user." } : null;
    putRun({
      ...run,
      ...{
        status,
        outcome: status === "completed" ? "done" : null,
        finishedAt: now(),
        durationMs,
        progress: null,
        error,
      },
      summary: status === "completed" ? "45 uploaded, 3 skipped" : null,
      output: status === "completed" ? syncOutput(durationMs) : null,
      attemptList: run.attemptList.map((attempt) => ({ ...attempt, finishedAt: now(), error })),
    });
  };

  const api = implement(contract);
  const router = api.router({
    snapshot: api.snapshot.handler(() => ({ engine, jobs: [...jobs.values()] })),
    events: api.events.handler(({ signal }) => live.listen(signal)),
    engine: {
      pause: api.engine.pause.handler(({ input }) =>
        setEngine({ paused: true, pausedUntil: input.forMs === undefined ? null : now() + input.forMs }),
      ),
      resume: api.engine.resume.handler(() => setEngine({ paused: false, pausedUntil: null })),
    },
    jobs: {
      list: api.jobs.list.handler(() => [...jobs.values()]),
      get: api.jobs.get.handler(({ input }) => findJob(input.taskId)),
      run: api.jobs.run.handler(({ input }) => summaryOf(startRun(input.taskId))),
      pause: api.jobs.pause.handler(({ input }) =>
        setJob(input.taskId, { paused: true, health: "paused", nextAt: null }),
      ),
      resume: api.jobs.resume.handler(({ input }) => {
        const nextAt = findJob(input.taskId).schedules[0]?.next[0] ?? null;
        return setJob(input.taskId, { paused: false, health: "ok", nextAt });
      }),
      payloadSchema: api.jobs.payloadSchema.handler(() => ({ type: "object" })),
    },
    schedules: {
      preview: api.schedules.preview.handler(({ input }) =>
        previewSchedule({
          when: input.when,
          zone: input.zone ?? zone,
          fromMs: input.fromAt ?? now(),
          count: input.count ?? 5,
        }),
      ),
      update: api.schedules.update.handler(({ input }) => {
        const preview = previewSchedule({ when: input.when, zone: input.zone, fromMs: now(), count: 5 });
        if (!preview.ok) throw new ORPCError("BAD_SCHEDULE", { message: preview.message });
        return changeSchedule(input.scheduleId, {
          when: input.when,
          zone: input.zone,
          meaning: preview.meaning,
          next: preview.next,
          changed: true,
        });
      }),
      reset: api.schedules.reset.handler(({ input }) => changeSchedule(input.scheduleId, { changed: false })),
      pause: api.schedules.pause.handler(({ input }) => changeSchedule(input.scheduleId, { paused: true, next: [] })),
      resume: api.schedules.resume.handler(({ input }) => changeSchedule(input.scheduleId, { paused: false })),
      ledger: api.schedules.ledger.handler(({ input }) =>
        (ledgers.get(input.taskId) ?? [])
          .filter((row) => row.scheduledAt < (input.before ?? Number.MAX_SAFE_INTEGER))
          .slice(0, input.limit ?? 100),
      ),
    },
    runs: {
      list: api.runs.list.handler(({ input }) => {
        // Runs have no number here: the cursor is the place in the list, counted from the oldest.
        const limit = input.limit ?? 100;
        const end = input.cursor === undefined ? 0 : runs.length - input.cursor;
        const found: RunDetail[] = [];
        let index = end;
        for (; index < runs.length && found.length < limit; index += 1) {
          const run = runs[index];
          if (!run || (input.taskId && run.taskId !== input.taskId) || (input.status && run.status !== input.status))
            continue;
          found.push(run);
        }
        return { runs: found.map(summaryOf), nextCursor: found.length === limit ? runs.length - index : null };
      }),
      get: api.runs.get.handler(({ input }) => findRun(input.runId)),
      logs: api.runs.logs.handler(({ input }) =>
        logOf(findRun(input.runId))
          .filter((line) => line.seq > (input.afterSeq ?? 0))
          .slice(0, input.limit ?? 1_000),
      ),
      follow: api.runs.follow.handler(({ input, signal }) => follow(findRun(input.runId), input.afterSeq ?? 0, signal)),
      cancel: api.runs.cancel.handler(({ input }) => {
        endRun(findRun(input.runId), "cancelled");
        return summaryOf(findRun(input.runId));
      }),
      retry: api.runs.retry.handler(({ input }) => {
        const run = findRun(input.runId);
        return summaryOf(startRun(run.taskId, run.id));
      }),
    },
    settings: {
      list: api.settings.list.handler(() => sampleSettings(stored, engine.demo)),
      set: api.settings.set.handler(({ input }) => {
        const secret = sampleSettings(stored, false)
          .flatMap((group) => group.fields)
          .some((field) => field.name === input.name && field.kind === "secret");
        if (secret && !input.allowPlainText && (options.vault ?? keychain).kind !== "keychain")
          throw new ORPCError("NO_KEYCHAIN", { status: 412, message: "There is no keychain on this system." });
        stored.set(input.name, input.value);
        live.tell({ type: "settings" });
        return {};
      }),
      remove: api.settings.remove.handler(({ input }) => {
        stored.delete(input.name);
        live.tell({ type: "settings" });
        return {};
      }),
      test: api.settings.test.handler(({ input }) =>
        input.group === "s3"
          ? { ok: true, message: "Connected: bucket my-notes holds at least 1 000 objects." }
          : { ok: false, message: "401 from api.openai.com: the API key sk-…9f2 is not known. Enter another one." },
      ),
      vault: api.settings.vault.handler(() => options.vault ?? keychain),
    },
    demo: {
      start: api.demo.start.handler(() => setEngine({ demo: true, emptyHome: false })),
      remove: api.demo.remove.handler(() => {
        for (let index = runs.length - 1; index >= 0; index -= 1) if (runs[index]?.demo) runs.splice(index, 1);
        return setEngine({ demo: false });
      }),
    },
    doctor: api.doctor.handler(() => []),
  });

  function changeSchedule(scheduleId: string, values: Partial<JobSummary["schedules"][number]>) {
    const job = [...jobs.values()].find(({ schedules }) => schedules.some(({ id }) => id === scheduleId));
    const schedule = job?.schedules.find(({ id }) => id === scheduleId);
    if (!job || !schedule) throw new ORPCError("NOT_FOUND", { message: `There is no schedule "${scheduleId}".` });
    const changed = { ...schedule, ...values };
    setJob(job.taskId, { schedules: [changed], nextAt: changed.next[0] ?? null });
    return changed;
  }

  async function* follow(
    run: RunDetail,
    afterSeq: number,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<FollowEvent> {
    const news = topicOf(run.id).listen(signal);
    const lines = logOf(run).filter((line) => line.seq > afterSeq);
    yield { type: "run", run: summaryOf(run) };
    for (let index = 0; index < lines.length; index += 1_000)
      yield { type: "log", lines: lines.slice(index, index + 1_000) };
    if (isFinal(run.status)) return;
    for await (const event of news) {
      yield event;
      if (event.type === "run" && isFinal(event.run.status)) return;
    }
  }

  if (options.alive)
    for (const sample of options.jobs ?? sampleJobs) if (sample.state === "running") startRun(sample.taskId);

  const client: JobdeckClient = createRouterClient(router);
  return {
    router,
    client,
    startRun,
    log,
    finish: (runId: string): void => endRun(findRun(runId), "completed"),
    tell: live.tell,
    addOccurrence: (taskId: string, occurrence: Occurrence): void =>
      void ledgers.set(taskId, [occurrence, ...(ledgers.get(taskId) ?? [])]),
    runs: (): readonly RunDetail[] => runs,
  };
}

export type SampleHost = ReturnType<typeof createSampleHost>;

function firstStatus(options: SampleHostOptions): EngineStatus {
  return {
    version: "0.1.0",
    kind: "desktop",
    pid: 4_711,
    home: "/home/ada/.local/share/jobdeck",
    backend: "sqlite",
    zone,
    startedAt: options.now() - 3_600_000,
    paused: options.pausedUntil !== undefined,
    pausedUntil: options.pausedUntil ?? null,
    activeRuns: 0,
    queuedRuns: 0,
    demo: options.demo ?? false,
    emptyHome: options.emptyHome ?? false,
  };
}

const logTexts: readonly (readonly [LogLine["level"], string])[] = [
  ["info", "Listing notes (s3.us-west-000) …"],
  ["debug", "GET https://s3.us-west-000.backblazeb2.com/notes?list-type=2&max-keys=1000"],
  ["info", "1 204 objects, 1 201 Markdown, 38 changed since last sync"],
  ["warn", "Skipped archive/2019-dump.md: 14.2 MiB is over the limit of 10 MiB"],
  ["info", "Batch 1 of 2: 20 files uploaded (1.8 MiB)"],
  ["warn", "Upload of daily/2026-11-22.md failed (429), try 2 of 3 in 100 ms"],
  ["info", "Batch 2 of 2: 18 files uploaded (0.9 MiB)"],
  [
    "error",
    "S3: InvalidAccessKeyId for key 004c81f0a2…\n    at listObjects (list-objects.ts:41:9)\n    at syncS3 (sync-s3.ts:63:18)",
  ],
];

function sampleLog(run: RunDetail, count: number): readonly LogLine[] {
  const start = run.startedAt ?? run.createdAt;
  const step = (run.durationMs ?? 1_000) / count;
  return Array.from({ length: count }, (_, index): LogLine => {
    const last = index === count - 1;
    if (last && run.status === "failed")
      return { seq: count, at: Math.round(start + index * step), level: "error", message: logTexts[7]?.[1] ?? "" };
    if (last)
      return {
        seq: count,
        at: Math.round(start + index * step),
        level: "info",
        message: `done=38 skipped=3 failed=0 in ${run.durationMs} ms`,
      };
    const [level, message] = logTexts[index % 7] ?? ["info", ""];
    return {
      seq: index + 1,
      at: Math.round(start + index * step),
      level,
      message: index < 7 ? message : `${message} (${index})`,
    };
  });
}
