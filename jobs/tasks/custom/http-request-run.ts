import { JobdeckError } from "../../model/errors.ts";
import type { TaskContext } from "../../sdk/context.ts";
import { NonRetryableError } from "../../sdk/errors.ts";
import { exchange, type HttpRequest } from "../../services/http/exchange.ts";
import { type FinalAnswer, follow } from "../../services/http/redirects.ts";
import { ServiceError } from "../../services/service-error.ts";
import { limitTime } from "../../services/time-limit.ts";
import { toTaskError } from "../task-error.ts";
import { bodyProblem } from "./body-check.ts";
import { networkFailure, statusFailure } from "./http-failure.ts";
import { type HttpPayload, urlProblem } from "./http-payload.ts";
import { safeCut } from "./safe-cut.ts";

/** So much of a body is read, in bytes; the rest is not waited for. */
const mostBodyBytes = 1_048_576;
/** Characters of a body that are kept with the run, and of these in the log. */
const keptCharacters = 65_536;
const loggedCharacters = 4_096;

/** What a request came to. */
export type HttpOutput = {
  readonly status: number;
  readonly statusText: string;
  /** Where the answer came from, after redirects. */
  readonly url: string;
  readonly redirects: number;
  readonly contentType: string | null;
  /** The first 65,536 characters; null when it is no text. */
  readonly body: string | null;
  /** Bytes that were read, at most 1 MiB. */
  readonly bodyBytes: number;
  /** There was more than that. */
  readonly truncated: boolean;
  readonly durationMs: number;
};

export async function run(payload: HttpPayload, context: TaskContext): Promise<HttpOutput> {
  const startedAt = Date.now();
  const answer = await askInTime(payload, context);
  const output = outputOf(answer, startedAt, Object.values(context.secrets));
  tell(output, answer, context);
  judge(payload, answer, output);
  return output;
}

async function askInTime(payload: HttpPayload, context: TaskContext): Promise<FinalAnswer> {
  const { logger } = context;
  const request = requestOf(payload, context);
  const secretHeaders = Object.entries(payload.headers).filter(([, value]) => typeof value !== "string");
  const limit = limitTime(context.signal, payload.timeoutMs);
  logger.debug(titleOf(payload));
  let asked = request.url;
  try {
    return await follow(request, {
      ask: (next) => exchange(next, { signal: limit.signal, body: { maxBytes: mostBodyBytes, longer: "cut" } }),
      problem: urlProblem,
      secretHeaders: new Set(secretHeaders.map(([name]) => name.toLowerCase())),
      isWanted: (status) => isExpected(payload, status),
      onRedirect: (status, url) => {
        asked = url;
        logger.debug(`Redirected (${status}) to ${url.href}`);
      },
    });
  } catch (error) {
    if (limit.isOver())
      throw new Error(
        `${titleOf(payload)} had no whole answer within its limit of ${payload.timeoutMs} ms. Raise timeoutMs if it needs longer.`,
      );
    context.signal.throwIfAborted();
    throw error instanceof ServiceError ? toTaskError(error) : networkFailure(titleOf(payload), asked, error);
  } finally {
    limit.clear();
  }
}

function requestOf({ method, url, headers, body }: HttpPayload, { secrets, run }: TaskContext): HttpRequest {
  const given = Object.entries(headers).map(([name, value]) => {
    const text = typeof value === "string" ? value : `${value.prefix ?? ""}${secrets[value.secret] ?? ""}`;
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(text))
      throw new NonRetryableError(`The secret of the header "${name}" has characters that no header can have.`);
    return [name.toLowerCase(), text] as const;
  });
  const defaults: Record<string, string> = { accept: "*/*", "accept-encoding": "identity", "user-agent": "Jobdeck" };
  if (body !== undefined)
    defaults["content-type"] = typeof body === "string" ? "text/plain; charset=utf-8" : "application/json";
  const upper = method.toUpperCase();
  // A further try of the run is known to a server that heeds it (draft-ietf-httpapi-idempotency-key-header).
  if (upper === "POST" || upper === "PATCH") defaults["idempotency-key"] = run.id;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return {
    ...{ method: upper, url: new URL(url), headers: { ...defaults, ...Object.fromEntries(given) } },
    body: body === undefined ? undefined : Buffer.from(text),
  };
}

function outputOf(answer: FinalAnswer, startedAt: number, secrets: readonly string[]): HttpOutput {
  const { status, statusText, redirects, truncated } = answer;
  const text = textOf(answer);
  return {
    ...{ status, statusText, url: answer.url.href, redirects },
    contentType: answer.headers["content-type"] ?? null,
    body: text === null ? null : cut(text, keptCharacters, secrets),
    ...{ bodyBytes: answer.body.length, truncated, durationMs: Date.now() - startedAt },
  };
}

function tell(output: HttpOutput, answer: FinalAnswer, { logger, report, secrets }: TaskContext): void {
  const { status, statusText, bodyBytes, durationMs } = output;
  const more = answer.truncated ? "more than " : "";
  logger.info(`${status} ${statusText} (${more}${bodyBytes} bytes in ${durationMs} ms)`);
  if (output.body) logger.info(cut(output.body, loggedCharacters, Object.values(secrets)));
  report({ summary: `${status} ${statusText}`.trimEnd() });
}

/** @throws when the answer is not the expected one */
function judge(payload: HttpPayload, answer: FinalAnswer, output: HttpOutput): void {
  const title = titleOf(payload);
  if (!isExpected(payload, answer.status))
    throw statusFailure(title, answer, [payload.expectStatus].flat().join(" or "));
  const problem = bodyProblem(payload.expectBody, textOf(answer) ?? "");
  if (problem === undefined) return;
  const where = output.truncated ? "The first MiB of the answer" : "The answer";
  throw new JobdeckError("TASK_FAILED", `${where} of ${title} is not as expected: ${problem}.`, { details: output });
}

function isExpected({ expectStatus }: HttpPayload, status: number): boolean {
  return [expectStatus].flat().some((each) => each === status || each === `${Math.floor(status / 100)}xx`);
}

function titleOf({ method, url }: HttpPayload): string {
  return `${method.toUpperCase()} ${url.length > 200 ? `${url.slice(0, 200)}…` : url}`;
}

/** The body as text, in the charset that the answer names; null when it is none. */
function textOf({ body, headers }: FinalAnswer): string | null {
  if (body.includes(0)) return null;
  const charset = /charset="?([\w-]+)/i.exec(headers["content-type"] ?? "")?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset).decode(body);
  } catch {
    // A charset that nobody knows: most of such a text can be read all the same.
    return body.toString("utf8");
  }
}

function cut(text: string, length: number, secrets: readonly string[]): string {
  if (text.length <= length) return text;
  return `${text.slice(0, safeCut(text, length, secrets))}… (cut)`;
}
