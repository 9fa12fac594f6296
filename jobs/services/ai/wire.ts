import { ServiceError } from "../service-error.ts";

/** No answer that we ask for comes near. */
const maxAnswerBytes = 16 * 1024 * 1024;
/** What is logged of one body. */
const maxLogged = 20_000;

export type WireLog = (line: string) => void;

/**
 * A `fetch` for the SDK that reads answers whole, so that the time limit covers them, and only up to a size. With a log it
 * tells requests and answers: never headers, and no secret, wherever it stands.
 */
export function createWire(secret: string, log: WireLog | undefined): typeof fetch {
  const told = (text: string) => hidden(text, secret).slice(0, maxLogged);
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    log?.(
      `${init?.method ?? "GET"} ${told(withoutQuery(url))} ${told(typeof init?.body === "string" ? init.body : "")}`,
    );
    const answer = await fetch(input, init);
    const text = await readWhole(answer);
    log?.(`${answer.status} ${told(text)}`);
    const bodiless = answer.status === 204 || answer.status === 304;
    return new Response(bodiless ? null : text, { status: answer.status, headers: plainHeaders(answer.headers) });
  };
}

/** The text with every occurrence of the secret replaced. */
export function hidden(text: string, secret: string): string {
  return secret === "" ? text : text.replaceAll(secret, "***");
}

function withoutQuery(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

/** The body was decoded: what says otherwise would have it decoded again. */
function plainHeaders(headers: Headers): Headers {
  const kept = new Headers(headers);
  for (const name of ["content-encoding", "content-length", "transfer-encoding"]) kept.delete(name);
  return kept;
}

async function readWhole(answer: Response): Promise<string> {
  if (!answer.body) return "";
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Breaking off cancels the body, and with it the connection.
  for await (const chunk of answer.body) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > maxAnswerBytes)
      throw new ServiceError(`The AI server's answer is over ${maxAnswerBytes} bytes. It was not read further.`, {
        kind: "item",
      });
  }
  return Buffer.concat(chunks).toString();
}
