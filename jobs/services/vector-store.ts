import type OpenAI from "openai";
import { JobdeckError, messageOf } from "../model/errors.ts";

export type VectorStoresOptions = {
  readonly apiKey: string;
  /** Another server that speaks OpenAI's API. */
  readonly baseUrl?: string | undefined;
};

export type StoredFile = {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly createdAt: number;
};

export type Attachment = { readonly fileId: string; readonly key: string };

/** Why a file of a batch is not searchable, by file id. */
export type BatchFailures = ReadonlyMap<string, string>;

/** What an API call failed with. `retryable` is false where the same call can only fail again. */
export class VectorStoreError extends JobdeckError {
  readonly retryable: boolean;
  /** The wait that the server asked for, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** True when the call may have been carried out all the same: its answer was lost. */
  readonly ambiguous: boolean;
  readonly status: number | undefined;

  constructor(
    message: string,
    facts: { retryable: boolean; retryAfterMs?: number | undefined; ambiguous: boolean; status: number | undefined },
    cause: unknown,
  ) {
    super("TASK_FAILED", message, { cause });
    this.retryable = facts.retryable;
    this.retryAfterMs = facts.retryAfterMs;
    this.ambiguous = facts.ambiguous;
    this.status = facts.status;
  }
}

/** The part of OpenAI's API that a sync needs. Every call rejects with VectorStoreError and never repeats itself. */
export type VectorStores = {
  /** Ids of the stores of that name that have not expired. */
  readonly find: (name: string, signal: AbortSignal) => Promise<readonly string[]>;
  readonly create: (name: string, signal: AbortSignal) => Promise<string>;
  readonly upload: (name: string, bytes: Uint8Array, signal: AbortSignal) => Promise<string>;
  /** Attaches files and waits until each is processed. */
  readonly attachBatch: (storeId: string, files: readonly Attachment[], signal: AbortSignal) => Promise<BatchFailures>;
  /** The same for one file, when a batch was refused as a whole. */
  readonly attachOne: (storeId: string, file: Attachment, signal: AbortSignal) => Promise<BatchFailures>;
  /** Detaches and deletes; a file that is already gone is fine. */
  readonly remove: (storeId: string, fileId: string, signal: AbortSignal) => Promise<void>;
  /** Every uploaded file of the account, attached or not. */
  readonly files: (signal: AbortSignal) => AsyncGenerator<StoredFile>;
};

/** Waits between two looks at a batch that is being processed. */
const firstPollMs = 50;
const longestPollMs = 2_000;

export async function openVectorStores(options: VectorStoresOptions): Promise<VectorStores> {
  const { default: Client, toFile } = await import("openai");
  const client = new Client({
    apiKey: options.apiKey,
    baseURL: options.baseUrl ?? null,
    // Tries are counted by the caller, who must know of each: a second upload whose first answer was lost is a second file.
    maxRetries: 0,
    timeout: 120_000,
  });
  const asked = async <T>(what: string, call: Promise<T>): Promise<T> => {
    try {
      return await call;
    } catch (error) {
      throw toVectorStoreError(what, error);
    }
  };

  const settled = async (storeId: string, batchId: string, signal: AbortSignal): Promise<BatchFailures> => {
    for (let waitMs = firstPollMs; ; waitMs = Math.min(waitMs * 2, longestPollMs)) {
      const batch = await asked(
        "Waiting for the vector store",
        client.vectorStores.fileBatches.retrieve(batchId, { vector_store_id: storeId }, { signal }),
      );
      if (batch.status !== "in_progress")
        return batch.file_counts.completed === batch.file_counts.total
          ? new Map()
          : failuresOf(client, storeId, batchId, signal);
      await pause(waitMs, signal);
    }
  };

  const attachBatch = async (storeId: string, files: readonly Attachment[], signal: AbortSignal) => {
    const body = { files: files.map(({ fileId, key }) => ({ file_id: fileId, attributes: { key } })) };
    const batch = await asked(
      "Adding files to the vector store",
      client.vectorStores.fileBatches.create(storeId, body, { signal }),
    );
    return settled(storeId, batch.id, signal);
  };

  return {
    find: (name, signal) => asked("Looking for the vector store", findStores(client, name, signal)),
    create: async (name, signal) =>
      (await asked(`Making the vector store "${name}"`, client.vectorStores.create({ name }, { signal }))).id,
    upload: async (name, bytes, signal) => {
      const file = await toFile(bytes, name, { type: "text/markdown" });
      const call = client.files.create({ file, purpose: "assistants" }, { signal });
      return (await asked(`Uploading "${name}"`, call)).id;
    },
    attachBatch,
    attachOne: (storeId, file, signal) => attachBatch(storeId, [file], signal),
    remove: async (storeId, fileId, signal) => {
      await ignoreGone(
        asked("Detaching a file", client.vectorStores.files.delete(fileId, { vector_store_id: storeId }, { signal })),
      );
      await ignoreGone(asked("Deleting a file", client.files.delete(fileId, { signal })));
    },
    files: (signal) => allFiles(client, signal),
  };
}

