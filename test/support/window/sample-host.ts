import { createRouterClient, implement } from "@orpc/server";
import { contract, type JobdeckClient } from "../../../jobs/api/contract.ts";
import type { FollowEvent } from "../../../jobs/model/read-models/host.ts";
import type { RunDetail } from "../../../jobs/model/read-models/runs.ts";
import { defaultRetention } from "../../../jobs/model/retention.ts";
import { matchesRun } from "../../../jobs/model/run-filter.ts";
import { isFinal } from "../../../jobs/model/run-state.ts";
import { sampleContent } from "./sample-content.ts";
import { sampleDays } from "./sample-days.ts";
import { payloadSchemaOf } from "./sample-payloads.ts";
import { createRandom, summaryOf } from "./sample-runs.ts";
import { scheduleHandlers } from "./sample-schedules.ts";
import { createSampleSettings } from "./sample-settings.ts";
import { createSampleState, type SampleHostOptions, type SampleState } from "./sample-state.ts";
import { takeOverHandlers } from "./sample-take-over.ts";
import { createSampleThemes } from "./sample-themes.ts";
import { sampleTimeline } from "./sample-timeline.ts";
import { sampleTrace } from "./sample-trace.ts";
import { sampleWindowHandlers } from "./sample-window.ts";

const api = implement(contract);

/**
 * A host without an engine behind it: it answers the whole contract from memory, so that the window can be looked at and
 * tested by itself. What it answers passes the contract's own schemas.
 */
export function createSampleHost(options: SampleHostOptions) {
  const state = createSampleState(options);
  const settings = createSampleSettings(options, state);
  const router = api.router({
    snapshot: api.snapshot.handler(() => ({
      engine: state.engine(),
      jobs: state.jobs(),
      brokenFiles: [],
      fileProblems: settings.problems(),
    })),
    events: api.events.handler(({ signal }) => state.live.listen(signal)),
    engine: {
      pause: api.engine.pause.handler(({ input: { forMs } }) =>
        state.setEngine({ paused: true, pausedUntil: forMs === undefined ? null : options.now() + forMs }),
      ),
      resume: api.engine.resume.handler(() => state.setEngine({ paused: false, pausedUntil: null })),
    },
    jobs: jobHandlers(state, options.now),
    schedules: scheduleHandlers(state, options.now, createRandom(1_147)),
    takeOver: takeOverHandlers(options.now),
    runs: runHandlers(state),
    settings: settings.handlers,
    themes: createSampleThemes(() => settings.value("workbench.colorTheme") ?? "System"),
    taskFiles: {
      init: api.taskFiles.init.handler(() => ({
        folder: "/home/ada/.local/share/jobdeck/tasks",
        files: [{ name: "hello.ts", written: true }],
      })),
    },
    demo: {
      start: api.demo.start.handler(() => state.setEngine({ demo: true, emptyHome: false })),
      remove: api.demo.remove.handler(() => {
        state.removeRuns((run) => run.demo);
        return state.setEngine({ demo: false });
      }),
    },
    content: sampleContent({ news: options.news ?? "some", now: options.now }),
    storage: api.storage.handler(() => ({
      files: [
        { name: "jobdeck.db", bytes: 18_400_000, walBytes: 412_000 },
        { name: "logs.db", bytes: 41_900_000, walBytes: 0 },
        { name: "content.db", bytes: 2_300_000, walBytes: 0 },
      ],
      jobs: state.jobs().map(({ taskId }, index) => ({ ...sampleJobStorage(index, options.now()), taskId })),
      cleanUpAt: options.now() + 14_400_000,
      backups: [{ name: "daily-2026-11-23", kind: "daily", createdAt: options.now() - 50_000_000, bytes: 20_100_000 }],
      kept: [],
    })),
    timeline: api.timeline.handler(({ input: { from, to, lanes } }) =>
      sampleTimeline({
        ...{ jobs: state.jobs(), runs: state.runs(), ledger: state.ledger },
        ...{ from, to, lanes, now: options.now() },
      }),
    ),
    cleanUp: api.cleanUp.handler(() => ({
      runs: 0,
      ledgerRows: 0,
      logLines: 0,
      bytesBefore: 62_600_000,
      bytesAfter: 62_600_000,
      longestSliceMs: 0,
    })),
    backUp: api.backUp.handler(() => ({
      name: "2026-05-01T12-00-00-000Z",
      kind: "manual",
      createdAt: options.now(),
      bytes: 1,
    })),
    ai: {
      status: api.ai.status.handler(() => ({ kind: "local" as const, description: "Plain methods on this computer." })),
      detect: api.ai.detect.handler(() => []),
    },
    doctor: api.doctor.handler(() => []),
    ...sampleWindowHandlers(options),
  });
  const client: JobdeckClient = createRouterClient(router);
  return { router, client, state };
}

export type SampleHost = ReturnType<typeof createSampleHost>;

/** As many times as are asked for, each as far from the one before as the last two that are known. */
function goneOn(next: readonly number[], count: number): readonly number[] {
  const [before, last] = next.slice(-2);
  if (before === undefined || last === undefined) return next;
  const more = Array.from(
    { length: Math.max(0, count - next.length) },
    (_, index) => last + (index + 1) * (last - before),
  );
  return [...next, ...more];
}

