import type { TaskContext } from "../../sdk/context.ts";
import { NonRetryableError } from "../../sdk/errors.ts";
import { fetchSource } from "./fetch-source.ts";
import { nameOf, tell, triggerPages } from "./ingest-all.ts";
import { withSources } from "./source-parts.ts";
import { createSourceReport } from "./source-report.ts";

export async function run({ sourceId }: { readonly sourceId: number }, context: TaskContext) {
  return withSources(context, async (parts) => {
    const report = createSourceReport(context, parts.now);
    const source = await parts.sources.get(sourceId);
    if (!source) throw new NonRetryableError(`There is no source ${sourceId}. It may have been removed meanwhile.`);
    if (!source.enabled || source.kind === "page" || source.kind === "upload") {
      report.skipped(nameOf(source), source.disabledReason ?? "It is not fetched.");
      return report.finish("Not fetched", { newItems: 0, unchanged: false });
    }
    const outcome = await fetchSource(parts, source, context.signal);
    tell(outcome, source, report, context);
    if (outcome.kind === "read") await triggerPages(outcome.wanted, context);
    context.progress(1, 1);
    const newItems = outcome.kind === "read" ? outcome.newItems : 0;
    const summary = outcome.kind === "unchanged" ? "Unchanged" : `${newItems} new items`;
    return report.finish(summary, { newItems, unchanged: outcome.kind === "unchanged" });
  });
}
