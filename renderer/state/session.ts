import type { JobdeckClient } from "../../jobs/api/contract.ts";
import type { LiveEvent } from "../../jobs/model/read-models/host.ts";
import type { RunSummary } from "../../jobs/model/read-models/runs.ts";
import type { Connection } from "./client.ts";
import { explain } from "./errors.ts";
import { fromSnapshot, type Live, reduceLive } from "./live.ts";
import { createStore, type Readable } from "./store.ts";

/**
 * The life of the window's connection.
 *
 *     connecting ──> ready ──> lost ──> connecting (a new port) ──> ...
 *         └───────────────────> lost
 *
 * `live` stays when the host is lost: the last picture is shown beneath the notice.
 */
export type SessionState = {
  readonly phase: "connecting" | "ready" | "lost";
  readonly client: JobdeckClient | null;
  readonly live: Live | null;
  /** Why the host was lost; null otherwise. */
  readonly message: string | null;
};

export type SessionOptions = {
  /** Milliseconds without a port until the window says that no host answers. */
  readonly patienceMs: number;
};

/** Holds the one picture of the host: a snapshot first, then every event. Nothing polls. */
export function createSession({ patienceMs }: SessionOptions) {
  const state = createStore<SessionState>({ phase: "connecting", client: null, live: null, message: null });
  const runListeners = new Set<(run: RunSummary) => void>();
  const jobListeners = new Set<(taskId: string | null) => void>();
  let current: Connection | undefined;
  let keyProblems: Live["keyProblems"] = [];

  const lose = (connection: Connection | undefined, message: string) => {
    // The first reason is the true one: what fails after it fails because of it.
    if (connection !== current || state.get().phase === "lost") return;
    state.update((known) => ({ ...known, phase: "lost", message }));
  };
  const patience = setTimeout(() => lose(undefined, "The host of your jobs did not answer."), patienceMs);

  const tellJobs = (taskId: string | null) => {
    for (const listener of [...jobListeners]) listener(taskId);
  };
  const apply = (event: LiveEvent) => {
    state.update((known) => (known.live ? { ...known, live: reduceLive(known.live, event) } : known));
    if (event.type === "run") for (const listener of [...runListeners]) listener(event.run);
    if (event.type === "job") tellJobs(event.job.taskId);
    if (event.type === "task-list") tellJobs(null);
  };

  const pump = async (connection: Connection, events: AsyncIterable<LiveEvent>, early: LiveEvent[]): Promise<void> => {
    for await (const event of events) {
      if (connection !== current) return;
      if (state.get().phase === "ready") apply(event);
      else early.push(event);
    }
  };

  const show = async (connection: Connection, early: readonly LiveEvent[]): Promise<void> => {
    const snapshot = await connection.client.snapshot({});
    if (connection !== current) return;
    state.set({
      phase: "ready",
      client: connection.client,
      live: { ...fromSnapshot(snapshot), keyProblems },
      message: null,
    });
    for (const event of early) apply(event);
  };

  const follow = async (connection: Connection): Promise<void> => {
    // Events first: what changes while the snapshot is on its way waits in `early` and is applied after it.
    const early: LiveEvent[] = [];
    const events = await connection.client.events({});
    await Promise.all([pump(connection, events, early), show(connection, early)]);
  };

  return {
    state: state as Readable<SessionState>,
    /** Takes a new host; the one before is let go. */
    connect: (connection: Connection): void => {
      clearTimeout(patience);
      current?.close();
      current = connection;
      state.update((known) => ({ ...known, phase: "connecting", message: null }));
      void connection.closed.then(() =>
        lose(connection, "The host of your jobs has stopped or closed the connection."),
      );
      follow(connection).then(
        () => lose(connection, "The host of your jobs ended the connection."),
        (error: unknown) => lose(connection, `The host of your jobs does not answer: ${explain(error)}`),
      );
    },
    /** Reads the whole picture again: more has changed than events tell. */
    refresh: async (): Promise<void> => {
      if (!current) return;
      await show(current, []);
      tellJobs(null);
    },
    /** What is wrong with the user's keys belongs to the picture, from this or another host. */
    noteKeyProblems: (problems: Live["keyProblems"]): void => {
      keyProblems = problems;
      state.update((known) => (known.live ? { ...known, live: { ...known.live, keyProblems } } : known));
    },
    /** Calls back for every change of any run. */
    onRun: (listener: (run: RunSummary) => void): (() => void) => {
      runListeners.add(listener);
      return () => void runListeners.delete(listener);
    },
    /** Calls back for every change of any job, also of its schedules; with null when jobs came, went, or are others. */
    onJob: (listener: (taskId: string | null) => void): (() => void) => {
      jobListeners.add(listener);
      return () => void jobListeners.delete(listener);
    },
  };
}

export type Session = ReturnType<typeof createSession>;
