import { logLevels } from "../model/log.ts";
import { mostSpans, spanSchema } from "../model/trace.ts";
import type { FromThread } from "./protocol.ts";

const spansSchema = spanSchema.array().max(mostSpans + 1);

type Fields = Readonly<Record<string, unknown>>;

/** What a thread sent, or undefined when it is no message: code of the user's in there can reach the port as well. */
export function fromThread(untrusted: unknown): FromThread | undefined {
  return isFields(untrusted) && isMessage(untrusted) ? (untrusted as FromThread) : undefined;
}

function isMessage(message: Fields): boolean {
  switch (message.type) {
    case "ready":
      return true;
    case "log":
      return Array.isArray(message.lines) && isNumber(message.dropped) && message.lines.every(isLine);
    case "progress":
      return isProgress(message.progress);
    case "spans":
      return spansSchema.safeParse(message.spans).success;
    case "process":
      return Number.isInteger(message.pid) && typeof message.running === "boolean";
    case "call":
      return isNumber(message.id) && isFields(message.call);
    case "done":
      return isFields(message.report);
    case "failed":
      return isError(message.error) && isFields(message.retry);
    default:
      return false;
  }
}

/** A task may say that it does not know how much there is: NaN and Infinity are numbers here. */
function isProgress(progress: unknown): boolean {
  return isFields(progress) && typeof progress.done === "number" && typeof progress.total === "number";
}

function isLine(line: unknown): boolean {
  if (!isFields(line)) return false;
  const { seq, at, level, message } = line;
  return isNumber(seq) && isNumber(at) && typeof message === "string" && logLevels.some((known) => known === level);
}

function isError(error: unknown): boolean {
  return isFields(error) && typeof error.code === "string" && typeof error.message === "string";
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

function isNumber(value: unknown): boolean {
  return typeof value === "number" && Number.isFinite(value);
}
