import type OpenAI from "openai";
import type { VectorStoreFile } from "openai/resources/vector-stores/files";
import { ServiceError } from "./service-error.ts";
import { vectorStoreError } from "./vector-store-error.ts";

export type VectorStoresOptions = {
  readonly apiKey: string;
  /** Another server that speaks OpenAI's API. */
  readonly baseUrl?: string | undefined;
};

export type StoreInfo = { readonly id: string; readonly name: string };

export type StoredFile = {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  /** By this machine's clock, in milliseconds; the service keeps whole seconds. */
  readonly createdAt: number;
};

export type Attachment = { readonly fileId: string; readonly key: string };

/** A file batch, with all that was attached by it. */
export type Batch = { readonly storeId: string; readonly batchId: string; readonly fileIds: readonly string[] };

export type BatchState = {
  readonly ended: boolean;
  /** Files that are still being worked on; a change of it shows that the service is at work. */
  readonly open: number;
  /** Every file is in. */
  readonly allIn: boolean;
};

/**
 * The part of OpenAI's API that a sync needs. Every call rejects with ServiceError, or the signal's reason, and is made
 * once: tries are counted by the caller, who must know of each, since a second upload whose first answer was lost is a
 * second file.
 */
export type VectorStores = {
  /** All stores that have not expired. */
  readonly list: (signal: AbortSignal) => Promise<readonly StoreInfo[]>;
  /** Undefined when there is none, or it has expired. */
  readonly get: (storeId: string, signal: AbortSignal) => Promise<StoreInfo | undefined>;
  readonly create: (name: string, signal: AbortSignal) => Promise<string>;
  /** Gives the file's id. */
  readonly upload: (name: string, bytes: Uint8Array, signal: AbortSignal) => Promise<string>;
  /** Attaches files, each with its key, to be processed. Gives the batch's id. */
  readonly attach: (storeId: string, files: readonly Attachment[], signal: AbortSignal) => Promise<string>;
  readonly batch: (storeId: string, batchId: string, signal: AbortSignal) => Promise<BatchState>;
  /** Why files of a batch are not in, by file id. */
  readonly failures: (batch: Batch, signal: AbortSignal) => Promise<ReadonlyMap<string, string>>;
  readonly isAttached: (storeId: string, fileId: string, signal: AbortSignal) => Promise<boolean>;
  /** Detaches and deletes; a file that is already gone is fine. */
  readonly remove: (storeId: string, fileId: string, signal: AbortSignal) => Promise<void>;
  readonly fileExists: (fileId: string, signal: AbortSignal) => Promise<boolean>;
  /** Every uploaded file of the account, attached or not. */
  readonly files: (signal: AbortSignal) => AsyncGenerator<StoredFile>;
};

const timeoutMs = 120_000;
/** An upload over a line that is slower than this is given up. */
const slowestBytesPerMs = 32;

/** How long one try of an upload may take, in milliseconds. */
export function uploadTimeoutMs(bytes: number): number {
  return timeoutMs + Math.ceil(bytes / slowestBytesPerMs);
}

