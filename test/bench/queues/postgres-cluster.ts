import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { tempFolder } from "../support/temp.ts";

export type Cluster = { readonly url: string; readonly stop: () => Promise<void> };

const debianFolder = "/usr/lib/postgresql";

/** Why there is no PostgreSQL to compare with; undefined when there is one. */
export function postgresIsMissing(): string | undefined {
  if (!binaries()) return "PostgreSQL is not installed (Debian package postgresql)";
  if (process.getuid?.() === 0 && !serverUser())
    return "PostgreSQL refuses to run as root and there is no user postgres";
  return undefined;
}

/** A PostgreSQL of the bench's own, in a folder of its own, with the server's own defaults: what it confirms is on disk. */
export async function startCluster(): Promise<Cluster> {
  const bin = binaries();
  if (!bin) throw new Error("PostgreSQL is not installed");
  const user = process.getuid?.() === 0 ? serverUser() : undefined;
  const folder = tempFolder("postgres");
  const data = path.join(folder, "data");
  mkdirSync(data);
  if (user) {
    for (const above of [path.dirname(folder), folder]) chmodSync(above, 0o711);
    chownSync(data, user.uid, user.gid);
  }
  const as = { ...user, cwd: data, stdio: "ignore" as const };
  execFileSync(path.join(bin, "initdb"), ["-D", data, "-U", "bench", "-A", "trust", "--no-sync", "-E", "UTF8"], as);
  const port = await freePort();
  const settings = ["listen_addresses=127.0.0.1", `port=${port}`, `unix_socket_directories=${data}`];
  const server = spawn(path.join(bin, "postgres"), ["-D", data, ...settings.flatMap((value) => ["-c", value])], as);
  const ended = once(server, "exit");
  const stop = async () => {
    // SIGQUIT would leave its memory behind; SIGINT ends the sessions and then the server.
    server.kill("SIGINT");
    await ended;
  };
  // The parent may end this process at any moment; the server must not outlive it.
  process.once("exit", () => server.kill("SIGINT"));
  process.once("SIGTERM", () => process.exit(1));
  await untilReady(path.join(bin, "pg_isready"), port);
  return { url: `postgres://bench@127.0.0.1:${port}/postgres`, stop };
}

async function untilReady(command: string, port: number): Promise<void> {
  for (let look = 0; look < 200; look++) {
    try {
      execFileSync(command, ["-q", "-h", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
      return;
    } catch {
      await wait(50);
    }
  }
  throw new Error("PostgreSQL did not start within 10 s");
}

function binaries(): string | undefined {
  if (!existsSync(debianFolder)) return undefined;
  const newest = readdirSync(debianFolder).toSorted((a, b) => Number(b) - Number(a))[0];
  const bin = path.join(debianFolder, newest ?? "", "bin");
  return existsSync(path.join(bin, "initdb")) ? bin : undefined;
}

function serverUser(): { readonly uid: number; readonly gid: number } | undefined {
  try {
    const id = (flag: string) =>
      Number(execFileSync("id", [flag, "postgres"], { stdio: ["ignore", "pipe", "ignore"] }));
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    return undefined;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (typeof address !== "object" || !address) throw new Error("There is no free port");
  return address.port;
}
