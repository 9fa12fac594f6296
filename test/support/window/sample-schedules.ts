import { implement, ORPCError } from "@orpc/server";
import { contract } from "../../../jobs/api/contract.ts";
import { previewSchedule } from "../../../jobs/api/preview-schedule.ts";
import { isFree } from "../../../jobs/model/free-tasks.ts";
import type { JobDetail, ScriptSummary } from "../../../jobs/model/read-models/jobs.ts";
import type { ScheduleView } from "../../../jobs/model/read-models/schedules.ts";
import { defaultPolicies, type PolicyChange, type SchedulePolicies } from "../../../jobs/model/schedule.ts";
import { scriptFacts } from "../../../jobs/model/schedule-facts.ts";
import { zone } from "./sample-jobs.ts";
import { sampleId, summaryOf } from "./sample-runs.ts";
import type { SampleState } from "./sample-state.ts";

const api = implement(contract);

type Wish = {
  readonly when?: string | undefined;
  readonly zone?: string | undefined;
  readonly title?: string | null | undefined;
  readonly payload?: unknown;
  readonly policies?: PolicyChange | undefined;
};

/** Schedules of the sample host: they are judged like those of a real one, but nothing ever becomes due. */
export function scheduleHandlers(state: SampleState, now: () => number, random: () => number) {
  const find = (scheduleId: string): { readonly job: JobDetail; readonly schedule: ScheduleView } => {
    const job = state.jobs().find(({ schedules }) => schedules.some(({ id }) => id === scheduleId));
    const schedule = job?.schedules.find(({ id }) => id === scheduleId);
    if (job && schedule) return { job, schedule };
    throw new ORPCError("NOT_FOUND", { message: `There is no schedule "${scheduleId}".` });
  };
  const put = (job: JobDetail, schedules: readonly ScheduleView[]): void => {
    const next = schedules.flatMap(({ next: [first] }) => first ?? []);
    const scripts = isFree(job.taskId) ? schedules.filter(({ own }) => own).map((each) => scriptOf(job, each)) : [];
    const nextAt = next.length === 0 ? null : Math.min(...next);
    state.setJob(job.taskId, { schedules: [...schedules], nextAt, scripts });
  };
  const change = (scheduleId: string, values: Partial<ScheduleView>): ScheduleView => {
    const { job, schedule } = find(scheduleId);
    const changed = { ...schedule, ...values };
    put(
      job,
      job.schedules.map((each) => (each === schedule ? changed : each)),
    );
    return changed;
  };
  const written = (wish: Wish, known: ScheduleView): ScheduleView => {
    const policies = { ...known.policies, ...defined(wish.policies ?? {}) } as SchedulePolicies;
    const inZone = wish.zone ?? known.zone;
    const preview = previewSchedule({ when: wish.when ?? known.when, zone: inZone, fromMs: now(), count: 5, policies });
    if (!preview.ok) throw new ORPCError("BAD_SCHEDULE", { message: preview.message });
    const { pattern: when, meaning, next } = preview;
    const { title = known.title, payload = known.payload } = wish;
    return withChanges({ ...known, when, zone: inZone, meaning, next, title, payload, policies });
  };

  return {
    preview: api.schedules.preview.handler(({ input }) =>
      previewSchedule({
        when: input.when,
        zone: input.zone ?? zone,
        fromMs: input.fromAt ?? now(),
        count: input.count ?? 5,
        policies: input.policies,
      }),
    ),
    create: api.schedules.create.handler(({ input }) => {
      const job = state.findJob(input.taskId);
      const made = written(input, ownSchedule(job.taskId, sampleId(random).slice(0, 8)));
      put(job, [...job.schedules, made]);
      return made;
    }),
    list: api.schedules.list.handler(({ input: { taskId, scheduleId } }) =>
      state
        .jobs()
        .filter((job) => job.taskId === (taskId ?? job.taskId))
        .flatMap(({ schedules }) => schedules.filter(({ id }) => id === (scheduleId ?? id))),
    ),
    remove: api.schedules.remove.handler(({ input }) => {
      const { job, schedule } = find(input.scheduleId);
      if (!schedule.own) throw new ORPCError("NOT_ALLOWED", { message: `Schedule "${schedule.id}" is its task's.` });
      put(
        job,
        job.schedules.filter((each) => each !== schedule),
      );
      return {};
    }),
    run: api.schedules.run.handler(({ input }) => summaryOf(state.startRun(find(input.scheduleId).job.taskId))),
    runs: api.schedules.runs.handler(({ input }) => {
      const { job } = find(input.scheduleId);
      const runs = state.runs().filter(({ taskId }) => taskId === job.taskId);
      return { runs: runs.slice(0, input.limit ?? 100).map(summaryOf), nextCursor: null, searchedTo: null };
    }),
    keys: api.schedules.keys.handler(() =>
      state.jobs().flatMap(({ schedules }) => schedules.map(({ id }) => ({ scheduleId: id, importKey: null }))),
    ),
    skipNext: api.schedules.skipNext.handler(({ input: { scheduleId, skip } }) => {
      const { schedule } = find(scheduleId);
      const [first = null, ...rest] = schedule.next;
      return change(
        scheduleId,
        skip ? { next: rest, skipUntil: first } : { ...written({}, schedule), skipUntil: null },
      );
    }),
    update: api.schedules.update.handler(({ input }) =>
      change(input.scheduleId, written(input, find(input.scheduleId).schedule)),
    ),
    reset: api.schedules.reset.handler(({ input }) => {
      const { schedule } = find(input.scheduleId);
      const when = schedule.defaultWhen ?? schedule.when;
      return change(input.scheduleId, written({ when, zone, payload: {}, policies: defaultPolicies }, schedule));
    }),
    pause: api.schedules.pause.handler(({ input: { scheduleId, until } }) =>
      change(scheduleId, { paused: true, pausedUntil: until ?? null, next: [] }),
    ),
    resume: api.schedules.resume.handler(({ input: { scheduleId } }) => {
      const { schedule } = find(scheduleId);
      return change(scheduleId, { ...written({}, schedule), paused: false, pausedUntil: null });
    }),
    ledger: api.schedules.ledger.handler(({ input }) =>
      state
        .ledger(input.taskId)
        .filter((row) => row.scheduledAt < (input.before ?? Number.MAX_SAFE_INTEGER))
        .filter((row) => input.scheduleId === undefined || row.scheduleId === input.scheduleId)
        .slice(0, input.limit ?? 100),
    ),
  };
}

