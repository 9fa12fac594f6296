import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { isConnected } from "../../../jobs/machine/connected.ts";
import { tempHome } from "../../support/temp-home.ts";

const head4 = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT";
const default4 = "wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0";
const bridge4 = "docker0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0";
const zeros = "0".repeat(32);
const default6 = `${zeros} 00 ${zeros} 00 fe800000000000000000000000000001 00000400 00000001 00000000 00000003    wlan0`;
const unreachable6 = `${zeros} 00 ${zeros} 00 ${zeros} ffffffff 00000001 00000000 00200200       lo`;

function proc(v4: readonly string[], v6: readonly string[] = []): string {
  const folder = tempHome();
  writeFileSync(path.join(folder, "route"), [head4, ...v4, ""].join("\n"));
  writeFileSync(path.join(folder, "ipv6_route"), [...v6, ""].join("\n"));
  return folder;
}

describe("the network on Linux", () => {
  it.each([
    ["a default route", [default4, bridge4], [], true],
    ["a default route of IPv6 only", [], [default6, unreachable6], true],
    ["only a bridge of containers", [bridge4], [unreachable6], false],
    ["nothing", [], [], false],
  ])("with %s is judged by the routes", async (_what, v4, v6, expected) => {
    expect(await isConnected("linux", proc(v4, v6))).toBe(expected);
  });

  it("is not known where there are no tables", async () => {
    expect(await isConnected("linux", "/nowhere")).toBeUndefined();
  });

  it("answers on other platforms by what addresses there are", async () => {
    expect(typeof (await isConnected("darwin"))).toBe("boolean");
  });
});
