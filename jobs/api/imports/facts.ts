import os from "node:os";
import type { ImportFacts } from "../../interchange/plan.ts";

/** Who imports, and where. @param zone IANA name; for times that name none */
export function importFacts(zone: string): ImportFacts {
  return { user: ownName(), home: os.homedir(), zone };
}

/** A user without an entry in the system's list has no name there. */
function ownName(): string {
  try {
    return os.userInfo().username;
  } catch {
    return process.env.USER ?? "";
  }
}
