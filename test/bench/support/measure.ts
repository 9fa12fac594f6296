export type Unit = "x" | "ms" | "MB" | "MiB" | "% of a core" | "requests" | "µs" | "per s" | "%" | "px";

/** What is measured, and the goal that it is held against. */
export type Goal = {
  readonly name: string;
  readonly unit: Unit;
  readonly goal: number;
  /** Whether a value above or below the goal is good. */
  readonly better: "lower" | "higher";
};

/** A goal with what came out. A miss is a miss: `met` is true only when a value was taken and reaches the goal. */
export type Measure = Goal & {
  /** Null when none could be taken. */
  readonly value: number | null;
  readonly met: boolean;
  readonly state: "measured" | "failed" | "left out";
  /** How the value came about, or why there is none. */
  readonly detail: string;
};

/** A figure without a goal, which explains others. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: Unit;
  readonly detail: string;
};

/** What a bench tells while it runs. */
export type Finding =
  | { readonly kind: "measured"; readonly name: string; readonly value: number; readonly detail: string }
  | { readonly kind: "failed" | "left out"; readonly name: string; readonly detail: string }
  | { readonly kind: "figure"; readonly figure: Figure };

export type Recorder = {
  /** `quick` works on less, so that the whole bench ends within 50 s; every detail says on how much. */
  readonly quick: boolean;
  readonly measured: (goal: Goal, value: number, detail: string) => void;
  readonly leftOut: (goal: Goal, reason: string) => void;
  readonly failed: (goal: Goal, reason: string) => void;
  readonly figure: (name: string, value: number, unit: Unit, detail?: string) => void;
};

/** A group of measures that share what they need. It runs in a process of its own. */
export type Bench = {
  readonly goals: readonly Goal[];
  /** When `quick` has to have ended; default: 30 s. */
  readonly longestMs?: number;
  readonly run: (recorder: Recorder) => Promise<void>;
};

/** The measures of a bench, out of what it told before it ended. */
export function toMeasures(goals: readonly Goal[], findings: readonly Finding[], ended: string): readonly Measure[] {
  return goals.map((goal): Measure => {
    const found = findings.findLast((finding) => finding.kind !== "figure" && finding.name === goal.name);
    if (found?.kind === "measured") {
      const value = Number(found.value.toPrecision(4));
      return { ...goal, value, met: reaches(goal, found.value), state: "measured", detail: found.detail };
    }
    const state = found?.kind === "left out" ? "left out" : "failed";
    return { ...goal, value: null, met: false, state, detail: found?.kind === state ? found.detail : ended };
  });
}

function reaches({ goal, better }: Goal, value: number): boolean {
  return better === "lower" ? value <= goal : value >= goal;
}
