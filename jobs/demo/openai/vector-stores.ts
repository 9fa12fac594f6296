import { type Answer, deleted, ok, page, parseObject, refusal } from "./answers.ts";
import { attach, cancel, countsOf, createProcessing, update, wantedOf } from "./attachments.ts";
import {
  type ListingLag,
  newId,
  nowSeconds,
  type StandInBehaviour,
  type StandInState,
  type StandInStore,
} from "./state.ts";

type StoreRequest = {
  readonly method: string;
  /** What follows `/vector_stores`. */
  readonly path: readonly string[];
  readonly url: URL;
  readonly body: Buffer;
};

/** A request about one vector store. */
type InStore = StoreRequest & { readonly storeId: string; readonly store: StandInStore };

const limits = { preset: 20, max: 100 };
const mostFilesOfBatch = 2_000;

/** The part of the API under `/vector_stores`. */
export function createVectorStores(state: StandInState, behaviour: StandInBehaviour, shown: ListingLag) {
  const look = createProcessing(state, behaviour);

  const attachOne = ({ storeId, store, body }: InStore): Answer => {
    const [file] = wantedOf({ files: [parseObject(body)] }) ?? [];
    if (!file) return refusal(400, "Missing required parameter: 'file_id'.");
    return attach({ state, behaviour, store }, [file]) ?? ok(fileBody(storeId, store, file.fileId));
  };

  const listFiles = ({ storeId, store, url }: InStore): Answer => {
    const filter = url.searchParams.get("filter");
    const bodies = [...store.files.keys()].map((fileId) => fileBody(storeId, store, fileId));
    return page(shown(bodies.filter(({ status }) => filter === null || status === filter)), url, limits);
  };

  const files = (request: InStore): Answer => {
    const { method, path, storeId, store, body } = request;
    const id = path[2];
    if (id === undefined) return method === "POST" ? attachOne(request) : listFiles(request);
    if (!store.files.has(id)) return refusal(404, `No file found with id '${id}' in vector store '${storeId}'.`);
    if (method === "DELETE") {
      store.files.delete(id);
      return deleted(id, "vector_store.file.deleted");
    }
    if (method === "POST") update(store, id, parseObject(body)?.attributes);
    else look(store, id, [id]);
    return ok(fileBody(storeId, store, id));
  };

  const makeBatch = ({ storeId, store, body }: InStore): Answer => {
    const wanted = wantedOf(parseObject(body));
    if (!wanted || wanted.length === 0) return refusal(400, "Either 'file_ids' or 'files' must be given.");
    if (wanted.length > mostFilesOfBatch)
      return refusal(400, `At most ${mostFilesOfBatch} files are allowed in a batch.`);
    const refused = attach({ state, behaviour, store }, wanted);
    if (refused) return refused;
    const id = newId("vsfb");
    state.batches.set(id, { storeId, fileIds: wanted.map(({ fileId }) => fileId) });
    return ok(batchBody(id, state));
  };

  const batches = (request: InStore): Answer => {
    const { method, path, storeId, store, url } = request;
    const [, , id, rest] = path;
    if (id === undefined) return makeBatch(request);
    const batch = state.batches.get(id);
    if (batch?.storeId !== storeId) return refusal(404, `No batch found with id '${id}'.`);
    if (rest === "files")
      return page(shown(batch.fileIds.map((fileId) => fileBody(storeId, store, fileId))), url, limits);
    if (rest === "cancel" && method === "POST") cancel(store, batch.fileIds);
    else look(store, id, batch.fileIds);
    return ok(batchBody(id, state));
  };

  const one = (request: InStore): Answer => {
    const area = request.path[1];
    if (area === "files") return files(request);
    if (area === "file_batches") return batches(request);
    if (area !== undefined) return refusal(404, `Unknown path ${request.url.pathname}`);
    if (request.method !== "DELETE") return ok(storeBody(request.storeId, state));
    state.stores.delete(request.storeId);
    return deleted(request.storeId, "vector_store.deleted");
  };

  return (request: StoreRequest): Answer => {
    const { method, path, url, body } = request;
    const [id] = path;
    if (id === undefined && method === "POST") {
      const storeId = newId("vs");
      state.stores.set(storeId, { name: String(parseObject(body)?.name ?? ""), files: new Map() });
      return ok(storeBody(storeId, state));
    }
    if (id === undefined) return page(shown([...state.stores.keys()].map((key) => storeBody(key, state))), url, limits);
    const store = state.stores.get(id);
    return store ? one({ ...request, storeId: id, store }) : refusal(404, `No vector store found with id '${id}'.`);
  };
}

function storeBody(id: string, state: StandInState) {
  const store = state.stores.get(id);
  const counts = countsOf([...(store?.files.values() ?? [])]);
  const status = store?.expired ? "expired" : counts.in_progress > 0 ? "in_progress" : "completed";
  return {
    ...{ id, object: "vector_store", created_at: nowSeconds(), name: store?.name, status, metadata: {} },
    ...{ file_counts: counts, usage_bytes: 0, last_active_at: null, expires_at: null },
  };
}

function fileBody(storeId: string, store: StandInStore, fileId: string) {
  const { attributes = {}, status = "completed", error } = store.files.get(fileId) ?? { status: "cancelled" as const };
  const last_error = error === undefined ? null : { code: "invalid_file", message: error };
  return {
    ...{ id: fileId, object: "vector_store.file", created_at: nowSeconds(), usage_bytes: 0 },
    ...{ vector_store_id: storeId, status, last_error, attributes },
  };
}

function batchBody(id: string, state: StandInState) {
  const batch = state.batches.get(id);
  const store = state.stores.get(batch?.storeId ?? "");
  const counts = countsOf((batch?.fileIds ?? []).map((fileId) => store?.files.get(fileId)));
  return {
    ...{ id, object: "vector_store.file_batch", created_at: nowSeconds(), vector_store_id: batch?.storeId },
    ...{ status: counts.in_progress > 0 ? "in_progress" : "completed", file_counts: counts },
  };
}
