import type { CleanUpReport, JobStorage, Storage } from "../../../jobs/model/read-models/storage.ts";
import { bytes, counted } from "../../format/number.ts";

/** Databases with what is not yet merged into them, and backups. */
export function totalBytes({ files, backups }: Pick<Storage, "files" | "backups">): number {
  const databases = files.reduce((sum, file) => sum + file.bytes + file.walBytes, 0);
  return backups.reduce((sum, backup) => sum + backup.bytes, databases);
}

type Part = JobStorage["goes"];

/** Runs and bytes together. */
export function totalOfJobs(parts: readonly Part[]): Part {
  return parts.reduce((sum, { runs, bytes: size }) => ({ runs: sum.runs + runs, bytes: sum.bytes + size }), {
    runs: 0,
    bytes: 0,
  });
}

/** What a clean-up did, by the files as they lie on the disk. */
export function cleanUpWords({ runs, logLines, ledgerRows, bytesBefore, bytesAfter }: CleanUpReport): string {
  const deleted = `Deleted ${counted(runs, "run")}, ${counted(logLines, "log line")} and ${counted(ledgerRows, "row")} of the ledger`;
  const less = bytesBefore - bytesAfter;
  if (less <= 0) return `${deleted}. The files could not be made smaller: ${bytes(bytesAfter)}.`;
  return `${deleted}. The files are ${bytes(less)} smaller: ${bytes(bytesAfter)}.`;
}
