import { z } from "zod";

/** Where servers of models listen on a computer when nobody tells them otherwise. */
const places = [
  { name: "Ollama", port: 11_434 },
  { name: "LM Studio", port: 1_234 },
  { name: "llama.cpp", port: 8_080 },
] as const;

export type Place = { readonly name: string; readonly port: number };

export type FoundServer = {
  /** By its port: who really listens there is not known. */
  readonly name: string;
  /** For the setting `ai.baseUrl`. */
  readonly baseUrl: string;
  readonly models: readonly string[];
};

const answerTimeoutMs = 1_500;
const mostBytes = 1_000_000;
const modelsSchema = z.object({ data: z.array(z.object({ id: z.string().min(1).max(200) })).max(1_000) });

/**
 * Servers of models that run on this computer. Asks only this computer, only what models there are, and only when somebody
 * wants to know; whatever does not answer like a server of models is none.
 */
export async function findServers(at: readonly Place[] = places): Promise<readonly FoundServer[]> {
  const found = await Promise.all(at.map(look));
  return found.flatMap((server) => server ?? []);
}

async function look({ name, port }: Place): Promise<FoundServer | undefined> {
  const baseUrl = `http://127.0.0.1:${port}/v1`;
  try {
    const answer = await fetch(`${baseUrl}/models`, {
      redirect: "error",
      signal: AbortSignal.timeout(answerTimeoutMs),
    });
    if (!answer.ok) return undefined;
    const { data } = modelsSchema.parse(JSON.parse(await readUpTo(answer, mostBytes)));
    return { name, baseUrl, models: data.map(({ id }) => id) };
  } catch {
    // Nothing listens there, or something else: neither is a problem of anybody's.
    return undefined;
  }
}

async function readUpTo(answer: Response, most: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > most) throw new RangeError(`The answer is over ${most} bytes`);
  }
  return Buffer.concat(chunks).toString();
}
