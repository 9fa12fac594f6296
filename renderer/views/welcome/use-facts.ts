import { useCallback, useEffect } from "react";
import { useResource } from "../../state/resource.ts";
import { useClient, useLive } from "../../workbench/app-context.tsx";
import type { StepFacts } from "./steps.ts";

/** What the walkthrough's ticks are derived from; read again when a setting or a schedule has changed. */
export function useFacts(): { readonly facts: StepFacts; readonly reload: () => void } {
  const client = useClient();
  const engine = useLive((live) => live.engine);
  const jobs = useLive((live) => live.jobs);
  const brokenFiles = useLive((live) => live.brokenFiles);
  const version = useLive((live) => live.settingsVersion);
  const schedules = useLive((live) => live.jobs.reduce((sum, job) => sum + job.scheduleCount, 0));
  const load = useCallback(
    async (signal: AbortSignal) => {
      const [groups, keys] = await Promise.all([
        client.settings.list({}, { signal }),
        client.schedules.keys({}, { signal }),
      ]);
      return { groups, importKeys: keys.flatMap(({ importKey }) => importKey ?? []) };
    },
    [client],
  );
  const { data, reload } = useResource(load);

  // biome-ignore lint/correctness/useExhaustiveDependencies: these say that what was read may be otherwise now
  useEffect(() => reload(), [version, schedules, engine.demo, reload]);

  const { groups, importKeys } = data ?? { groups: null, importKeys: null };
  return { facts: { live: { engine, jobs, brokenFiles }, groups, importKeys }, reload };
}
