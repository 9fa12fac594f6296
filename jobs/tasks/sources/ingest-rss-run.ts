import type { TaskContext } from "../../sdk/context.ts";
import { ingestAllSources } from "./ingest-all.ts";
import { withSources } from "./source-parts.ts";

export async function run(context: TaskContext) {
  return withSources(context, (parts) => ingestAllSources(parts, context));
}
