import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openSettingsFile } from "../../../jobs/settings/settings-file.ts";
import { tempHome } from "../../support/temp-home.ts";

function open(text?: string) {
  const file = path.join(tempHome(), "settings.json");
  if (text !== undefined) writeFileSync(file, text);
  let told: (() => void)[] = [];
  const settings = openSettingsFile({
    file,
    onChange: () => {
      for (const tell of told) tell();
      told = [];
    },
  });
  onTestFinished(() => settings.close());
  /** Resolves once the condition holds, asked anew with every change that is told. */
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) await new Promise<void>((resolve) => told.push(resolve));
  };
  return { file, settings, until, written: () => readFileSync(file, "utf8") };
}

describe("the file of the settings", () => {
  it("need not be there, and is made by the first change", async () => {
    const { settings, file, written } = open();
    expect(settings.isEmpty()).toBe(true);
    expect(existsSync(file)).toBe(false);
    await settings.set("sync.batchSize", "40");
    expect(written()).toBe('{\n  "sync.batchSize": 40\n}\n');
    expect(settings.get("sync.batchSize")).toBe("40");
  });

  it("keeps all changes that are made at once", async () => {
    const { settings, written } = open("// mine\n{}");
    await Promise.all([
      settings.set("sync.batchSize", "40"),
      settings.set("s3.bucket", "notes"),
      settings.set("desktop.openAtLogin", "true"),
      settings.remove("s3.bucket"),
    ]);
    expect(written()).toBe('// mine\n{\n  "sync.batchSize": 40,\n  "desktop.openAtLogin": true\n}');
  });

  it.each(["write", "replace"] as const)("is in force as soon as somebody else has saved it (%s)", async (how) => {
    const { settings, file, until } = open('{ "sync.batchSize": 1 }');
    settings.watch();
    const save = (text: string) => {
      if (how === "write") return writeFileSync(file, text);
      writeFileSync(`${file}.new`, text);
      renameSync(`${file}.new`, file);
    };
    save('{ "sync.batchSize": 2 }');
    await until(() => settings.get("sync.batchSize") === "2");
    save('{ "sync.batchSize": 3 }');
    await until(() => settings.get("sync.batchSize") === "3");
  });

  it("is seen when it comes, goes, and comes again", async () => {
    const { settings, file, until } = open();
    settings.watch();
    writeFileSync(file, '{ "sync.batchSize": 2 }');
    await until(() => settings.get("sync.batchSize") === "2");
    rmSync(file);
    await until(() => settings.isEmpty());
    writeFileSync(file, '{ "sync.batchSize": 3 }');
    await until(() => settings.get("sync.batchSize") === "3");
  });

  it("leaves the last good values in force while it has a mistake, and is not written over", async () => {
    const { settings, file, until, written } = open('{ "sync.batchSize": 2 }');
    settings.watch();
    const broken = '{\n  "sync.batchSize": 3\n  "s3.bucket": "x"\n}';
    writeFileSync(file, broken);
    await until(() => settings.problems().length > 0);
    expect(settings.get("sync.batchSize")).toBe("2");
    expect(settings.problems()[0]).toMatchObject({ file: "settings.json", line: 3, severity: "error" });
    await expect(settings.set("sync.batchSize", "5")).rejects.toMatchObject({
      code: "NOT_ALLOWED",
      message: expect.stringMatching(/line 3.*Mend it first/),
    });
    expect(written()).toBe(broken);
    writeFileSync(file, '{ "sync.batchSize": 3 }');
    await until(() => settings.get("sync.batchSize") === "3");
    expect(settings.problems()).toEqual([]);
  });

  it("says that it cannot be read when it is no file", () => {
    const home = tempHome();
    const file = path.join(home, "settings.json");
    mkdirSync(file);
    const settings = openSettingsFile({ file, onChange: () => undefined });
    expect(settings.problems()[0]).toMatchObject({ line: null, message: expect.stringContaining("cannot be read") });
  });

  it.skipIf(process.getuid?.() === 0)("is left as it was when its folder cannot be written", async () => {
    const { settings, file, written } = open('{ "sync.batchSize": 2 }');
    chmodSync(path.dirname(file), 0o500);
    onTestFinished(() => chmodSync(path.dirname(file), 0o700));
    await expect(settings.set("sync.batchSize", "3")).rejects.toThrow(/EACCES/);
    expect(written()).toBe('{ "sync.batchSize": 2 }');
    expect(settings.get("sync.batchSize")).toBe("2");
  });

  it("is saved as a whole only on the text that was changed", async () => {
    const { settings, file, written } = open("{}");
    const { version } = await settings.read();
    const next = await settings.write('{ "sync.batchSize": 9 }', version);
    expect(settings.get("sync.batchSize")).toBe("9");
    writeFileSync(file, '{ "sync.batchSize": 10 }');
    await expect(settings.write("{}", next)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    expect(written()).toBe('{ "sync.batchSize": 10 }');
  });
});
