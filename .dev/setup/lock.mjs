import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { cacheFolder } from "./paths.mjs";
import { say } from "./say.mjs";

const beatMs = 1000;
const abandonedMs = 15_000;

/**
 * Does `work` while no other process does the work of that name. A lock whose process died is taken over. What the work
 * publishes is put in place by one rename, so that even a lock which failed would cost time and nothing else.
 */
export async function withLock(name, work) {
  const file = path.join(cacheFolder(), `${name}.lock`);
  mkdirSync(path.dirname(file), { recursive: true });
  let told = false;
  while (!take(file)) {
    if (!told) say(`Waiting for another Jobdeck command to finish the same work (${name}).`);
    told = true;
    await wait(250);
  }
  const beat = setInterval(() => touch(file), beatMs);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    rmSync(file, { force: true });
  }
}

function take(file) {
  try {
    writeFileSync(file, owner(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  if (isAbandoned(file)) rmSync(file, { force: true });
  return false;
}

function owner(pid) {
  return `${os.hostname()} ${pid}`;
}

/** Its process is gone; or, where that cannot be told (a container, a number given anew), nobody touched it for long. */
function isAbandoned(file) {
  try {
    if (Date.now() - statSync(file).mtimeMs > abandonedMs) return true;
    const content = readFileSync(file, "utf8");
    const pid = Number(content.split(" ").pop());
    return pid > 0 && content === owner(pid) && !isAlive(pid);
  } catch {
    // Given back just now.
    return false;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code !== "ESRCH";
  }
}

function touch(file) {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // Taken over while this machine slept; the rename at the end decides.
  }
}
