import { type ErrorCode, errorCodes, JobdeckError } from "../model/errors.ts";
import type { Answer } from "./protocol.ts";

/** What the host unpack; its refusal is thrown in the task as it was thrown in the host. */
export function unpack(answer: Answer): unknown {
  if (answer.ok) return answer.value;
  const { code, message, details } = answer.error;
  if (code in errorCodes) throw new JobdeckError(code as ErrorCode, message, { details });
  throw new Error(message);
}
