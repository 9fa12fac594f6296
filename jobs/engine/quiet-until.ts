import type { EngineState } from "./engine-state.ts";
import type { ScheduleSpec } from "./schedule-spec.ts";

export type Quiet = {
  readonly spec: Pick<ScheduleSpec, "pausedUntil">;
  readonly state: Pick<EngineState, "pausedUntil">;
  readonly now: number;
};

/**
 * The last moment at which a schedule starts nothing: now, or just before its own pause or that of all jobs ends, where they
 * end by themselves. What is due at the very end of a pause runs.
 */
export function quietUntil({ spec, state, now }: Quiet): number {
  return Math.max(now, ...[spec.pausedUntil, state.pausedUntil()].map((end) => (end ?? 0) - 1));
}
