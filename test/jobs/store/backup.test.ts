import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { migrateContent } from "../../../jobs/content/migrate-content.ts";
import { type Backup, backupProblem, listBackups, newestGoodBackup } from "../../../jobs/store/backups.ts";
import { takeHostLock } from "../../../jobs/store/host-lock.ts";
import { type BackupOptions, makeBackup } from "../../../jobs/store/make-backup.ts";
import { findBackup, restoreBackup, restoreEmpty } from "../../../jobs/store/restore.ts";
import { sealInThread } from "../../../jobs/store/seal-in-thread.ts";
import { createStores, type Stores } from "../../../jobs/store/stores.ts";
import { fillHistory } from "../../support/fill-history.ts";
import { migrationsPath, root } from "../../support/paths.ts";
import { tempHome } from "../../support/temp-home.ts";

const seal = sealInThread(path.join(root, "jobs", "store", "seal-thread.ts"));

function openHome(home = tempHome()) {
  migrateContent({ home, migrations: migrationsPath, binding: undefined });
  return { home, stores: createStores({ home, migrations: migrationsPath }) };
}

const backUp = (home: string, stores: Stores, options: Partial<BackupOptions> = {}): Promise<Backup> =>
  makeBackup({
    ...{ home, kind: "manual", version: "0.1.0", now: 1_000, database: stores.database, logDatabase: null, seal },
    ...{ migrations: migrationsPath, signal: new AbortController().signal },
    ...options,
  });

const restoring = (home: string) => ({ home, migrations: migrationsPath, version: "0.1.0", now: 5_000 });
const runsIn = (stores: Stores) => stores.runs.counts().reduce((sum, { runs }) => sum + runs, 0);

/** A home with 100 runs in a backup, and 20 more that came later. The host has stopped. */
async function homeWithBackup() {
  const { home, stores } = openHome();
  fillHistory(stores, { runs: 100, linesPerRun: 1, endedAt: 0 });
  const backup = await backUp(home, stores);
  fillHistory(stores, { runs: 20, linesPerRun: 1, endedAt: 500 });
  stores.close();
  return { home, backup };
}

