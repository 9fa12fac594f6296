import { NonRetryableError } from "../../sdk/errors.ts";
import { interruptible, TimeIsOver } from "../../services/interruptible.ts";
import type { ExpectedBody } from "./http-payload.ts";

/** A pattern can take longer than the universe has been there; it gets so long. */
const patternMs = 1_000;

/** What is wrong with a body; undefined when it is as expected. @throws NonRetryableError when a pattern takes over a second */
export function bodyProblem(expected: ExpectedBody | undefined, body: string): string | undefined {
  if (expected === undefined) return undefined;
  if (typeof expected === "object" && "matches" in expected)
    return matches(expected.matches, expected.flags ?? "", body)
      ? undefined
      : `it does not match /${expected.matches}/${expected.flags ?? ""}`;
  const part = typeof expected === "string" ? expected : expected.contains;
  return body.includes(part) ? undefined : `it does not contain "${part.slice(0, 200)}"`;
}

function matches(pattern: string, flags: string, body: string): boolean {
  try {
    return interruptible(patternMs, () => new RegExp(pattern, flags).test(body));
  } catch (error) {
    if (!(error instanceof TimeIsOver)) throw error;
    throw new NonRetryableError(
      `The pattern /${pattern}/${flags} took more than ${patternMs} ms on a body of ${body.length} characters. Make it simpler; repetitions within repetitions are what takes long.`,
      { cause: error },
    );
  }
}
