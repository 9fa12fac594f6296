import { once } from "node:events";
import type { Clock } from "../model/clock.ts";
import { JobdeckError } from "../model/errors.ts";
import { jobStatus } from "../model/job-status.ts";
import type { Run } from "../model/run.ts";
import { isFinal } from "../model/run-state.ts";
import { type TriggeredRun, taskCallSchema } from "../model/trigger.ts";
import type { RunReader } from "../store/runs.ts";
import type { StepStore } from "../store/steps.ts";
import { type Changes, followTopic } from "./changes.ts";
import type { Commands } from "./commands.ts";
import type { LiveRuns } from "./live-runs.ts";

/** A result that is larger than a run's output may be would make every later try slower. */
const mostStepBytes = 1024 * 1024;

function statusOf({ state, ...run }: Run) {
  return jobStatus({ ...run, status: state });
}

export type TaskCallsOptions = {
  readonly commands: Pick<Commands, "trigger">;
  readonly runs: RunReader;
  readonly steps: StepStore;
  readonly live: LiveRuns;
  readonly changes: Changes;
  readonly clock: Clock;
  /** A place has become free. */
  readonly onFree: () => void;
};

/** Answers what a task asks of its host while it runs. What it sends is not trusted: it comes from code that we do not know. */
export function createTaskCalls(options: TaskCallsOptions) {
  const { commands, runs, steps, live, changes, clock } = options;

  /** A run that only waits for another gives its place away: else parents would wait for children that find no place. */
  const ended = async (parent: Run, runId: string): Promise<Run> => {
    live.setWaiting(parent.id, true);
    options.onFree();
    try {
      for (;;) {
        const heard = once(changes.emitter, followTopic(runId));
        const run = known(runId);
        if (isFinal(run.state)) return run;
        await heard;
      }
    } finally {
      live.setWaiting(parent.id, false);
    }
  };

  const known = (runId: string): Run => {
    const run = runs.get(runId);
    if (run) return run;
    throw new JobdeckError("NOT_FOUND", `There is no run "${runId}".`);
  };

  const saveStep = (run: Run, step: { readonly name: string; readonly output: unknown }) => {
    const bytes = Buffer.byteLength(JSON.stringify(step.output ?? null));
    if (bytes > mostStepBytes)
      throw new JobdeckError(
        "BAD_INPUT",
        `Step "${step.name}" gave ${bytes} bytes of JSON; at most ${mostStepBytes} are kept. Give back less, or a path.`,
      );
    steps.save(run.seq, step, clock.now());
  };

  return async (run: Run, untrusted: unknown): Promise<unknown> => {
    const call = taskCallSchema.parse(untrusted);
    if (call.kind === "step") return saveStep(run, call);
    if (call.kind === "status") return statusOf(known(call.runId));
    if (call.kind === "wait") {
      const child = await ended(run, call.runId);
      return { status: child.state, output: child.output, error: child.error };
    }
    const triggered = await commands.trigger(call.requests, { trigger: "task", parentId: run.id });
    return triggered.map(({ id, state, taskId }): TriggeredRun => ({ id, status: state, taskId }));
  };
}
