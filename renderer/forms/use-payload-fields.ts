import { useCallback, useMemo } from "react";
import { type Resource, useResource } from "../state/resource.ts";
import { useClient } from "../workbench/app-context.tsx";
import { type PayloadField, payloadFields } from "./payload-fields.ts";

/** What a task takes, as fields; `fields` is null for one whose payload can only be written as JSON. */
export function usePayloadFields(
  taskId: string,
): Resource<unknown> & { readonly fields: readonly PayloadField[] | null } {
  const client = useClient();
  const load = useCallback(
    (signal: AbortSignal) => client.jobs.payloadSchema({ taskId }, { signal }),
    [client, taskId],
  );
  const schema = useResource(load);
  const fields = useMemo(() => payloadFields(schema.data), [schema.data]);
  return { ...schema, fields };
}
