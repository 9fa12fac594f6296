import { readFile } from "node:fs/promises";
import os from "node:os";

/**
 * Whether the machine has a way to other machines. On Linux that is a default route: bridges of containers have addresses
 * also when every cable is pulled. Elsewhere it is an address that is neither the machine's own nor of its own making.
 */
export async function isConnected(platform: NodeJS.Platform, proc = "/proc/net"): Promise<boolean | undefined> {
  if (platform !== "linux") return hasAddress(os.networkInterfaces());
  const [v4, v6] = await Promise.all(
    ["route", "ipv6_route"].map((name) => readFile(`${proc}/${name}`, "utf8").catch(() => undefined)),
  );
  if (v4 === undefined && v6 === undefined) return undefined;
  return hasDefaultRoute4(v4 ?? "") || hasDefaultRoute6(v6 ?? "");
}

/** Columns: interface, destination, gateway, flags, ... A destination of zero with an interface that is up. */
function hasDefaultRoute4(table: string): boolean {
  return rows(table).some(
    ([name, destination, , flags]) =>
      name !== "lo" && destination === "00000000" && (Number.parseInt(flags ?? "0", 16) & 1) === 1,
  );
}

/** Columns: destination, its prefix length, ..., flags, interface. Unreachable ones are kept on `lo`. */
function hasDefaultRoute6(table: string): boolean {
  return rows(table).some(
    (fields) => /^0{32}$/.test(fields[0] ?? "") && fields[1] === "00" && fields.at(-1) !== "lo" && fields.length === 10,
  );
}

function rows(table: string): readonly (readonly string[])[] {
  return table.split("\n").map((line) => line.trim().split(/\s+/));
}

function hasAddress(interfaces: ReturnType<typeof os.networkInterfaces>): boolean {
  return Object.values(interfaces)
    .flatMap((addresses) => addresses ?? [])
    .some(({ internal, address }) => !internal && !/^(fe80:|169\.254\.)/i.test(address));
}
