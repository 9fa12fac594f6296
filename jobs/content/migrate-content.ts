import path from "node:path";
import { homeFiles } from "../model/home.ts";
import { openGuarded } from "../store/guarded-open.ts";

export type MigrateContentOptions = {
  readonly home: string;
  /** The folder with a folder for each database. */
  readonly migrations: string;
  readonly binding: string | undefined;
};

/**
 * Brings the schema up to date, before any task runs.
 *
 * @throws JobdeckError DATABASE_*; a damaged file is kept under another name
 */
export function migrateContent({ home, migrations, binding }: MigrateContentOptions): void {
  const at = { path: homeFiles(home).content, migrations: path.join(migrations, "content"), binding };
  openGuarded({ ...at, home, now: Date.now(), durability: "FULL" }).close();
}
