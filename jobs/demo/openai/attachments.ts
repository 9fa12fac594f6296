import { type Answer, refusal } from "./answers.ts";
import type { AttachedFile, Attributes, StandInBehaviour, StandInState, StandInStore } from "./state.ts";

export type Wanted = { readonly fileId: string; readonly attributes: Attributes };

/** Attaches files, to be processed; the refusal when one of them cannot be. */
export function attach(
  { state, behaviour, store }: { state: StandInState; behaviour: StandInBehaviour; store: StandInStore },
  wanted: readonly Wanted[],
): Answer | undefined {
  const refused = wanted.map((each) => whyNot(each, state, behaviour)).find((answer) => answer !== undefined);
  if (refused) return refused;
  for (const { fileId, attributes } of wanted) store.files.set(fileId, { fileId, attributes, status: "in_progress" });
  return undefined;
}

/** Processing goes on as it is looked at, so that a test needs no clock. */
export function createProcessing(state: StandInState, behaviour: StandInBehaviour) {
  const looks = new Map<string, number>();
  const needed = behaviour.pollsUntilDone ?? 1;
  const end = (store: StandInStore, fileId: string): void => {
    const attached = store.files.get(fileId);
    if (attached?.status !== "in_progress") return;
    const file = state.files.get(fileId);
    const error = file ? behaviour.processing?.(file) : "The file was deleted.";
    store.files.set(
      fileId,
      error === undefined ? { ...attached, status: "completed" } : { ...attached, status: "failed", error },
    );
  };
  /** A look at a batch or file, which ends its processing when that is due. */
  return (store: StandInStore, id: string, fileIds: readonly string[]): void => {
    const times = (looks.get(id) ?? 0) + 1;
    looks.set(id, times);
    if (times >= needed) for (const fileId of fileIds) end(store, fileId);
  };
}

/** The files of a request: `file_ids` with attributes for all, or `files` with attributes for each. */
export function wantedOf(body: Readonly<Record<string, unknown>> | undefined): readonly Wanted[] | undefined {
  if (Array.isArray(body?.file_ids))
    return body.file_ids.map((fileId) => ({ fileId: String(fileId), attributes: attributesOf(body.attributes) }));
  if (!Array.isArray(body?.files)) return undefined;
  const files = body.files as readonly ({ file_id?: unknown; attributes?: unknown } | undefined)[];
  return files.flatMap((file) =>
    file?.file_id === undefined ? [] : [{ fileId: String(file.file_id), attributes: attributesOf(file.attributes) }],
  );
}

function attributesOf(value: unknown): Attributes {
  return typeof value === "object" && value !== null ? (value as Attributes) : {};
}

function whyNot({ fileId, attributes }: Wanted, state: StandInState, behaviour: StandInBehaviour): Answer | undefined {
  const file = state.files.get(fileId);
  if (!file) return refusal(404, `No such File object: ${fileId}`);
  const entries = Object.entries(attributes);
  if (entries.length > 16) return refusal(400, "At most 16 attributes are allowed.");
  if (entries.some(([key]) => key.length > 64)) return refusal(400, "Attribute names may have at most 64 characters.");
  if (entries.some(([, value]) => typeof value === "string" && [...value].length > 512))
    return refusal(400, "Attribute values may have at most 512 characters.");
  const reason = behaviour.refuseAttachment?.(file);
  return reason === undefined ? undefined : refusal(400, reason, "unsupported_file");
}

export function update(store: StandInStore, id: string, attributes: unknown): void {
  const attached = store.files.get(id);
  if (attached) store.files.set(id, { ...attached, attributes: attributesOf(attributes) });
}

export function cancel(store: StandInStore, fileIds: readonly string[]): void {
  for (const fileId of fileIds) {
    const attached = store.files.get(fileId);
    if (attached?.status === "in_progress") store.files.set(fileId, { ...attached, status: "cancelled" });
  }
}

/** A file that was detached meanwhile counts as cancelled. */
export function countsOf(files: readonly (AttachedFile | undefined)[]) {
  const counts = { in_progress: 0, completed: 0, failed: 0, cancelled: 0, total: files.length };
  for (const file of files) counts[file ? (file.status ?? "completed") : "cancelled"] += 1;
  return counts;
}
