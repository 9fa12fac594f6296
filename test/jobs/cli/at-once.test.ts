import Sqlite from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { homeFiles } from "../../../jobs/model/home.ts";
import { runCli } from "../../support/jobdeck-cli.ts";
import { tempHome } from "../../support/temp-home.ts";

const starts = 50;

describe("many starts at once", () => {
  it("share one host: every one of them does its work", { timeout: 180_000 }, async () => {
    const home = tempHome();
    const payload = JSON.stringify({ argv: [process.execPath, "-e", "0"] });
    const results = await Promise.all(
      Array.from({ length: starts }, () => runCli(["run", "command", payload, "--json"], { home })),
    );
    expect(results.filter(({ code }) => code !== 0)).toEqual([]);
    const database = new Sqlite(homeFiles(home).database, { readonly: true });
    const states = database.prepare("SELECT state, count(*) AS runs FROM run GROUP BY state").all();
    const problem = database.pragma("integrity_check", { simple: true });
    database.close();
    expect([states, problem]).toEqual([[{ state: "completed", runs: starts }], "ok"]);
  });
});
