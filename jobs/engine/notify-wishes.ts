import type { Clock } from "../model/clock.ts";
import { type NotifyWish, notifyWishSchema } from "../model/notify.ts";
import type { SettingStore } from "../store/settings.ts";

const settingOf = (taskId: string): string => `host.notify.${taskId}`;

/** What the user wants each job to tell by notifications, and each script by the id of its schedule. Kept where the job's runs are: every surface sees the same. */
export function createNotifyWishes({ store, clock }: { readonly store: SettingStore; readonly clock: Clock }) {
  // Asked for with every picture of a job; only `set` changes it.
  const known = new Map<string, NotifyWish | null>();
  const read = (taskId: string): NotifyWish | null => {
    const parsed = notifyWishSchema.safeParse(store.get(settingOf(taskId)) ?? null);
    return parsed.success ? parsed.data : null;
  };
  return {
    /** Null: as the settings say. */
    of: (taskId: string): NotifyWish | null => {
      const wish = known.has(taskId) ? (known.get(taskId) ?? null) : read(taskId);
      known.set(taskId, wish);
      return wish;
    },
    set: (taskId: string, wish: NotifyWish | null): void => {
      known.delete(taskId);
      if (wish === null) store.remove(settingOf(taskId));
      else store.set(settingOf(taskId), wish, clock.now());
    },
  };
}

export type NotifyWishes = ReturnType<typeof createNotifyWishes>;
