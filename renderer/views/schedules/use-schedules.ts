import type { ScheduleView } from "../../../jobs/model/read-models/schedules.ts";
import { createLiveResource, type LiveResource, type LiveResourceState } from "../../state/live-resource.ts";
import { useValue } from "../../state/store.ts";
import { useApp, useClient } from "../../workbench/app-context.tsx";

type Of = {
  /** Default: of all jobs. */
  readonly taskId?: string;
  /** Default: all of them. */
  readonly scheduleId?: string;
};

/**
 * Schedules, with all that is known of them, for as long as the tab is open that shows them. The window's picture of the host has none: there
 * may be thousands.
 *
 * @param editorKey key of the editor that shows them
 */
export function useSchedules(
  editorKey: string,
  of: Of,
): LiveResourceState<readonly ScheduleView[]> & Pick<LiveResource<unknown>, "refresh"> {
  const { kept, session } = useApp();
  const client = useClient();
  const schedules = kept.get(`${editorKey}/schedules`, () =>
    createLiveResource<readonly ScheduleView[]>({
      read: () => client.schedules.list(of),
      onChange: (listener) =>
        session.onJob((taskId) => {
          if (taskId === null || (of.taskId ?? taskId) === taskId) listener();
        }),
    }),
  );
  return { ...useValue(schedules), refresh: schedules.refresh };
}
