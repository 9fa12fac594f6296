import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { takeOverSettings } from "../../../jobs/engine/take-over-settings.ts";
import { homeFiles } from "../../../jobs/model/home.ts";
import { openSettingsFile } from "../../../jobs/settings/settings-file.ts";
import { aLog } from "../../support/desktop/samples.ts";
import { openStores } from "../../support/open-stores.ts";
import { tempHome } from "../../support/temp-home.ts";

function oldHome(text?: string) {
  const home = tempHome();
  const store = openStores(home).settings;
  store.set("sync.batchSize", "40", 1);
  store.set("s3.bucket", "notes", 1);
  store.set("host.demo", "on", 1);
  const path = homeFiles(home).settings;
  if (text !== undefined) writeFileSync(path, text);
  const file = openSettingsFile({ file: path, onChange: () => undefined });
  return { store, file, log: aLog(), written: () => readFileSync(path, "utf8") };
}

describe("settings of an older version", () => {
  it("move from the database into settings.json; what is the host's own stays", async () => {
    const { store, file, log, written } = oldHome();
    await takeOverSettings({ store, file, log });
    expect(written()).toBe('{\n  "s3.bucket": "notes",\n  "sync.batchSize": 40\n}\n');
    expect(store.users().size).toBe(0);
    expect(store.get("host.demo")).toBe("on");
  });

  it("are all there when the host is killed between the file and the database, and is started again", async () => {
    const { store, file, log, written } = oldHome();
    const killed = {
      ...store,
      remove: () => {
        throw new Error("killed");
      },
    };
    await takeOverSettings({ store: killed, file, log });
    expect(store.users().size).toBe(2);
    await file.set("sync.batchSize", "50");
    await takeOverSettings({ store, file, log });
    expect(written()).toBe('{\n  "s3.bucket": "notes",\n  "sync.batchSize": 50\n}\n');
    expect(store.users().size).toBe(0);
  });

  it("wait in the database while the file has a mistake", async () => {
    const { store, file, log, written } = oldHome("{ oh");
    await takeOverSettings({ store, file, log });
    expect(written()).toBe("{ oh");
    expect(store.users().size).toBe(2);
  });
});
