import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { S3Client } from "@aws-sdk/client-s3";

const run = promisify(execFile);

export type CephRgw = {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** For what a test puts into the buckets. */
  readonly client: S3Client;
  /** Ends the S3 server as a crash would; its data stays. */
  readonly kill: () => Promise<void>;
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Ceph's S3 server over a monitor and one store in memory, in a folder and on ports of its own. Ready in a few seconds. */
export async function startCephRgw(): Promise<CephRgw> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "jobdeck-ceph-"));
  const [monitorPort, rgwPort] = await freePorts(2);
  const conf = writeConfiguration(folder, monitorPort ?? 0, rgwPort ?? 0);
  const daemons: ChildProcess[] = [];
  const daemon = (command: string, ...args: string[]) => {
    const child = spawn(command, ["-f", "-c", conf, ...args], { stdio: "ignore" });
    daemons.push(child);
    return child;
  };
  const stop = async () => {
    await Promise.all(daemons.map(end));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await makeMonitor(folder, conf, monitorPort ?? 0);
    daemon("ceph-mon", "-i", "a");
    await makeStore(folder, conf);
    daemon("ceph-osd", "-i", "0");
    let rgw = daemon("radosgw", "-n", "client.rgw.a");
    const endpoint = `http://127.0.0.1:${rgwPort}`;
    const user = await makeUser(conf);
    await answering(endpoint);
    const credentials = { accessKeyId: user.access_key, secretAccessKey: user.secret_key };
    const client = new S3Client({ endpoint, region: "default", forcePathStyle: true, credentials });
    return {
      ...{ endpoint, region: "default", ...credentials, client, stop },
      kill: () => end(rgw),
      restart: async () => {
        rgw = daemon("radosgw", "-n", "client.rgw.a");
        await answering(endpoint);
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function writeConfiguration(folder: string, monitorPort: number, rgwPort: number): string {
  const conf = path.join(folder, "ceph.conf");
  const at = (name: string) => path.join(folder, name);
  for (const name of ["mon", "osd", "run"]) mkdirSync(at(name));
  writeFileSync(
    conf,
    `[global]
fsid = 3e9b2f0e-5d0c-4a7e-9f2b-0c4a5d6e7f80
mon initial members = a
mon host = v1:127.0.0.1:${monitorPort}
public addr = 127.0.0.1
cluster addr = 127.0.0.1
ms bind ipv6 = false
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
keyring = ${at("keyring")}
run dir = ${at("run")}
admin socket = ${at("run")}/$name.asok
log file = /dev/null
pid file =
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
mon warn on pool no redundancy = false
mon allow pool size one = true
osd crush chooseleaf type = 0
paxos propose interval = 0.02
paxos min wait = 0.01
mon osd full ratio = 0.99
mon data avail warn = 1
mon data avail crit = 1
[mon.a]
mon data = ${at("mon")}
[osd.0]
osd data = ${at("osd")}
osd objectstore = memstore
memstore device bytes = 4294967296
[client.rgw.a]
rgw frontends = beast endpoint=127.0.0.1:${rgwPort}
rgw run sync thread = false
rgw enable usage log = false
`,
  );
  return conf;
}

/** One keyring for all, as a cluster on one machine may have it. Without authentication radosgw hangs. */
async function makeMonitor(folder: string, conf: string, port: number): Promise<void> {
  const keyring = path.join(folder, "keyring");
  const all = [
    "--cap",
    "mon",
    "allow *",
    "--cap",
    "osd",
    "allow *",
    "--cap",
    "mgr",
    "allow *",
    "--cap",
    "mds",
    "allow *",
  ];
  const names: readonly string[] = ["mon.", "client.admin", "client.rgw.a", "osd.0"];
  for (const [index, name] of names.entries())
    await run("ceph-authtool", [
      ...(index === 0 ? ["--create-keyring"] : []),
      keyring,
      "--gen-key",
      "-n",
      name,
      ...all,
    ]);
  const map = path.join(folder, "monmap");
  const fsid = "3e9b2f0e-5d0c-4a7e-9f2b-0c4a5d6e7f80";
  await run("monmaptool", ["--create", "--fsid", fsid, "--addv", "a", `[v1:127.0.0.1:${port}]`, map]);
  await run("ceph-mon", ["--mkfs", "-i", "a", "-c", conf, "--monmap", map, "--keyring", keyring]);
}

async function makeStore(folder: string, conf: string): Promise<void> {
  const fsid = "0b8f4c3e-7c1d-4f6e-8a55-2f9d1c7b6a10";
  await run("ceph", ["-c", conf, "osd", "new", fsid, "0"], { timeout: 30_000 });
  await run("ceph-osd", [
    "-i",
    "0",
    "-c",
    conf,
    "--mkfs",
    "--osd-uuid",
    fsid,
    "--keyring",
    path.join(folder, "keyring"),
  ]);
}

async function makeUser(conf: string): Promise<{ access_key: string; secret_key: string }> {
  const args = [
    "-c",
    conf,
    "-n",
    "client.rgw.a",
    "user",
    "create",
    "--uid=test",
    "--display-name=test",
    "--max-buckets=0",
  ];
  const { stdout } = await run("radosgw-admin", args, { timeout: 60_000 });
  const { keys } = JSON.parse(stdout) as { keys: { access_key: string; secret_key: string }[] };
  const [key] = keys;
  if (!key) throw new Error("radosgw-admin made a user without a key");
  return key;
}

async function answering(endpoint: string): Promise<void> {
  const giveUpAt = Date.now() + 60_000;
  for (;;) {
    try {
      await fetch(endpoint);
      return;
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
}

async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
