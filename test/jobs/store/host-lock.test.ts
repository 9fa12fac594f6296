import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { readHostInfo, takeHostLock } from "../../../jobs/store/host-lock.ts";
import { root } from "../../support/paths.ts";
import { tempHome } from "../../support/temp-home.ts";

const info = { pid: process.pid, kind: "headless", version: "1.0.0", startedAt: 1 } as const;

/** Another process that takes the home and then waits; resolves once it has said how that went. */
async function otherHost(home: string) {
  const script = `
    import { takeHostLock } from "./jobs/store/host-lock.ts";
    try {
      takeHostLock(${JSON.stringify(home)}, { pid: process.pid, kind: "desktop", version: "1", startedAt: 1 });
      console.log("owner");
      setInterval(() => {}, 1000);
    } catch (error) { console.log(error.code); }`;
  const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", script], { cwd: root });
  const [output] = (await once(child.stdout, "data")) as [Buffer];
  return { child, said: output.toString().trim() };
}

describe("the lock of a home", () => {
  it("is held by one at a time, and names its owner to the other", async () => {
    const home = tempHome();
    const { child, said } = await otherHost(home);
    expect(said).toBe("owner");
    expect(() => takeHostLock(home, info)).toThrow(new RegExp(`in use by process ${child.pid} \\(the desktop app\\)`));
    child.kill("SIGKILL");
    await once(child, "exit");
  });

  it("ends with its process, even when that is killed", async () => {
    const home = tempHome();
    const { child } = await otherHost(home);
    child.kill("SIGKILL");
    await once(child, "exit");
    const lock = takeHostLock(home, info);
    expect(readHostInfo(home)).toEqual(info);
    lock.release();
  });

  it("is given to exactly one of many that start at once", async () => {
    const home = tempHome();
    const hosts = await Promise.all(Array.from({ length: 6 }, () => otherHost(home)));
    expect(hosts.map(({ said }) => said).sort()).toEqual([...Array(5).fill("HOST_BUSY"), "owner"]);
    for (const { child } of hosts) child.kill("SIGKILL");
  });
});
