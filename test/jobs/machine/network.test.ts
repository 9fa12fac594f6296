import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parseNetsh, parseNmcli } from "../../../jobs/machine/network.ts";
import { createSystemMachine } from "../../../jobs/machine/system-machine.ts";
import { tempHome } from "../../support/temp-home.ts";

/** A machine on which these programs answer so; there are no others. */
function machineWith(programs: Readonly<Record<string, string>>, platform: NodeJS.Platform = "linux") {
  const folder = tempHome();
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(path.join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(folder, name), 0o755);
  }
  return createSystemMachine({ platform, env: { PATH: folder } });
}

describe("the network that a Linux machine is in", () => {
  it.each([
    ["u 1", true],
    ["u 2", false],
    ["u 3", true],
    ["u 4", false],
    ["u 0", undefined],
    ["u 9", undefined],
    ["something else", undefined],
  ])("is metered as NetworkManager says %j", async (answer, metered) => {
    expect((await machineWith({ busctl: `echo '${answer}'` }).read(["metered"])).metered).toBe(metered);
  });

  it("has the names that nmcli gives", async () => {
    const nmcli = "printf 'no:Neighbour\\nyes:My\\\\:Net\\nno:\\n'";
    expect(await machineWith({ nmcli }).read(["wifi"])).toEqual({ wifi: ["My:Net"] });
    expect(await machineWith({ nmcli: "exit 10" }).read(["wifi"])).toEqual({ wifi: [] });
  });

  it("is not known without NetworkManager, or when it fails", async () => {
    expect(await machineWith({}).read(["metered", "wifi"])).toEqual({});
    expect(await machineWith({ nmcli: "exit 8", busctl: "exit 1" }).read(["metered", "wifi"])).toEqual({});
  });

  it("is asked for by nobody who does not want to know, and once by many", async () => {
    const calls = path.join(tempHome(), "calls");
    writeFileSync(calls, "");
    const machine = machineWith({ busctl: `echo called >> ${calls}; echo 'u 2'`, nmcli: `echo called >> ${calls}` });
    await machine.read(["online"]);
    await Promise.all([machine.read(["metered"]), machine.read(["metered"]), machine.read(["metered"])]);
    expect(readFileSync(calls, "utf8")).toBe("called\n");
  });
});

describe("the network that another machine is in", () => {
  it("is not known to be metered", async () => {
    expect(await machineWith({ busctl: "echo 'u 1'" }, "darwin").read(["metered", "wifi"])).toEqual({});
  });
});

it("names of nmcli may hold anything", () => {
  expect(parseNmcli("yes:a\\\\b\\:c\nno:x\nyes:\nyes:Café ☕\n")).toEqual(["a\\b:c", "Café ☕"]);
});

it("names of netsh are found in every language", () => {
  const german = "    Name                   : WLAN\r\n    Status                 : Verbunden\r\n";
  const lines = "    SSID                   : My : Net\r\n    AP BSSID               : aa:bb:cc\r\n    BSSID : aa\r\n";
  expect(parseNetsh(german + lines)).toEqual(["My : Net"]);
});
