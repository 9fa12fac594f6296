import { codeOf } from "../state/errors.ts";
import type { PayloadProblem } from "./payload-draft.ts";

/** What the host found wrong with a payload, field by field; empty when it refused something else. */
export function payloadProblems(error: unknown): readonly PayloadProblem[] {
  if (codeOf(error) !== "BAD_PAYLOAD") return [];
  const data = property(error, "data");
  const issues = property(data, "issues");
  return (Array.isArray(issues) ? issues : []).flatMap((issue: unknown) => {
    const [path, message] = [property(issue, "path"), property(issue, "message")];
    return typeof path === "string" && typeof message === "string" ? [{ path, message }] : [];
  });
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
