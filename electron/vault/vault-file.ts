import { readFile, rename } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { writeAtomically } from "../../jobs/files/atomic-write.ts";
import { JobdeckError, messageOf } from "../../jobs/model/errors.ts";

const entrySchema = z.strictObject({
  /** `sealed`: base64 of what the keychain's key sealed. `plain`: stored unprotected, because the user allowed it. */
  kind: z.enum(["sealed", "plain"]),
  value: z.string(),
});
export type VaultEntry = z.infer<typeof entrySchema>;

const documentSchema = z.strictObject({ format: z.literal(1), secrets: z.record(z.string(), entrySchema) });

export type VaultEntries = ReadonlyMap<string, VaultEntry>;

export type LoadedVault = {
  readonly entries: VaultEntries;
  /** Where a file that could not be understood was put; null when all is well. */
  readonly damagedCopy: string | null;
};

/**
 * Reads `vault.json`. A file that cannot be understood is kept beside it as `*.corrupt-DATE` and reported, never
 * overwritten and never taken for an empty one.
 *
 * @throws JobdeckError DATABASE_UNUSABLE when the file is there but cannot be read or moved
 */
export async function loadVault(file: string, now: number): Promise<LoadedVault> {
  const text = await readOrNull(file);
  if (text === null) return { entries: new Map(), damagedCopy: null };
  const entries = parse(text);
  if (entries !== null) return { entries, damagedCopy: null };
  const damagedCopy = `${file}.corrupt-${new Date(now).toISOString().replaceAll(":", "-")}`;
  try {
    await rename(file, damagedCopy);
  } catch (error) {
    throw unusable(file, error);
  }
  return { entries: new Map(), damagedCopy };
}

/** @throws JobdeckError DATABASE_UNUSABLE, with the old file still in place */
export async function saveVault(file: string, entries: VaultEntries): Promise<void> {
  const document: z.infer<typeof documentSchema> = { format: 1, secrets: Object.fromEntries(entries) };
  try {
    await writeAtomically(file, `${JSON.stringify(document, null, 2)}\n`);
  } catch (error) {
    throw unusable(file, error);
  }
}

async function readOrNull(file: string): Promise<string | null> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw unusable(file, error);
  }
}

function parse(text: string): VaultEntries | null {
  try {
    return new Map(Object.entries(documentSchema.parse(JSON.parse(text)).secrets));
  } catch {
    // The caller keeps the file and says so; why it is not JSON of ours helps nobody.
    return null;
  }
}

function unusable(file: string, cause: unknown): JobdeckError {
  return new JobdeckError(
    "DATABASE_UNUSABLE",
    `The file with the secrets, ${file}, cannot be used: ${messageOf(cause)}. ` +
      `Check the free space and the permissions of ${path.dirname(file)}.`,
    { cause },
  );
}
