import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPublicAddress } from "../../../../jobs/services/http/addresses.ts";

describe("an address", () => {
  it.each(["1.1.1.1", "93.184.215.14", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450:4001:830::200e"])(
    "such as %s is of the internet",
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    ["of this computer", ["127.0.0.1", "127.255.255.254", "0.0.0.0", "::1", "::"]],
    ["of a private network", ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1", "fd12:3456::1"]],
    ["of a link", ["169.254.1.1", "fe80::1", "fe80::1%eth0"]],
    ["of a cloud's metadata", ["169.254.169.254", "168.63.129.16", "100.100.100.200", "fd00:ec2::254"]],
    ["behind a carrier's translator", ["100.64.0.1", "100.127.255.255"]],
    ["of many hosts", ["224.0.0.1", "239.255.255.255", "255.255.255.255", "ff02::1"]],
    ["for examples and tests", ["192.0.2.1", "198.51.100.1", "203.0.113.1", "198.18.0.1", "2001:db8::1", "3fff::1"]],
    ["in a tunnel", ["2002:7f00:1::", "2001::1", "192.88.99.1"]],
    ["of IPv4, mapped", ["::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:8.8.8.8", "::127.0.0.1"]],
    [
      "of a private network behind a translator",
      ["64:ff9b::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b::"],
    ],
    ["not one at all", ["", "localhost", "1.2.3", "0x7f.1", "::g"]],
  ])("%s is not of the internet", (_what, addresses) =>
    expect(addresses.filter((address) => isPublicAddress(address))).toEqual([]),
  );

  it("of the internet stays so behind a translator", () => {
    expect(isPublicAddress("64:ff9b::1.1.1.1")).toBe(true);
    expect(isPublicAddress("64:ff9b::808:808")).toBe(true);
  });

  it("is as public behind a translator as without one", () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const bytes = address.split(".").map(Number);
        const hex = [0, 2].map((at) => ((bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)).toString(16)).join(":");
        expect(isPublicAddress(`64:ff9b::${hex}`)).toBe(isPublicAddress(address));
        expect(isPublicAddress(`64:ff9b::${address}`)).toBe(isPublicAddress(address));
      }),
    );
  });
});
