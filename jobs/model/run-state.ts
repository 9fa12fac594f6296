/**
 * The life of a run.
 *
 *     created ──> active ──> completed
 *        │          │  ├───> failed
 *        │          │  └───> cancelled
 *        │          └──────> retry ──> active
 *        └──> cancelled <──────┘
 *
 * `completed`, `failed` and `cancelled` are final: "run again" makes a new run that names the old one.
 * This table is the only place that knows the moves; the store's statements and the tests are derived from it.
 */
export const runTransitions = {
  created: ["active", "cancelled"],
  active: ["completed", "failed", "retry", "cancelled"],
  retry: ["active", "cancelled"],
  completed: [],
  failed: [],
  cancelled: [],
} as const satisfies Record<string, readonly string[]>;

export type RunState = keyof typeof runTransitions;

export const runStates = Object.keys(runTransitions) as readonly RunState[];

/** True when a run in `from` may go to `to`. */
export function canMove(from: RunState, to: RunState): boolean {
  const targets: readonly RunState[] = runTransitions[from];
  return targets.includes(to);
}

/** True when a run in this state never changes again. */
export function isFinal(state: RunState): boolean {
  return runTransitions[state].length === 0;
}

/** The states a run may be in just before it enters `to`. */
export function statesBefore(to: RunState): readonly RunState[] {
  return runStates.filter((from) => canMove(from, to));
}
