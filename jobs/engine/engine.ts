import type { Clock } from "../model/clock.ts";
import { homeFiles } from "../model/home.ts";
import type { HostLog } from "../model/host-log.ts";
import { type Machine, unknownMachine } from "../model/machine.ts";
import type { TaskLimits } from "../model/task-limits.ts";
import type { TaskNeed } from "../model/task-need.ts";
import type { Vault } from "../model/vault.ts";
import { createPool } from "../pool/pool.ts";
import { killLeftovers } from "../process/process-tree.ts";
import { createSqliteQueue } from "../queue/sqlite/sqlite-queue.ts";
import { createScheduler } from "../schedule/scheduler.ts";
import type { Task } from "../sdk/task.ts";
import { openSettingsFile } from "../settings/settings-file.ts";
import { themeProblems } from "../settings/theme-problems.ts";
import { createStores } from "../store/stores.ts";
import { createAdoption } from "./adopt-tasks.ts";
import { createAwake } from "./awake.ts";
import { createBackups } from "./backups.ts";
import { createBreath } from "./breath.ts";
import { createChanges } from "./changes.ts";
import { createCleaner } from "./cleaner.ts";
import { createCommands } from "./commands.ts";
import { createConditions } from "./conditions.ts";
import { createDiskHealth } from "./disk-health.ts";
import { createDispatcher } from "./dispatcher.ts";
import { createEngineState, type HostFacts } from "./engine-state.ts";
import { createHeldRuns } from "./held-runs.ts";
import { createHolidayLists } from "./holiday-lists.ts";
import { createJobDays, type JobDaysOf } from "./job-days.ts";
import { createJobTimes, type JobTimesOf } from "./job-times.ts";
import { limitsOf } from "./limits.ts";
import { createLiveRuns } from "./live-runs.ts";
import { createNotifyWishes } from "./notify-wishes.ts";
import { createPassedTests } from "./passed-tests.ts";
import { createPlanner } from "./planner.ts";
import { createQueries } from "./queries.ts";
import { createRetention } from "./retention.ts";
import { findTask } from "./run-lookup.ts";
import { createScheduleCommands } from "./schedule-commands.ts";
import { createSettings } from "./settings.ts";
import { createSlotMaker } from "./slot-maker.ts";
import { createSpreadStarts } from "./spread-starts.ts";
import { stopEngine } from "./stop.ts";
import { readStorage } from "./storage.ts";
import { takeOverSettings } from "./take-over-settings.ts";
import { createTaskCalls } from "./task-calls.ts";
import { createTaskRegistry, type UsersTasks } from "./task-registry.ts";
import { createTimeline } from "./timeline.ts";
import { createTraceQuery } from "./trace.ts";
import { createUpkeep, onceAtATime } from "./upkeep.ts";
import { createWorker } from "./worker.ts";

export type EngineOptions = {
  readonly facts: HostFacts;
  /** Those that come with the program. */
  readonly tasks: readonly Task[];
  readonly vault: Vault;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly log: HostLog;
  /** IANA name of the zone that schedules without one of their own are in. */
  readonly hostZone: string;
  /** Entry file of the worker threads. */
  readonly threadPath: string;
  /** Entry file of the thread that checks backups; without it they are checked in this thread. */
  readonly sealThreadPath?: string | undefined;
  /** Folder with a folder of migrations for each database. */
  readonly migrations: string;
  readonly binding?: string | undefined;
  /** Default: nothing is known of it, and every condition counts as given. */
  readonly machine?: Machine | undefined;
  /** Uniform in [0, 1): spreads retries. */
  readonly random: () => number;
};

/**
 * The scheduler, the queue and the workers of one home, put together. It does nothing until `start`.
 *
 * Intent goes down (commands -> queue -> dispatcher -> worker -> pool), facts come up (changes -> whoever listens).
 */
