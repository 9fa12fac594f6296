import { maxKeyLength, type SyncLimits } from "./sync-limits.ts";

/** An object of the bucket, as its listing shows it. */
export type ListedObject = { readonly key: string; readonly etag: string; readonly size: number };

/** An object that is in the vector store already. */
export type KnownObject = ListedObject & { readonly fileId: string };

export type SyncPlan = {
  readonly listed: number;
  readonly markdown: number;
  readonly unchanged: number;
  /** What is new or has changed, in the order of the listing. */
  readonly uploads: readonly ListedObject[];
  readonly skipped: readonly { readonly key: string; readonly reason: string }[];
  readonly impossible: readonly { readonly key: string; readonly error: string }[];
  /** What is in the store and no longer in the bucket (as Markdown). */
  readonly gone: readonly KnownObject[];
};

export type PlanInput = {
  readonly objects: readonly ListedObject[];
  readonly known: ReadonlyMap<string, KnownObject>;
  readonly limits: SyncLimits;
  /** Upload what is unchanged too. */
  readonly full: boolean;
  /** Only keys that begin so were listed: what is known outside of it says nothing. */
  readonly prefix: string;
};

/** `.md` and `.markdown`, in any case. */
export function isMarkdown(key: string): boolean {
  return /\.(md|markdown)$/i.test(key);
}

/** The file's name without its folders, under which it is uploaded. */
export function baseName(key: string): string {
  return key.slice(key.lastIndexOf("/") + 1);
}

/** What there is to do. Pure: it only compares the listing with the memory of the last sync. */
export function planSync({ objects, known, limits, full, prefix }: PlanInput): SyncPlan {
  // A bucket that changes while it is listed can show a key on two pages: the later one counts.
  const listed = [...new Map(objects.map((object) => [object.key, object])).values()];
  const markdown = listed.filter((object) => isMarkdown(object.key));
  const uploads: ListedObject[] = [];
  const skipped: { key: string; reason: string }[] = [];
  const impossible: { key: string; error: string }[] = [];
  let unchanged = 0;
  for (const object of markdown) {
    const reason = skipReason(object, limits);
    const before = known.get(object.key);
    if (reason) skipped.push({ key: object.key, reason });
    else if (!full && before && before.etag === object.etag && before.size === object.size) unchanged += 1;
    else if (lengthOf(object.key) > maxKeyLength) impossible.push({ key: object.key, error: tooLong(object.key) });
    else uploads.push(object);
  }
  const present = new Set(markdown.map((object) => object.key));
  const gone = [...known.values()].filter(({ key }) => key.startsWith(prefix) && !present.has(key));
  return { listed: listed.length, markdown: markdown.length, unchanged, uploads, skipped, impossible, gone };
}

/** Why an object is left alone; undefined when it is to be taken. */
export function skipReason({ size }: { readonly size: number }, { maxFileBytes }: SyncLimits): string | undefined {
  if (size === 0) return "empty file";
  return size > maxFileBytes ? `${size} bytes is over the limit of ${maxFileBytes}` : undefined;
}

/** In characters, as the API counts, not in UTF-16 units. */
function lengthOf(key: string): number {
  return [...key].length;
}

function tooLong(key: string): string {
  return `the key has ${lengthOf(key)} characters; at most ${maxKeyLength} can be stored with a file. Shorten the path.`;
}

/** Cuts a list into batches. */
export function batches<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
