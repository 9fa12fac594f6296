import { useCallback, useEffect } from "react";
import { useResource } from "../../state/resource.ts";
import { useClient, useLive } from "../../workbench/app-context.tsx";

/** All settings and where secrets are kept; read again whenever one has changed, here or elsewhere. */
export function useSettings() {
  const client = useClient();
  const version = useLive((live) => live.settingsVersion);
  const demo = useLive((live) => live.engine.demo);
  const load = useCallback(
    async (signal: AbortSignal) => {
      const [groups, vault] = await Promise.all([
        client.settings.list({}, { signal }),
        client.settings.vault({}, { signal }),
      ]);
      return { groups, vault };
    },
    [client],
  );
  const { data, phase, message, reload } = useResource(load);

  // biome-ignore lint/correctness/useExhaustiveDependencies: these two say that the values may be others now
  useEffect(() => reload(), [version, demo, reload]);

  return { data, phase, message, reload };
}
