import os from "node:os";
import { createORPCClient } from "@orpc/client";
import type { SupportedMessagePort } from "@orpc/client/message-port";
import { onMessagePortClose, onMessagePortMessage, RPCLink } from "@orpc/client/message-port";
import type { JobdeckClient } from "./contract.ts";
import { framePort } from "./frames.ts";
import { connectToSocket, socketPath } from "./socket.ts";

/** The host of this home, which is another process. */
export type RemoteHost = {
  readonly client: JobdeckClient;
  /** Passes everything that comes from this port on to the host, over a connection of its own, and back. */
  readonly serve: (port: SupportedMessagePort & { readonly close?: () => void }) => Promise<void>;
  /** Resolves when the host has ended or hung up. */
  readonly closed: Promise<void>;
  readonly close: () => void;
};

/** @throws JobdeckError HOST_UNREACHABLE */
export async function connectHost(home: string): Promise<RemoteHost> {
  const file = socketPath(home, process.platform, os.tmpdir());
  const socket = await connectToSocket(file, home);
  const closed = new Promise<void>((resolve) => {
    socket.once("close", () => resolve());
  });
  const client: JobdeckClient = createORPCClient(new RPCLink({ port: framePort(socket) }));
  return {
    client,
    closed,
    close: () => socket.destroy(),
    serve: async (port) => {
      const bridge = await connectToSocket(file, home);
      const frames = framePort(bridge);
      frames.on("message", (event) => event && port.postMessage(event.data));
      frames.on("close", () => port.close?.());
      onMessagePortMessage(port, (data: string | Uint8Array) => frames.postMessage(data));
      onMessagePortClose(port, () => bridge.destroy());
    },
  };
}