export function createEngine(options: EngineOptions) {
  const { clock, hostZone } = options;
  const { home, startedAt } = options.facts;
  const { machine = unknownMachine } = options;
  const disk = createDiskHealth({
    log: options.log,
    probe: () => stores.settings.set("host.diskTriedAt", String(clock.now()), clock.now()),
    onChange: () => changes.engine(),
    onMended: () => {
      void scheduler.wake();
      dispatcher.kick();
    },
  });
  const { log } = disk;
  const registry = createTaskRegistry(options.tasks);
  const { tasks } = registry;
  const stores = createStores({ home, migrations: options.migrations, binding: options.binding });
  const { runs, schedules, occurrences, logs, taskStates, steps } = stores;
  const queue = createSqliteQueue(stores.database);
  const live = createLiveRuns();
  const pool = createPool({
    threadPath: options.threadPath,
    tasks: new Map(options.tasks.map((task) => [task.id, task])),
    env: options.env,
  });
  const state = createEngineState({ settings: stores.settings, taskStates, facts: options.facts, clock });
  const onSettings = () => changes.settings(tasks.keys());
  const settingsFile = openSettingsFile({ file: homeFiles(home).settings, onChange: onSettings });
  const settings = createSettings({
    ...{ file: settingsFile, vault: options.vault, env: options.env, onChange: onSettings },
    passed: createPassedTests({ store: stores.settings, clock }),
  });
  const retention = createRetention({ tasks, store: stores.settings, clock });
  const notify = createNotifyWishes({ store: stores.settings, clock });
  const holidays = createHolidayLists(clock);
  const queries = createQueries({
    ...{
      tasks,
      runs,
      schedules,
      occurrences,
      logs,
      live,
      settings,
      state,
      clock,
      hostZone,
      retention,
      holidays,
      notify,
    },
    scheduleRuns: stores.scheduleRuns,
    breathe: createBreath(),
    canKeepAwake: machine.keepAwake !== undefined,
    broken: registry.broken,
    fileProblems: () => [...settingsFile.problems(), ...themeProblems(settingsFile, homeFiles(home).themes)],
    diskProblem: disk.problem,
    seqAt: stores.timeline.seqAt,
  });
  const timeline = createTimeline({
    ...{ tasks, runs, schedules, holidays, state, clock, hostZone },
    ...{ reader: stores.timeline, scripts: stores.scriptTimeline, scheduleRuns: stores.scheduleRuns },
    breathe: createBreath(),
  });
  const jobDays = createJobDays({
    ...{ clock, hostZone, reader: stores.jobDays, timeline: stores.timeline, past: stores.pastRuns },
    breathe: createBreath(),
  });
  const jobTimes = createJobTimes({ tasks, schedules, holidays, state, clock, hostZone, breathe: createBreath() });
  const trace = createTraceQuery({ runs, spans: stores.spans, summaryOf: queries.runSummary });
  const changes = createChanges({
    readRun: queries.runIfKnown,
    readJob: queries.jobIfKnown,
    readEngine: queries.engine,
    readTaskList: queries.taskList,
    readFileProblems: queries.fileProblems,
    onError: (error) => log.error("Telling the surfaces failed", error),
  });
  const worker = createWorker({
    ...{ queue, pool, tasks, settings, logs, live, changes, clock, log },
    contentPath: homeFiles(home).content,
    random: options.random,
    steps,
    spans: stores.spans,
    onCall: (run, call) => taskCalls(run, call),
    onCompleted: (run) => {
      void planner.onCompleted(run);
      heldRuns.checkIfAny();
    },
  });
  const dispatcher = createDispatcher({
    ...{ queue, clock, log, tasks, live },
    concurrency: async () => Number(await settings.value("engine.concurrency")),
    isPaused: state.isPaused,
    pausedUntil: state.pausedUntil,
    onPauseEnded: () => changes.engine(),
    pausedTasks: state.pausedTasks,
    perKey: registry.keyLimits,
    work: worker.work,
  });
  const conditions = createConditions({ machine, runs, clock });
  const spread = createSpreadStarts(clock);
  const heldRuns = createHeldRuns({
    ...{ queue, occurrences, schedules, conditions, spread, clock, log, hostZone },
    onFreed: dispatcher.kick,
  });
  const slots = createSlotMaker({
    ...{ queue, state, conditions, spread, startedAt },
    onHeld: heldRuns.watch,
    cancelRun: async (run) => void (await commands.cancel(run.id)),
  });
  const planner = createPlanner({
    ...{ queue, schedules, occurrences, tasks, state, slots, holidays, changes, clock, log, hostZone },
    onQueued: dispatcher.kick,
  });
  const scheduler = createScheduler({
    clock,
    plan: planner.plan,
    onSetBack: (now) => planner.planAll(now, (scheduleId, nextAt) => scheduler.set(scheduleId, nextAt)),
  });
  const commands = createCommands({
    ...{ tasks, queue, schedules, queries, planner, dispatcher, live, state, changes, clock, notify },
  });
  const taskCalls = createTaskCalls({ commands, runs, steps, live, changes, clock, onFree: dispatcher.kick });
  const awake = createAwake({
    ...{ schedules, queue, state, machine, clock, log },
    nextRun: (scheduleId) => queries.schedule(scheduleId).next[0] ?? null,
  });
  const scheduleCommands = createScheduleCommands({
    ...{ tasks, schedules, queries, planner, scheduler, changes, clock, hostZone, holidays, notify },
    onChanged: awake.refresh,
  });

  const clean = createCleaner({ stores, policyOf: retention.policyOf, hostZone, clock, log });
  const { migrations, binding, sealThreadPath } = options;
  const { version } = options.facts;
  const backups = createBackups({ home, version, stores, migrations, binding, sealThreadPath, clock, log });
  const upkeep = createUpkeep({
    clock,
    log,
    chores: [
      { name: "clean-up", run: clean },
      { name: "backup", run: backups.daily },
    ],
  });

  const adoption = createAdoption({ registry, schedules, planner, scheduler, clock });
  let started = false;

  return {
    queries,
    timeline,
    /** What a task may take of this computer. @throws JobdeckError NOT_FOUND */
    limits: (taskId: string): TaskLimits => limitsOf(findTask(tasks, taskId)),
    /** When a job is going to run next. @throws JobdeckError NOT_FOUND */
    jobTimes: (of: JobTimesOf) => jobTimes({ ...of, taskId: findTask(tasks, of.taskId).id }),
    /** How a job has fared on each of its last days. @throws JobdeckError NOT_FOUND */
    jobDays: (of: JobDaysOf) => jobDays({ ...of, taskId: findTask(tasks, of.taskId).id }),
    /** Where the time of a run went. */
    trace,
    commands,
    scheduleCommands,
    settings,
    settingsFile,
    state,
    changes,
    stores,
    retention,
    /** Deletes now what was kept long enough. */
    cleanUp: onceAtATime(() => upkeep.perform(clean)),
    /** Whatever failed for a caller: when it was the disk, that is everybody's problem. */
    noteFailure: disk.note,
    /** Makes a backup now. */
    backUp: onceAtATime((withLogs: boolean) => upkeep.perform(backups.manual(withLogs))),
    storage: () =>
      readStorage({
        ...{ home, runs, sizes: stores.storageSizes, reader: stores.jobDays, timeline: stores.timeline },
        ...{ policyOf: retention.policyOf, nextCleanUpAt: upkeep.nextAt, breathe: createBreath() },
      }),
    /** Takes up where the last host left off: lost tries first, then what was missed, then the timer. */
    start: async (): Promise<void> => {
      for (const notice of stores.notices) log.warn(notice);
      await takeOverSettings({ store: stores.settings, file: settingsFile, log });
      settingsFile.watch();
      const lost = await queue.recover(clock.now());
      // What they had started goes on without a host; tried again beside it, it would be there twice.
      killLeftovers(lost.map(({ id }) => id));
      if (lost.length > 0)
        log.warn(`${lost.length} runs were active when the last host stopped; they are taken up again`);
      adoption.all();
      started = true;
      await planner.planAll(clock.now(), scheduler.set);
      scheduler.start();
      await heldRuns.start();
      awake.start();
      dispatcher.kick();
      upkeep.start();
    },
    /** Takes the user's tasks as their files are now. Runs that are active end on the code they began with. */
    setUsersTasks: async (users: UsersTasks): Promise<void> => {
      if (started) await adoption.replace(users);
      else registry.setUsers(users);
      retention.forget();
      awake.refresh();
      changes.taskList();
      dispatcher.kick();
    },
    /** Whether the home has what some tasks wait for: without it, none of their schedules is due. Default: it has. */
    setHas: async (need: TaskNeed, has: boolean): Promise<void> => {
      if (!state.setHas(need, has) || !started) return;
      await adoption.reconsider(need, has);
      changes.taskList();
    },
    /** After a resume from sleep, a change of the clock, or one of what conditions ask for. */
    wake: async (): Promise<void> => {
      await scheduler.wake();
      await heldRuns.check();
      awake.refresh();
      dispatcher.kick();
    },
    stop: async (): Promise<void> => {
      disk.stop();
      await settingsFile.close();
      return stopEngine({ scheduler, heldRuns, awake, dispatcher, live, pool, changes, upkeep, stores });
    },
  };
}

export type Engine = ReturnType<typeof createEngine>;
