import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { openContent } from "../../content/content-database.ts";
import { toStoredError } from "../../model/errors.ts";
import { contentCalls } from "./content-calls.ts";
import type { ContentAnswer, ContentQuestion, ContentThreadData } from "./protocol.ts";

if (!parentPort) throw new Error("This file is the entry of a thread and cannot be started by itself");
const port: MessagePort = parentPort;
const { contentPath } = workerData as ContentThreadData;
let settings: Readonly<Record<string, string>> = {};
const calls = contentCalls({ content: openContent(contentPath), now: Date.now, settings: () => settings });

port.on("message", async ({ id, path, input, settings: newest }: ContentQuestion) => {
  settings = newest ?? settings;
  const answer = (message: ContentAnswer) => port.postMessage(message);
  try {
    answer({ id, output: await call(path, input) });
  } catch (error) {
    answer({ id, error: toStoredError(error) });
  }
});

/** The host asks only what the contract has; the table has the contract's shape. */
function call(path: readonly string[], input: unknown): Promise<unknown> {
  const found = path.reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], calls);
  return (found as (input: unknown) => Promise<unknown>)(input);
}
