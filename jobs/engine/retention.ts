import type { z } from "zod";
import type { Clock } from "../model/clock.ts";
import type { RetentionView } from "../model/read-models/storage.ts";
import {
  defaultRetention,
  isArchived,
  type RetentionPolicy,
  retentionPolicy,
  retentionWishSchema,
} from "../model/retention.ts";
import type { RunBrief } from "../model/run.ts";
import type { SettingStore } from "../store/settings.ts";
import type { KnownTask } from "./known-task.ts";
import { findTask } from "./run-lookup.ts";

export type RetentionOptions = {
  readonly tasks: ReadonlyMap<string, KnownTask>;
  readonly store: SettingStore;
  readonly clock: Clock;
};

const settingOf = (taskId: string): string => `host.retention.${taskId}`;

/** How long the runs of each task are kept: as the task asks, with what the user set instead. */
export function createRetention({ tasks, store, clock }: RetentionOptions) {
  const changeOf = (taskId: string): Partial<RetentionPolicy> => {
    const stored = store.get(settingOf(taskId));
    if (stored === undefined) return {};
    const parsed = retentionWishSchema.safeParse(JSON.parse(stored));
    return parsed.success ? parsed.data : {};
  };

  // Asked for with every run of a list; only `change` changes it.
  const kept = new Map<string, RetentionPolicy>();
  const policyOf = (taskId: string): RetentionPolicy => {
    const own = tasks.get(taskId)?.retention ?? defaultRetention;
    const policy = kept.get(taskId) ?? retentionPolicy({ ...own, ...changeOf(taskId) });
    kept.set(taskId, policy);
    return policy;
  };

  const view = (taskId: string): RetentionView => {
    const { id, retention } = findTask(tasks, taskId);
    return { taskId: id, policy: policyOf(id), default: retention, changed: Object.keys(changeOf(id)).length > 0 };
  };

  return {
    policyOf,
    /** The tasks may ask for something else from now on. */
    forget: (): void => kept.clear(),
    isArchived: (run: RunBrief): boolean => isArchived(run.finishedAt, policyOf(run.taskId), clock.now()),
    /** @throws JobdeckError NOT_FOUND */
    view,
    /** Takes the place of an earlier change; an empty one goes back to what the task asks for. @throws JobdeckError NOT_FOUND */
    change: (taskId: string, change: z.infer<typeof retentionWishSchema>): RetentionView => {
      const { id } = findTask(tasks, taskId);
      kept.delete(id);
      if (Object.keys(change).length === 0) store.remove(settingOf(id));
      else store.set(settingOf(id), JSON.stringify(change), clock.now());
      return view(id);
    },
  };
}

export type Retention = ReturnType<typeof createRetention>;
