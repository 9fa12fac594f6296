import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { homeFiles } from "../../jobs/model/home.ts";
import { compiled } from "../support/compiled.ts";
import { root } from "../support/paths.ts";
import { judge, type Kept } from "./judge.ts";
import { type Orders, writeOrders } from "./orders.ts";
import { type Death, type Point, points } from "./points.ts";
import { readWitness } from "./witness.ts";

/** A host that is not ready, or not dead, by then is stuck. */
const patienceMs = 60_000;
const shownFindings = 50;

export type ChaosOptions = {
  /** A folder that nobody else uses. */
  readonly home: string;
  readonly kills: number;
  /** The same kills come of the same seed; what they hit still differs. */
  readonly seed: number;
  readonly onKill?: (done: number) => void;
};

export type ChaosReport = {
  readonly kills: number;
  readonly seed: number;
  /** Due times. */
  readonly slots: number;
  readonly runs: number;
  readonly lost: number;
  readonly doubled: number;
  /** Kills after which the database was not sound. */
  readonly damaged: number;
  /** From the start of a process to a host that runs jobs, with all that was interrupted marked: the longest time. */
  readonly recoveredMs: number;
  /** The median of these. */
  readonly usualRecoveredMs: number;
  /** How often a host died at each point. */
  readonly points: Readonly<Record<string, number>>;
  /** The first of what was lost or doubled, in words. */
  readonly findings: readonly string[];
};

/** Starts a host on the home, kills it, and so on; then lets the last one end all work, and compares. */
export async function chaos({ home, kills, seed, onKill }: ChaosOptions): Promise<ChaosReport> {
  const witnessFile = path.join(home, "witness.jsonl");
  const random = seeded(seed);
  const recovered: number[] = [];
  const died: Record<string, number> = {};
  const damages: string[] = [];
  for (let done = 1; done <= kills; done++) {
    const death = nextDeath(random);
    const { readyMs } = await liveAndDie({ home, witnessFile, death, last: false }, random);
    if (readyMs !== null) recovered.push(readyMs);
    died[death.point] = (died[death.point] ?? 0) + 1;
    const problem = integrityProblem(home);
    if (problem !== null) damages.push(`the database after kill ${done} (${death.point}): ${problem}`);
    onKill?.(done);
  }
  const judgedBy = Date.now();
  const { readyMs } = await liveAndDie({ home, witnessFile, death: { point: "time", nth: 0 }, last: true }, random);
  if (readyMs !== null) recovered.push(readyMs);
  const { slots, runs, lost, doubled } = judge({ judgedBy, ...readKept(home) }, readWitness(witnessFile));
  recovered.sort((a, b) => a - b);
  return {
    ...{ kills, seed, slots, runs, lost: lost.length, doubled: doubled.length, damaged: damages.length },
    recoveredMs: recovered.at(-1) ?? 0,
    usualRecoveredMs: recovered[Math.floor(recovered.length / 2)] ?? 0,
    points: died,
    findings: [...damages, ...lost, ...doubled].slice(0, shownFindings),
  };
}

/** Starts a host and waits for its end, which comes as ordered, or from here. `readyMs` is null when it died before. */
async function liveAndDie(orders: Orders, random: () => number): Promise<{ readonly readyMs: number | null }> {
  const began = performance.now();
  const child = spawn(process.execPath, [path.join(root, "test", "chaos", "host.ts")], {
    env: { PATH: process.env.PATH, TZ: "UTC", ...compiled, ...writeOrders(orders) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "exit");
  let readyMs: number | null = null;
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const kill = () => void child.kill("SIGKILL");
  const isFromHere = !orders.last && (orders.death.point === "time" || orders.death.point === "start");
  if (isFromHere && orders.death.point === "start") setTimeout(kill, random() * 600);
  child.stdout.on("data", (chunk: Buffer) => {
    if (readyMs !== null || !chunk.toString().includes("ready")) return;
    readyMs = Math.round(performance.now() - began);
    if (isFromHere) setTimeout(kill, random() * 1_200);
    // A point that it does not come to again, for example because nothing more is due.
    else if (!orders.last) setTimeout(kill, 3_000);
  });
  const stuck = setTimeout(kill, patienceMs);
  const [code] = (await ended) as [number | null];
  clearTimeout(stuck);
  assertEndedAsOrdered(child, code, orders, said);
  return { readyMs };
}

function assertEndedAsOrdered(child: ChildProcess, code: number | null, { last, death }: Orders, said: string): void {
  const isRight = last ? code === 0 : child.signalCode === "SIGKILL";
  if (!isRight)
    throw new Error(`A host that was to die at "${death.point}" ended with ${code ?? child.signalCode}: ${said}`);
}

function nextDeath(random: () => number): Death {
  const point: Point = points[Math.floor(random() * points.length)] ?? "time";
  const most = { plan: 20, planned: 20, enqueue: 30, enqueued: 30 }[point as string] ?? 40;
  return { point, nth: 1 + Math.floor(random() * most) };
}

function integrityProblem(home: string): string | null {
  const file = homeFiles(home).database;
  try {
    const database = new Sqlite(file);
    const result = String(database.pragma("integrity_check(3)", { simple: true }));
    database.close();
    return result === "ok" ? null : result;
  } catch (error) {
    return String(error);
  }
}

function readKept(home: string): Omit<Kept, "judgedBy"> {
  const database = new Sqlite(homeFiles(home).database, { readonly: true });
  const periods: readonly (readonly [RegExp, number])[] = [
    [/:second-/, 1_000],
    [/:even-/, 2_000],
    [/:fifth-/, 5_000],
  ];
  const schedules = database
    .prepare<[], { id: string; since: number; until: number }>(
      "SELECT id, created_at AS since, planned_until AS until FROM schedule",
    )
    .all()
    .map((row) => ({ ...row, periodMs: periods.find(([name]) => name.test(row.id))?.[1] ?? 0 }));
  const ledger = database
    .prepare<[], Kept["ledger"][number]>(
      "SELECT schedule_id AS scheduleId, scheduled_at AS at, outcome, slots, run_id AS runId FROM occurrence",
    )
    .all();
  const runs = database
    .prepare<[], Kept["runs"][number]>(
      "SELECT id, state, schedule_id AS scheduleId, scheduled_at AS scheduledAt FROM run",
    )
    .all();
  database.close();
  return { schedules, ledger, runs };
}

/** Mulberry32: the same numbers in [0, 1) for the same seed. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
