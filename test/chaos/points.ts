import type { Database } from "../../jobs/store/database.ts";

/** Where a host is killed: at a time, or at a moment of its work. */
export const points = [
  /** Some time after it is ready, by whoever started it. */
  "time",
  /** While it starts: recovery and planning of what was missed. */
  "start",
  /** Within the transaction that queues runs, and just after it. */
  "enqueue",
  "enqueued",
  /** Within the transaction that writes the ledger, and just after it. */
  "plan",
  "planned",
  /** Within the transaction that claims a run, and just after it. */
  "claim",
  "claimed",
  /** Before, during and after the work of a run, in its thread. */
  "begin",
  "work",
  "end",
  /** Within the transaction that records the end of a run, and just after it. */
  "complete",
  "completed",
] as const;
export type Point = (typeof points)[number];

/** This host is to die when it comes to this point for the n-th time. */
export type Death = { readonly point: Point; readonly nth: number };

/** Ends this process as a power cut would: nothing is tidied up. */
export function die(): never {
  process.kill(process.pid, "SIGKILL");
  // The signal comes at once, but not in this very statement.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000);
}

/** Counts how often a point is come to, and dies at the n-th time. */
export function mortal(death: Death): (point: Point) => void {
  let times = 0;
  return (point) => {
    if (point !== death.point) return;
    times += 1;
    if (times === death.nth) die();
  };
}

export type WatchOptions = {
  readonly database: Database;
  /** Called within the transaction, and then again after it: "claim", "claimed". */
  readonly at: (point: Point) => void;
  /** Runs that were completed, once that is on the disk. */
  readonly onCompleted: (runIds: readonly string[]) => void;
};

/** Watches the transactions of a host through triggers of its own connection, which no file keeps. */
export function watchTransactions({ database, at, onCompleted }: WatchOptions): void {
  let completed: string[] = [];
  const after = (point: Point) => void setImmediate(() => at(point));
  database.function("chaos", (what: unknown, id: unknown) => {
    if (what === "active") return both("claim", "claimed");
    if (what === "created") return both("enqueue", "enqueued");
    if (what === "occurrence") return both("plan", "planned");
    if (what !== "completed") return null;
    completed.push(String(id));
    at("complete");
    // A commit follows in this turn of the event loop.
    setImmediate(() => {
      onCompleted(completed);
      completed = [];
      at("completed");
    });
    return null;
  });
  const both = (within: Point, then: Point) => {
    at(within);
    after(then);
    return null;
  };
  database.exec(`
    CREATE TEMP TRIGGER chaos_moved AFTER UPDATE OF state ON main.run BEGIN SELECT chaos(NEW.state, NEW.id); END;
    CREATE TEMP TRIGGER chaos_queued AFTER INSERT ON main.run BEGIN SELECT chaos('created', NEW.id); END;
    CREATE TEMP TRIGGER chaos_planned AFTER INSERT ON main.occurrence BEGIN SELECT chaos('occurrence', NEW.schedule_id); END;
  `);
}
