import { runSync } from "../../support/run-sync.ts";
import { tempFolder } from "../support/temp.ts";
import { startSyncServer } from "./server.ts";

/** Loads the SDKs and compiles. */
export async function warmUp(): Promise<void> {
  const server = await startSyncServer(40, 2_048);
  try {
    await runSync({ home: tempFolder("sync"), settings: server.settings });
  } finally {
    server.close();
  }
}
