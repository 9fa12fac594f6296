import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { JobdeckError } from "../model/errors.ts";

/** A Unix socket's path may have 107 bytes on Linux and 103 on macOS. */
const longestSocketPath = 100;

/** Where the host of this home listens. A home whose path is too long for a socket has it in the temporary folder. */
export function socketPath(home: string, platform: NodeJS.Platform, temporary: string): string {
  const key = createHash("sha256").update(path.resolve(home)).digest("hex").slice(0, 16);
  if (platform === "win32") return `\\\\.\\pipe\\jobdeck-${key}`;
  const inHome = path.join(home, "host.sock");
  return Buffer.byteLength(inHome) <= longestSocketPath ? inHome : path.join(temporary, `jobdeck-${key}.sock`);
}

export type SocketServer = {
  /** Resolves as soon as nobody is connected. */
  readonly unused: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/**
 * Listens for this user's other programs. To be called by the owner of the home only: what a host that was killed left
 * at this path is removed.
 */
export async function listenOnSocket(file: string, onConnection: (socket: net.Socket) => void): Promise<SocketServer> {
  if (process.platform !== "win32") rmSync(file, { force: true });
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    onConnection(socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    // The file is bound within the call: with this mask nobody else could connect at any moment.
    const mask = process.umask(0o177);
    server.listen(file, resolve);
    process.umask(mask);
  });
  return {
    unused: async () => {
      for (const socket of sockets) await new Promise((resolve) => socket.once("close", resolve));
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.end();
        // A client that does not hang up must not keep the host from ending.
        setTimeout(() => sockets.forEach((socket) => void socket.destroy()), 500).unref();
      }),
  };
}

/** @throws JobdeckError HOST_UNREACHABLE */
export function connectToSocket(file: string, home: string): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(file);
    socket.once("connect", () => {
      socket.removeAllListeners("error");
      resolve(socket);
    });
    socket.once("error", (error) =>
      reject(
        new JobdeckError("HOST_UNREACHABLE", `No Jobdeck is running for the home ${home}. Start it, then try again.`, {
          cause: error,
        }),
      ),
    );
  });
}
