import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { JobdeckError } from "../../../jobs/model/errors.ts";
import { createStores, type Stores } from "../../../jobs/store/stores.ts";
import { fillHistory } from "../../support/fill-history.ts";
import { migrationsPath } from "../../support/paths.ts";
import { threadCpuMs } from "../../support/thread-cpu.ts";

/** What a home holds, to tell whether anything of it is gone. */
const contents = ({ database, schedules, settings, runs }: Stores) => ({
  runs: database.prepare("SELECT count(*) FROM run").pluck().get(),
  attempts: database.prepare("SELECT count(*) FROM attempt").pluck().get(),
  counts: runs.counts(),
  schedules: schedules.all().map(({ id }) => id),
  setting: settings.get("engine.concurrency"),
});

type Damage = { readonly name: string; readonly apply: (file: string) => void };

describe("a damaged database", () => {
  let folder: string;
  let good: string;
  let whole: ReturnType<typeof contents>;
  /** Files of other homes, closed while their write-ahead log was still full. */
  const foreignLogs: Buffer[] = [];

  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "jobdeck-damage-"));
    good = path.join(folder, "good");
    whole = makeHome(good, { runs: 400, logged: true });
    for (const runs of [1, 50, 300]) {
      const other = path.join(folder, `other-${runs}`);
      makeHome(other, { runs, logged: true });
      foreignLogs.push(readFileSync(path.join(other, "jobdeck.db-wal")));
    }
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

  /** A home as a killed host leaves it: what was written last stands in the write-ahead log only. */
  function makeHome(home: string, { runs, logged }: { runs: number; logged: boolean }) {
    const making = `${home}-making`;
    const stores = createStores({ home: making, migrations: migrationsPath });
    stores.schedules.upsertDefault({ id: "job:default", taskId: "job", when: "@daily", zone: null, policies: "{}" }, 1);
    fillHistory(stores, { runs, endedAt: 0, tasks: ["job"], states: ["completed", "failed"] });
    stores.settings.set("engine.concurrency", "7", 1);
    if (logged) fillHistory({ ...stores }, { runs: 1, endedAt: 1, tasks: ["job"], states: ["failed"] });
    stores.settings.set("engine.concurrency", String(runs), 1);
    const found = contents(stores);
    mkdirSync(home);
    for (const name of readdirSync(making)) copyFileSync(path.join(making, name), path.join(home, name));
    stores.close();
    rmSync(making, { recursive: true });
    return found;
  }

  const inFile = (change: (bytes: Buffer) => Buffer | undefined) => (file: string) => {
    const bytes = readFileSync(file);
    writeFileSync(file, change(bytes) ?? bytes);
  };

  const share = fc.nat(9_999).map((part) => part / 10_000);
  const damages: fc.Arbitrary<Damage> = fc.oneof(
    fc
      .record({
        at: share,
        mask: fc.integer({ min: 1, max: 255 }),
        count: fc.integer({ min: 1, max: 64 }),
      })
      .map(({ at, mask, count }) => ({
        name: `${count} bytes flipped at ${at}`,
        apply: inFile((bytes) => {
          const start = Math.floor(at * bytes.length);
          for (let index = start; index < Math.min(start + count, bytes.length); index++)
            bytes.writeUInt8((bytes[index] ?? 0) ^ mask, index);
          return bytes;
        }),
      })),
    share.map((at) => ({
      name: `cut at ${at}`,
      apply: (file: string) => truncateSync(file, Math.floor(readFileSync(file).length * at)),
    })),
    fc.integer({ min: 0, max: 200 }).map((pages) => ({
      name: `cut to ${pages} pages`,
      apply: (file: string) => truncateSync(file, Math.min(pages * 4096, readFileSync(file).length - 4096)),
    })),
    fc.constantFrom(16, 100, 512, 4096).map((bytes) => ({
      name: `${bytes} zeroed`,
      apply: inFile((content) => content.fill(0, 0, bytes)),
    })),
    fc.nat(200).map((page) => ({
      name: `page ${page} zeroed`,
      apply: inFile((content) => {
        const at = (page % (content.length / 4096)) * 4096;
        return content.fill(0, at, at + 4096);
      }),
    })),
    fc.string({ maxLength: 5_000 }).map((text) => ({
      name: "a text file",
      apply: (file: string) => writeFileSync(file, text),
    })),
    fc.constantFrom(0, 1, 2).map((which) => ({
      name: `the write-ahead log of home ${which}`,
      apply: (file: string) => writeFileSync(`${file}-wal`, foreignLogs[which] ?? ""),
    })),
    fc.constantFrom("logs.db").map((name) => ({
      name: `${name} in its place`,
      apply: (file: string) => {
        copyFileSync(path.join(path.dirname(file), name), file);
        rmSync(`${file}-wal`, { force: true });
      },
    })),
  );

  function copyHome(withLog: boolean): string {
    const home = mkdtempSync(path.join(folder, "case-"));
    for (const name of readdirSync(good)) copyFileSync(path.join(good, name), path.join(home, name));
    if (!withLog) createStores({ home, migrations: migrationsPath }).close();
    return home;
  }

  it("is kept byte for byte and refused, or has lost nothing: 200 ways, never an empty start", () => {
    let refused = 0;
    fc.assert(
      fc.property(damages, fc.boolean(), (damage, withLog) => {
        const home = copyHome(withLog);
        const file = path.join(home, "jobdeck.db");
        damage.apply(file);
        const before = readFileSync(file);
        const log = existsSync(`${file}-wal`) ? readFileSync(`${file}-wal`) : undefined;
        const begin = threadCpuMs();
        const outcome = tryOpen(home);
        expect(threadCpuMs() - begin).toBeLessThan(10_000);
        if (outcome instanceof JobdeckError) {
          refused++;
          expect(outcome).toMatchObject({
            code: "DATABASE_DAMAGED",
            message: expect.stringContaining("jobdeck restore --empty"),
          });
          const kept = readdirSync(home).find((name) => /^jobdeck\.db\.corrupt-[^/]*Z$/.test(name)) ?? "none";
          expect(readFileSync(path.join(home, kept)).equals(before)).toBe(true);
          if (log) expect(readFileSync(path.join(home, `${kept}-wal`)).equals(log)).toBe(true);
          // Another start is no way round it.
          expect(tryOpen(home)).toMatchObject({ code: "DATABASE_DAMAGED" });
        } else expect(outcome).toEqual(whole);
        rmSync(home, { recursive: true });
      }),
      { numRuns: 200, seed: 20260503 },
    );
    expect(refused).toBeGreaterThan(100);
  }, 120_000);

  function tryOpen(home: string) {
    try {
      const stores = createStores({ home, migrations: migrationsPath });
      try {
        return contents(stores);
      } finally {
        stores.close();
      }
    } catch (error) {
      if (error instanceof JobdeckError) return error;
      throw error;
    }
  }
});
