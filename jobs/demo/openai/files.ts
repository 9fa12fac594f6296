import { type Answer, deleted, ok, page, refusal } from "./answers.ts";
import {
  type ListingLag,
  newId,
  nowSeconds,
  type StandInBehaviour,
  type StandInFile,
  type StandInState,
} from "./state.ts";

export type UploadForm = { readonly filename: string; readonly content: Buffer; readonly purpose: string };

type Request = {
  readonly method: string;
  readonly id: string | undefined;
  readonly rest: string | undefined;
  readonly url: URL;
};

const limits = { preset: 10_000, max: 10_000 };

/** The part of the API under `/files`. */
export function createFiles(state: StandInState, behaviour: StandInBehaviour, shown: ListingLag) {
  const upload = ({ filename, content, purpose }: UploadForm): Answer => {
    if (content.length === 0) return refusal(400, "File is empty.", "empty_file");
    const reason = behaviour.refuseUpload?.(filename);
    if (reason !== undefined) return refusal(400, reason, "invalid_file");
    const id = newId("file", "-");
    const file = { id, filename, bytes: content.length, content, purpose, created_at: nowSeconds() };
    state.files.set(id, file);
    return ok(bodyOf(file));
  };

  const remove = (id: string): Answer => {
    state.files.delete(id);
    for (const store of state.stores.values()) store.files.delete(id);
    return deleted(id, "file");
  };

  return {
    upload,
    answer: ({ method, id, rest, url }: Request): Answer => {
      if (id === undefined) return page(shown(matching(state, url)), url, limits);
      const file = state.files.get(id);
      if (!file) return refusal(404, `No such File object: ${id}`);
      if (method === "DELETE") return remove(id);
      if (rest === "content") return refusal(400, "Not allowed to download files of purpose: assistants");
      return ok(bodyOf(file));
    },
  };
}

function matching({ files }: StandInState, url: URL) {
  const purpose = url.searchParams.get("purpose");
  return [...files.values()].filter((file) => purpose === null || file.purpose === purpose).map(bodyOf);
}

function bodyOf({ id, filename, bytes, created_at, purpose }: StandInFile) {
  return { id, object: "file", filename, bytes, created_at, purpose, status: "processed", expires_at: null };
}

/** The form of an upload; undefined when it has no file. */
export async function readForm(type: string, body: Buffer): Promise<UploadForm | undefined> {
  try {
    const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
    const file = form.get("file");
    if (!(file instanceof File)) return undefined;
    return {
      filename: file.name,
      content: Buffer.from(await file.arrayBuffer()),
      purpose: String(form.get("purpose") ?? ""),
    };
  } catch {
    return undefined;
  }
}
