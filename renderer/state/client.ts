import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/message-port";
import type { JobdeckClient } from "../../jobs/api/contract.ts";
import { portMessage } from "../../jobs/api/shell.ts";

export type Connection = {
  readonly client: JobdeckClient;
  /** Settles when the other side has closed the port. */
  readonly closed: Promise<void>;
  readonly close: () => void;
};

/** The typed client of the host at the other end of `port`. */
export function connectPort(port: MessagePort): Connection {
  const closed = new Promise<void>((resolve) => port.addEventListener("close", () => resolve(), { once: true }));
  const client: JobdeckClient = createORPCClient(new RPCLink({ port }));
  port.start();
  return { client, closed, close: () => port.close() };
}

/**
 * Calls back for every port that the preload hands over: the first, and each later one when the host has changed.
 * Only messages of this very window count; a frame or an opener cannot plant a port of its own.
 */
export function listenForPorts(target: Window, listener: (port: MessagePort) => void): () => void {
  const receive = (event: MessageEvent<unknown>) => {
    const [port] = event.ports;
    if (event.source !== target || event.data !== portMessage || !port) return;
    listener(port);
  };
  target.addEventListener("message", receive);
  return () => target.removeEventListener("message", receive);
}
