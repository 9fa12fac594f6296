import { randomBytes } from "node:crypto";

/** An uploaded file. */
export type StandInFile = {
  readonly id: string;
  readonly filename: string;
  readonly bytes: number;
  readonly content: Buffer;
  readonly purpose: string;
  /** Whole seconds. */
  readonly created_at: number;
};

export type Attributes = Readonly<Record<string, unknown>>;

/** A file in a vector store. What is put in by hand counts as completed. */
export type AttachedFile = {
  readonly fileId: string;
  readonly attributes: Attributes;
  readonly status?: "in_progress" | "completed" | "failed" | "cancelled";
  readonly error?: string;
};

export type StandInStore = {
  readonly name: string;
  readonly files: Map<string, AttachedFile>;
  readonly expired?: boolean;
};

type StandInBatch = { readonly storeId: string; readonly fileIds: readonly string[] };

/** Everything that the stand-in holds, by id, in the order in which it came. */
export type StandInState = {
  readonly files: Map<string, StandInFile>;
  readonly stores: Map<string, StandInStore>;
  readonly batches: Map<string, StandInBatch>;
};

export type StandInBehaviour = {
  /** Why an upload is refused; undefined when it is taken. */
  readonly refuseUpload?: (filename: string) => string | undefined;
  /** Why a file may not be attached, whereby its whole batch is refused. */
  readonly refuseAttachment?: (file: StandInFile) => string | undefined;
  /** Why the processing of a file fails; undefined when it works. */
  readonly processing?: (file: StandInFile) => string | undefined;
  /** Looks at a batch or file before its processing has ended. Default 1. */
  readonly pollsUntilDone?: number;
  /** Lists that do not yet show what is new. Default 0. */
  readonly listingLag?: number;
};

export function newId(prefix: string, separator: "_" | "-" = "_"): string {
  return `${prefix}${separator}${randomBytes(12).toString("hex")}`;
}

export function nowSeconds(): number {
  return Math.floor(Date.now() / 1_000);
}

/** Hides what is new from so many lists. */
export function createListingLag(lists: number) {
  const seen = new Map<string, number>();
  return <Item extends { readonly id: string }>(items: readonly Item[]): readonly Item[] =>
    items.filter(({ id }) => {
      const before = seen.get(id) ?? 0;
      seen.set(id, before + 1);
      return before >= lists;
    });
}

export type ListingLag = ReturnType<typeof createListingLag>;