function jobHandlers(state: SampleState, now: () => number) {
  return {
    list: api.jobs.list.handler(() => state.jobs()),
    get: api.jobs.get.handler(({ input }) => state.findJob(input.taskId)),
    run: api.jobs.run.handler(({ input }) => summaryOf(state.startRun(input.taskId))),
    pause: api.jobs.pause.handler(({ input }) =>
      state.setJob(input.taskId, { paused: true, health: "paused", nextAt: null }),
    ),
    resume: api.jobs.resume.handler(({ input }) => {
      const nextAt = state.findJob(input.taskId).schedules[0]?.next[0] ?? null;
      return state.setJob(input.taskId, { paused: false, health: "ok", nextAt });
    }),
    retention: api.jobs.retention.handler(({ input }) => retentionOf(input.taskId, {})),
    setRetention: api.jobs.setRetention.handler(({ input }) => retentionOf(input.taskId, input.change)),
    setNotify: api.jobs.setNotify.handler(({ input: { taskId, scheduleId, notify } }) => {
      if (scheduleId === undefined) return state.setJob(taskId, { notify });
      const { scripts } = state.findJob(taskId);
      return state.setJob(taskId, {
        scripts: scripts.map((script) => (script.scheduleId === scheduleId ? { ...script, notify } : script)),
      });
    }),
    payloadSchema: api.jobs.payloadSchema.handler(({ input }) => payloadSchemaOf(input.taskId)),
    times: api.jobs.times.handler(({ input: { taskId, scheduleId, count = 10 } }) => {
      const { paused, schedules } = state.findJob(taskId);
      const { paused: allPaused, pausedUntil } = state.engine();
      const from = allPaused ? (pausedUntil ?? Number.POSITIVE_INFINITY) : 0;
      return schedules
        .filter(({ id, paused: rests }) => !paused && !rests && (scheduleId === undefined || id === scheduleId))
        .flatMap(({ id, zone: inZone, next }) =>
          goneOn(next, count).map((at) => ({ at, zone: inZone, scheduleId: id })),
        )
        .filter(({ at }) => at >= from)
        .sort((left, right) => left.at - right.at)
        .slice(0, count);
    }),
    limits: api.jobs.limits.handler(() => ({
      ...{ concurrencyLimit: 1, limitPerKey: 1, timeoutMs: 600_000, tries: 4, retryDelayMs: 1_000 },
      ...{ retryMaxDelayMs: 60_000, isolation: "thread" as const },
    })),
    days: api.jobs.days.handler(({ input: { taskId } }) =>
      sampleDays({
        runs: state.runs().filter((run) => run.taskId === taskId),
        ledger: state.ledger(taskId),
        now: now(),
      }),
    ),
  };
}

function retentionOf(taskId: string, change: object) {
  const policy = { ...defaultRetention, ...change };
  return { taskId, policy, default: defaultRetention, changed: Object.keys(change).length > 0 };
}

function runHandlers(state: SampleState) {
  return {
    list: api.runs.list.handler(({ input: { taskId, status, cursor, limit = 100, ...filter } }) => {
      const all = state.runs().map(summaryOf);
      // Runs have no number here: the cursor is the place in the list, counted from the oldest.
      const places = all.map((run, index) => ({ run, place: all.length - index }));
      const found = places
        .filter(({ place }) => place < (cursor ?? Number.MAX_SAFE_INTEGER))
        .filter(({ run }) => (taskId ?? run.taskId) === run.taskId && (status ?? run.status) === run.status)
        .filter(({ run }) => matchesRun(run, filter))
        .slice(0, limit);
      const nextCursor = found.length === limit ? (found.at(-1)?.place ?? null) : null;
      return { runs: found.map(({ run }) => run), nextCursor, searchedTo: null };
    }),
    get: api.runs.get.handler(({ input }) => state.findRun(input.runId)),
    trace: api.runs.trace.handler(({ input }) => sampleTrace(state.findRun(input.runId))),
    logs: api.runs.logs.handler(({ input }) =>
      state
        .logOf(state.findRun(input.runId))
        .filter((line) => line.seq > (input.afterSeq ?? 0))
        .slice(0, input.limit ?? 1_000),
    ),
    follow: api.runs.follow.handler(({ input, signal }) =>
      follow(state, { run: state.findRun(input.runId), afterSeq: input.afterSeq ?? 0, signal }),
    ),
    cancel: api.runs.cancel.handler(({ input }) => summaryOf(state.endRun(input.runId, "cancelled"))),
    retry: api.runs.retry.handler(({ input }) => {
      const run = state.findRun(input.runId);
      return summaryOf(state.startRun(run.taskId, run.id));
    }),
    cancelMany: api.runs.cancelMany.handler(({ input }) => {
      const open = input.runIds.filter((id) => !isFinal(state.findRun(id).status));
      for (const id of open) state.endRun(id, "cancelled");
      return { done: open.length, refused: [] };
    }),
    retryMany: api.runs.retryMany.handler(({ input }) => {
      for (const id of input.runIds) state.startRun(state.findRun(id).taskId, id);
      return { done: input.runIds.length, refused: [] };
    }),
  };
}

type FollowOptions = {
  readonly run: RunDetail;
  readonly afterSeq: number;
  readonly signal: AbortSignal | undefined;
};

async function* follow(state: SampleState, { run, afterSeq, signal }: FollowOptions): AsyncGenerator<FollowEvent> {
  const news = state.topicOf(run.id).listen(signal);
  const lines = state.logOf(run).filter((line) => line.seq > afterSeq);
  yield { type: "run", run: summaryOf(run) };
  for (let index = 0; index < lines.length; index += 1_000)
    yield { type: "log", lines: lines.slice(index, index + 1_000) };
  if (isFinal(run.status)) return;
  for await (const event of news) {
    yield event;
    if (event.type === "run" && isFinal(event.run.status)) return;
  }
}

function sampleJobStorage(index: number, now: number) {
  const runs = Math.round(4_200 / (index + 1) ** 2);
  const goes = index % 3 === 0 ? Math.round(runs / 7) : 0;
  return {
    runs,
    bytes: runs * 9_400,
    goes: { runs: goes, bytes: goes * 9_400 },
    firstGoesAt: now + index * 86_400_000,
  };
}
