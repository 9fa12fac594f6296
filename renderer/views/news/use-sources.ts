import { useCallback } from "react";
import { useClient } from "../../workbench/app-context.tsx";
import { useContent } from "./use-content.ts";

/** All sources by title, kept right as they change. */
export function useSources() {
  const client = useClient();
  const load = useCallback((signal: AbortSignal) => client.content.sources.list({}, { signal }), [client]);
  return useContent(load);
}