export async function openVectorStores(options: VectorStoresOptions): Promise<VectorStores> {
  const { default: Client, toFile } = await import("openai");
  const clock = createServerClock();
  const client = new Client({
    apiKey: options.apiKey,
    baseURL: options.baseUrl ?? null,
    maxRetries: 0,
    timeout: timeoutMs,
    fetch: async (input, init) => {
      const answer = await fetch(input, init);
      clock.read(answer.headers.get("date"));
      return answer;
    },
  });
  const { vectorStores } = client;

  return {
    list: (signal) => asked("Looking for the vector store", signal, () => listStores(client, signal)),
    get: (storeId, signal) =>
      unlessGone(undefined, async () => {
        const store = await asked("Looking for the vector store", signal, () =>
          vectorStores.retrieve(storeId, { signal }),
        );
        return store.status === "expired" ? undefined : { id: store.id, name: store.name };
      }),
    create: async (name, signal) =>
      (await asked(`Making the vector store "${name}"`, signal, () => vectorStores.create({ name }, { signal }))).id,
    upload: (name, bytes, signal) =>
      asked(`Uploading "${name}"`, signal, async () => {
        const file = await toFile(bytes, name, { type: "text/markdown" });
        const timeout = uploadTimeoutMs(bytes.length);
        return (await client.files.create({ file, purpose: "assistants" }, { signal, timeout })).id;
      }),
    attach: async (storeId, files, signal) => {
      const body = { files: files.map(({ fileId, key }) => ({ file_id: fileId, attributes: { key } })) };
      const call = () => vectorStores.fileBatches.create(storeId, body, { signal });
      return (await asked("Adding files to the vector store", signal, call)).id;
    },
    batch: async (storeId, batchId, signal) => {
      const params = { vector_store_id: storeId };
      const call = () => vectorStores.fileBatches.retrieve(batchId, params, { signal });
      const { status, file_counts: counts } = await asked("Waiting for the vector store", signal, call);
      return {
        ended: status !== "in_progress",
        open: counts.in_progress,
        allIn: status !== "in_progress" && counts.completed === counts.total,
      };
    },
    failures: (batch, signal) =>
      asked("Reading what became of a batch", signal, () => failuresOf(client, batch, signal)),
    isAttached: (storeId, fileId, signal) =>
      unlessGone(false, async () => {
        const call = () => vectorStores.files.retrieve(fileId, { vector_store_id: storeId }, { signal });
        return (await asked("Looking for a file in a vector store", signal, call)).id === fileId;
      }),
    remove: async (storeId, fileId, signal) => {
      const detach = () => vectorStores.files.delete(fileId, { vector_store_id: storeId }, { signal });
      await unlessGone(undefined, () => asked("Detaching a file", signal, detach));
      await unlessGone(undefined, () =>
        asked("Deleting a file", signal, () => client.files.delete(fileId, { signal })),
      );
    },
    fileExists: (fileId, signal) =>
      unlessGone(false, async () => {
        await asked("Looking for a file", signal, () => client.files.retrieve(fileId, { signal }));
        return true;
      }),
    files: (signal) => allFiles(client, clock, signal),
  };
}

async function asked<T>(what: string, signal: AbortSignal, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    signal.throwIfAborted();
    throw vectorStoreError(what, error);
  }
}

async function unlessGone<T, Gone>(gone: Gone, call: () => Promise<T>): Promise<T | Gone> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof ServiceError && error.status === 404) return gone;
    throw error;
  }
}

async function listStores(client: OpenAI, signal: AbortSignal): Promise<readonly StoreInfo[]> {
  const found: StoreInfo[] = [];
  for await (const { id, name, status } of client.vectorStores.list({ limit: 100 }, { signal }))
    if (status !== "expired") found.push({ id, name });
  return found;
}

async function* allFiles(client: OpenAI, clock: ServerClock, signal: AbortSignal): AsyncGenerator<StoredFile> {
  try {
    for await (const file of client.files.list({ limit: 1_000, purpose: "assistants" }, { signal }))
      yield {
        id: file.id,
        name: file.filename,
        bytes: file.bytes,
        createdAt: file.created_at * 1_000 - clock.aheadMs(),
      };
  } catch (error) {
    signal.throwIfAborted();
    throw vectorStoreError("Listing the uploaded files", error);
  }
}

async function failuresOf(client: OpenAI, batch: Batch, signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const failures = new Map<string, string>();
  const unheard = new Set(batch.fileIds);
  const note = ({ id, status, last_error: error }: VectorStoreFile) => {
    unheard.delete(id);
    if (status !== "completed") failures.set(id, error?.message ?? `the vector store left it "${status}"`);
  };
  const params = { vector_store_id: batch.storeId, limit: 100 };
  for await (const file of client.vectorStores.fileBatches.listFiles(batch.batchId, params, { signal })) note(file);
  // A list may lag behind: what it does not show is asked for by itself.
  for (const id of unheard)
    note(await client.vectorStores.files.retrieve(id, { vector_store_id: batch.storeId }, { signal }));
  return failures;
}

/** How far the service's clock is ahead of ours, by the answers' `Date`: its files' times are by its own clock. */
function createServerClock() {
  let aheadMs = 0;
  return {
    read: (date: string | null): void => {
      const at = date === null ? Number.NaN : Date.parse(date);
      if (Number.isFinite(at)) aheadMs = at - Date.now();
    },
    aheadMs: () => aheadMs,
  };
}

type ServerClock = ReturnType<typeof createServerClock>;