function ownSchedule(taskId: string, id: string): ScheduleView {
  return {
    ...{ id: `${taskId}:${id}`, taskId, when: "", zone, meaning: "", next: [], paused: false, defaultWhen: null },
    ...{
      changed: false,
      changes: [],
      title: null,
      own: true,
      pausedUntil: null,
      skipUntil: null,
      skippedByPause: 0,
      payload: {},
    },
    ...{ policies: defaultPolicies, problems: [] },
  };
}

/** What differs from what the task of a sample asks for, which has no policies of its own. */
function withChanges(schedule: ScheduleView): ScheduleView {
  if (schedule.own) return schedule;
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ["when", schedule.defaultWhen, schedule.when],
    ["zone", zone, schedule.zone],
    ["payload", {}, schedule.payload],
    ...Object.entries(schedule.policies).map(
      ([name, value]) => [name, defaultPolicies[name as keyof SchedulePolicies], value] as const,
    ),
  ];
  const changes = pairs
    .filter(([, before, value]) => JSON.stringify(before) !== JSON.stringify(value))
    .map(([what, before, value]) => ({ what, default: before, now: value }));
  return { ...schedule, changes, changed: changes.some(({ what }) => what === "when" || what === "zone") };
}

export function scriptOf(job: JobDetail, schedule: ScheduleView): ScriptSummary {
  const known = job.scripts.find(({ scheduleId }) => scheduleId === schedule.id);
  return {
    ...scriptFacts(schedule),
    ...{ scheduleId: schedule.id, nextAt: schedule.next[0] ?? null, last: known?.last ?? null, active: [], queued: 0 },
    notify: known?.notify ?? null,
    health: schedule.paused ? "paused" : (known?.health ?? "new"),
    ...{ recent: known?.recent ?? [], usualMs: known?.usualMs ?? null },
  };
}

function defined(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