async function findStores(client: OpenAI, name: string, signal: AbortSignal): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const store of client.vectorStores.list({ limit: 100 }, { signal }))
    if (store.name === name && store.status !== "expired") found.push(store.id);
  return found;
}

async function* allFiles(client: OpenAI, signal: AbortSignal): AsyncGenerator<StoredFile> {
  try {
    for await (const file of client.files.list({ limit: 1_000, purpose: "assistants" }, { signal }))
      yield { id: file.id, name: file.filename, bytes: file.bytes, createdAt: file.created_at * 1_000 };
  } catch (error) {
    throw toVectorStoreError("Listing the uploaded files", error);
  }
}

async function failuresOf(
  client: OpenAI,
  storeId: string,
  batchId: string,
  signal: AbortSignal,
): Promise<BatchFailures> {
  const failures = new Map<string, string>();
  try {
    const params = { vector_store_id: storeId, limit: 100 };
    for await (const file of client.vectorStores.fileBatches.listFiles(batchId, params, { signal }))
      if (file.status !== "completed")
        failures.set(file.id, file.last_error?.message ?? `the vector store ended with "${file.status}"`);
  } catch (error) {
    throw toVectorStoreError("Reading what became of a batch", error);
  }
  return failures;
}

async function ignoreGone(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof VectorStoreError && error.status === 404)) throw error;
  }
}

/** Waits, or rejects with the signal's reason. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    }, ms);
    signal.addEventListener("abort", onAbort, { once: true });
  });
}

const remedies: Readonly<Record<number, string>> = {
  401: "The API key is not accepted. Check OPENAI_API_KEY.",
  403: "This API key may not do that. Give it access to files and vector stores.",
};

function toVectorStoreError(what: string, error: unknown): unknown {
  if (error instanceof VectorStoreError) return error;
  if (error instanceof Error && (error.name === "AbortError" || error.name === "APIUserAbortError")) return error;
  const status = numberAt(error, "status");
  const code = textAt(error, "code");
  if (status === undefined) {
    const reason = error instanceof Error && error.cause ? messageOf(error.cause) : messageOf(error);
    const message = `${what}: no answer (${reason}). Check the network and OPENAI_BASE_URL.`;
    return new VectorStoreError(message, { retryable: true, ambiguous: true, status }, error);
  }
  const spent = code === "insufficient_quota";
  const retryable = !spent && (status === 408 || status === 409 || status === 429 || status >= 500);
  const remedy = spent ? "The account's quota is used up. Add credit, or raise its limit." : remedies[status];
  return new VectorStoreError(
    `${what}: ${remedy ?? messageOf(error)}${remedy ? ` (${status})` : ""}`,
    { retryable, ambiguous: status >= 500, status, retryAfterMs: retryAfter(error) },
    error,
  );
}

function retryAfter(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null || !("headers" in error)) return undefined;
  const { headers } = error;
  const value = headers instanceof Headers ? headers.get("retry-after") : null;
  if (value === null) return undefined;
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) && ms > 0 ? ms : undefined;
}

function numberAt(value: unknown, name: string): number | undefined {
  const found = typeof value === "object" && value !== null && name in value ? Reflect.get(value, name) : undefined;
  return typeof found === "number" ? found : undefined;
}

function textAt(value: unknown, name: string): string | undefined {
  const found = typeof value === "object" && value !== null && name in value ? Reflect.get(value, name) : undefined;
  return typeof found === "string" ? found : undefined;
}
