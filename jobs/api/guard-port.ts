import type { SupportedMessagePort } from "@orpc/client/message-port";
import { onMessagePortClose, onMessagePortMessage } from "@orpc/client/message-port";
import { z } from "zod";

/** No call of the contract needs more; a larger one is an attack or a bug. */
const maxRequestLength = 1024 * 1024;

/**
 * What oRPC's client sends for a call (`p.u` is the procedure's path) and to end one. Bodies are JSON only: headers would
 * let a sender choose another decoder.
 */
const requestSchema = z.union([
  z.strictObject({
    i: z.string().max(64),
    // The router would take "/jobs/run/" and "/jobs/run?x" too: who judges a call by its path must know one spelling only.
    p: z.strictObject({ u: z.string().regex(/^(\/[A-Za-z]{1,50}){1,4}$/), b: z.unknown().optional() }),
  }),
  z.strictObject({ i: z.string().max(64), t: z.literal(4), p: z.unknown().optional() }),
]);

/**
 * Hands on only messages that are well-formed requests, and drops all others: what comes through a port is whatever the
 * other side chose to send, and oRPC's decoder rejects into nowhere when it cannot read it.
 */
export function guardPort(port: SupportedMessagePort, onRefused: (reason: string) => void): SupportedMessagePort {
  return {
    postMessage: (data: unknown) => port.postMessage(data),
    on: (event: string, callback: (event?: { data: unknown }) => void) => {
      if (event === "close") onMessagePortClose(port, () => callback());
      if (event !== "message") return;
      onMessagePortMessage(port, (data: unknown) => {
        const problem = requestProblem(data);
        if (problem) onRefused(problem);
        else callback({ data });
      });
    },
  };
}

/** Why this is no request, or undefined when it is one. */
export function requestProblem(data: unknown): string | undefined {
  if (typeof data !== "string") return "not text";
  if (data.length > maxRequestLength) return `${data.length} characters, at most ${maxRequestLength} are allowed`;
  try {
    return requestSchema.safeParse(JSON.parse(data)).success ? undefined : "not a request";
  } catch {
    // Not JSON: that is the answer, not a failure.
    return "not JSON";
  }
}
