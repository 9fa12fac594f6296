import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

const inMemory = "/dev/shm";
/** Bytes. All that the tests have at once is far less, and the machine keeps as much again for its programs. */
const roomy = 4 * 1024 ** 3;

/**
 * A new folder for all that the tests write. In memory where there is room: they make more than a thousand databases, and
 * would wait for the disk at each of their commits.
 */
export function makeTestFolder() {
  if (isRoomy()) {
    const folder = mkdtempSync(path.join(inMemory, "jobdeck-test-"));
    if (mayRun(folder)) return folder;
    rmSync(folder, { recursive: true });
  }
  return mkdtempSync(path.join(os.tmpdir(), "jobdeck-test-"));
}

function isRoomy() {
  try {
    const { bavail, bsize } = statfsSync(inMemory);
    return bavail * bsize >= roomy && os.freemem() >= 2 * roomy;
  } catch {
    // There is no such folder, as on other systems.
    return false;
  }
}

/** Containers often mount it so that no program in it can be started; the tests write some. */
function mayRun(folder) {
  const program = path.join(folder, "trial");
  try {
    writeFileSync(program, "#!/bin/sh\n", { mode: 0o700 });
    execFileSync(program);
    rmSync(program);
    return true;
  } catch {
    return false;
  }
}