describe("a backup", () => {
  it("holds what was there when it was made, also what stood in the write-ahead log only, in files that need nothing else", async () => {
    const { backup } = await homeWithBackup();
    expect(readdirSync(backup.folder).sort()).toEqual(["content.db", "jobdeck.db", "manifest.json"]);
    expect(backupProblem(backup)).toBeUndefined();
    const copy = tempHome();
    copyFileSync(path.join(backup.folder, "jobdeck.db"), path.join(copy, "jobdeck.db"));
    const stores = createStores({ home: copy, migrations: migrationsPath });
    expect(runsIn(stores)).toBe(100);
    stores.close();
  });

  it("is for the user's eyes only and knows nothing of secrets", async () => {
    const { home, stores } = openHome();
    writeFileSync(path.join(home, "vault.json"), "sk-canary");
    writeFileSync(path.join(home, ".env"), "KEY=sk-canary");
    const { folder } = await backUp(home, stores);
    stores.close();
    expect(statSync(folder).mode & 0o077).toBe(0);
    for (const name of readdirSync(folder)) {
      expect(statSync(path.join(folder, name)).mode & 0o077).toBe(0);
      expect(readFileSync(path.join(folder, name)).includes("sk-canary")).toBe(false);
    }
  });

  it("takes the log lines along when they are asked for", async () => {
    const { home, stores } = openHome();
    fillHistory(stores, { runs: 3, linesPerRun: 2, endedAt: 0 });
    const backup = await backUp(home, stores, { logDatabase: stores.logDatabase });
    stores.close();
    expect(backup.files.map(({ name }) => name)).toEqual(["jobdeck.db", "content.db", "logs.db"]);
  });

  it("is made while the host writes, and holds one moment of it", async () => {
    const { home, stores } = openHome();
    fillHistory(stores, { runs: 5_000, endedAt: 0 });
    let writing = true;
    const writer = (async () => {
      while (writing) {
        fillHistory(stores, { runs: 10, endedAt: 1 });
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    const backup = await backUp(home, stores);
    writing = false;
    await writer;
    stores.close();
    const copy = tempHome();
    copyFileSync(path.join(backup.folder, "jobdeck.db"), path.join(copy, "jobdeck.db"));
    const restored = createStores({ home: copy, migrations: migrationsPath });
    expect(runsIn(restored)).toBe(restored.database.prepare("SELECT count(*) FROM run").pluck().get());
    expect(runsIn(restored)).toBeGreaterThanOrEqual(5_000);
    restored.close();
  });

  it("is given up, and nothing is left of it, when its copy is not sound or the host stops", async () => {
    const { home, stores } = openHome();
    const damage = async (copy: Parameters<typeof seal>[0]) => {
      const bytes = readFileSync(copy.path);
      writeFileSync(copy.path, bytes.fill(7, bytes.length - 4_096));
      return seal(copy);
    };
    await expect(backUp(home, stores, { seal: damage })).rejects.toMatchObject({ code: "DATABASE_DAMAGED" });
    const stopped = AbortSignal.abort();
    await expect(backUp(home, stores, { signal: stopped })).rejects.toThrow();
    stores.close();
    expect(readdirSync(path.join(home, "backups"))).toEqual([]);
  });

  it("pushes out the oldest of its kind when there are seven", async () => {
    const { home, stores } = openHome();
    await backUp(home, stores, { kind: "manual", now: 1 });
    for (let day = 1; day <= 9; day++) await backUp(home, stores, { kind: "daily", now: day * 86_400_000 });
    stores.close();
    expect(listBackups(home).map(({ createdAt }) => createdAt / 86_400_000)).toEqual([
      9,
      8,
      7,
      6,
      5,
      4,
      3,
      1 / 86_400_000,
    ]);
  });
});

describe("restoring", () => {
  it("puts the backup in place and keeps what it replaces", async () => {
    const { home, backup } = await homeWithBackup();
    const before = readFileSync(path.join(home, "jobdeck.db"));
    const { kept } = restoreBackup(findBackup(home, backup.name), restoring(home));
    expect(kept.map((file) => path.basename(file))).toEqual([
      "jobdeck.db.before-restore-1970-01-01T00-00-05-000Z",
      "content.db.before-restore-1970-01-01T00-00-05-000Z",
    ]);
    expect(readFileSync(kept[0] ?? "").equals(before)).toBe(true);
    const { stores } = openHome(home);
    expect(runsIn(stores)).toBe(100);
    stores.close();
  });

  it("gives new runs numbers that no log has, so that nobody is shown the lines of another run", async () => {
    const { home, backup } = await homeWithBackup();
    restoreBackup(backup, restoring(home));
    const { stores } = openHome(home);
    fillHistory(stores, { runs: 1, endedAt: 600 });
    expect(stores.database.prepare("SELECT max(seq) FROM run").pluck().get()).toBe(121);
    stores.close();
  });

  it("takes the newest that is good, and says which there are", async () => {
    const { home, backup } = await homeWithBackup();
    const { stores } = openHome(home);
    const later = await backUp(home, stores, { now: 2_000 });
    stores.close();
    expect(findBackup(home, "newest").name).toBe(later.name);
    writeFileSync(path.join(later.folder, "jobdeck.db"), "x", { flag: "a" });
    expect(findBackup(home, "newest").name).toBe(backup.name);
    expect(newestGoodBackup(home)?.name).toBe(backup.name);
    expect(() => findBackup(home, "yesterday")).toThrow(new RegExp(`no backup "yesterday".*${backup.name}`));
  });

  it("changes nothing when the backup was damaged, or made by a newer program", async () => {
    const { home, backup } = await homeWithBackup();
    const before = readFileSync(path.join(home, "jobdeck.db"));
    const older = path.join(tempHome(), "migrations");
    for (const kind of ["jobdeck", "content"]) {
      mkdirSync(path.join(older, kind), { recursive: true });
      const [first = ""] = readdirSync(path.join(migrationsPath, kind)).sort();
      copyFileSync(path.join(migrationsPath, kind, first), path.join(older, kind, first));
    }
    const { stores } = openHome(home);
    stores.database.exec("INSERT INTO migration (version, name) VALUES (998, 'newer')");
    const newer = await backUp(home, stores, { now: 3_000 });
    stores.database.exec("DELETE FROM migration WHERE version = 998");
    stores.close();
    expect(() => restoreBackup(newer, { ...restoring(home), migrations: older })).toThrow(
      expect.objectContaining({ code: "DATABASE_NEWER" }),
    );
    rmSync(path.join(backup.folder, "content.db"));
    expect(() => restoreBackup(backup, restoring(home))).toThrow(/content.db is missing.*nothing was changed/s);
    expect(readdirSync(home).filter((name) => name.includes("restor"))).toEqual([]);
    expect(before.length).toBeGreaterThan(0);
  });

  it("refuses while a host runs", async () => {
    const { home, backup } = await homeWithBackup();
    const lock = takeHostLock(home, { pid: 1, kind: "headless", version: "1", startedAt: 1 });
    expect(() => restoreBackup(backup, restoring(home))).toThrow(expect.objectContaining({ code: "HOST_BUSY" }));
    lock.release();
  });

  it("is offered by a host that finds its database damaged, and works then", async () => {
    const { home, backup } = await homeWithBackup();
    writeFileSync(path.join(home, "jobdeck.db"), "gone");
    const open = () => createStores({ home, migrations: migrationsPath });
    const offer = expect.stringContaining(`jobdeck restore ${backup.name}.`);
    expect(open).toThrow(expect.objectContaining({ code: "DATABASE_DAMAGED", message: offer }));
    expect(open).toThrow(expect.objectContaining({ message: offer }));
    restoreBackup(backup, restoring(home));
    const stores = open();
    expect(runsIn(stores)).toBe(100);
    stores.close();
  });

  it("offers the backup as well when the database is missing", async () => {
    const { home } = await homeWithBackup();
    rmSync(path.join(home, "jobdeck.db"));
    expect(() => createStores({ home, migrations: migrationsPath })).toThrow(/it is missing.*newest good backup/s);
    expect(existsSync(path.join(home, "jobdeck.db"))).toBe(false);
  });
});

describe("beginning anew", () => {
  it("replaces the damaged database only, and keeps it", async () => {
    const { home } = await homeWithBackup();
    writeFileSync(path.join(home, "jobdeck.db"), "gone");
    expect(() => createStores({ home, migrations: migrationsPath })).toThrow();
    const content = readFileSync(path.join(home, "content.db"));
    const { files } = restoreEmpty(restoring(home));
    expect(files).toEqual([path.join(home, "jobdeck.db")]);
    expect(readFileSync(path.join(home, "content.db")).equals(content)).toBe(true);
    const { stores } = openHome(home);
    expect(runsIn(stores)).toBe(0);
    stores.close();
    expect(readdirSync(home).some((name) => name.startsWith("jobdeck.db.corrupt-"))).toBe(true);
  });

  it("is refused where nothing is damaged", async () => {
    const { home } = await homeWithBackup();
    expect(() => restoreEmpty(restoring(home))).toThrow(expect.objectContaining({ code: "NOT_ALLOWED" }));
  });
});

describe("damaged log lines", () => {
  it("are kept aside and stop nothing", async () => {
    const { home, stores } = openHome();
    stores.close();
    writeFileSync(path.join(home, "logs.db"), "gone");
    const again = createStores({ home, migrations: migrationsPath });
    expect(again.notices).toEqual([expect.stringMatching(/logs\.db was damaged.*kept as .*logs\.db\.corrupt-/)]);
    again.close();
    const kept = readdirSync(home).find((name) => name.startsWith("logs.db.corrupt-")) ?? "";
    expect(readFileSync(path.join(home, kept), "utf8")).toBe("gone");
  });
});
