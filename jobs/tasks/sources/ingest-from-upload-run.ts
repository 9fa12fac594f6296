import { createHash } from "node:crypto";
import { open, readdir, stat } from "node:fs/promises";
import path from "node:path";
import { messageOf } from "../../model/errors.ts";
import type { TaskContext } from "../../sdk/context.ts";
import { readableEndings, readFileAs } from "../../services/pages/read-file.ts";
import { PageError } from "../../services/pages/read-page.ts";
import { addOutlines } from "./add-source.ts";
import { keepArticle } from "./keep-article.ts";
import { type SourceParts, withSources } from "./source-parts.ts";
import { createSourceReport, type SourceReport } from "./source-report.ts";

/** A larger file is skipped, in bytes; so many of one folder are taken. */
const mostBytes = 20 * 1_048_576;
const mostFiles = 10_000;

export async function run({ files }: { readonly files: readonly string[] }, context: TaskContext) {
  return withSources(context, async (parts) => {
    const report = createSourceReport(context, parts.now);
    const totals = { newItems: 0, newSources: 0 };
    const all = await filesIn(files, report);
    for (const [index, name] of all.entries()) {
      context.signal.throwIfAborted();
      context.progress(index, all.length, path.basename(name));
      await takeIn(parts, name, { report, totals, context });
    }
    context.progress(all.length, all.length);
    return report.finish(`${totals.newItems} new items, ${totals.newSources} new sources`, totals);
  });
}

type Work = {
  readonly report: SourceReport;
  readonly totals: { newItems: number; newSources: number };
  readonly context: TaskContext;
};

async function takeIn(parts: SourceParts, name: string, { report, totals, context }: Work): Promise<void> {
  try {
    const bytes = await contentOf(name);
    const read = await readFileAs(name, bytes);
    if (read.kind === "outlines") {
      const { added, known, refused } = await addOutlines(parts, read.outlines);
      totals.newSources += added.length;
      for (const { address, reason } of refused) report.failed(address, new PageError(reason));
      if (added.length > 0 || known.length === 0) report.done();
      else report.skipped(name, "Its feeds are sources already.");
      return;
    }
    const key = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
    const { added } = await keepArticle(parts, "upload", { ...read.article, key, link: read.article.canonicalUrl });
    if (added) report.done();
    else report.skipped(name, "It was taken in before.");
    totals.newItems += added ? 1 : 0;
  } catch (error) {
    context.signal.throwIfAborted();
    if (!(error instanceof PageError) && !isFileError(error)) throw error;
    report.failed(name, error);
  }
}

/** Files as they are named, and those of the folders that are; what cannot be read is left to be told later. */
async function filesIn(names: readonly string[], report: SourceReport): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of names) {
    const facts = await stat(name).catch(() => undefined);
    if (!facts?.isDirectory()) found.push(name);
    else
      for (const each of await readdir(name, { recursive: true, withFileTypes: true }))
        if (each.isFile()) found.push(path.join(each.parentPath, each.name));
  }
  const readable = found.filter((name) => readableEndings.includes(path.extname(name).toLowerCase()));
  for (const name of names.filter((each) => found.includes(each) && !readable.includes(each)))
    report.failed(name, new PageError(`Only ${readableEndings.join(", ")} can be read.`));
  return readable.slice(0, mostFiles);
}

/** @throws PageError for what is no file or too large; the system's error */
async function contentOf(name: string): Promise<Uint8Array> {
  const handle = await open(name, "r");
  try {
    const facts = await handle.stat();
    if (!facts.isFile()) throw new PageError("It is no file.");
    if (facts.size > mostBytes) throw new PageError(`It is larger than ${mostBytes / 1_048_576} MiB.`);
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

function isFileError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error && messageOf(error) !== "";
}
