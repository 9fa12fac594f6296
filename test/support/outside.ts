import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export type Reply = (request: IncomingMessage, response: ServerResponse) => void;

export type Outside = {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** As the setting of the allowed hosts names it. */
  readonly host: string;
  readonly port: number;
  /** What was asked for, in its order. */
  readonly asked: readonly { readonly path: string; readonly headers: IncomingMessage["headers"] }[];
  /** Connections that were made, whether anything was asked on them or not. */
  readonly connections: () => number;
  /** Answers a path from now on; the address of it. */
  readonly at: (path: string, reply: Reply) => string;
};

/** What is outside, as a server of the test's own: each path answers as the test says, 404 where it says nothing. */
export async function serveOutside(address = "127.0.0.1"): Promise<Outside> {
  const replies = new Map<string, Reply>();
  const asked: { path: string; headers: IncomingMessage["headers"] }[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.push({ path, headers: request.headers });
    const reply = replies.get(path);
    if (reply) reply(request, response);
    else response.writeHead(404).end();
  });
  server.on("connection", () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  const host = `${address}:${port}`;
  const url = `http://${host}`;
  return {
    ...{ url, host, port, asked, connections: () => connections },
    at: (path, reply) => {
      replies.set(path, reply);
      return `${url}${path}`;
    },
  };
}

/** Answers with a document. */
export function document(body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}): Reply {
  return (_request, response) => void response.writeHead(200, headers).end(body);
}

export function redirect(status: number, location: string): Reply {
  return (_request, response) => void response.writeHead(status, { location }).end();
}

/** Answers one after the other, the last again and again. */
export function inTurn(...replies: readonly Reply[]): Reply {
  let count = 0;
  return (request, response) => {
    replies[Math.min(count, replies.length - 1)]?.(request, response);
    count += 1;
  };
}

export function status(code: number, headers: Readonly<Record<string, string>> = {}): Reply {
  return (_request, response) => void response.writeHead(code, headers).end();
}

/** Begins a body that never ends: as fast as it is read, or a byte at a time. */
export function endless(chunk: string | Uint8Array, headers: Readonly<Record<string, string>> = {}): Reply {
  return (_request, response) => {
    response.writeHead(200, headers);
    const write = () => {
      while (!response.destroyed && response.write(chunk));
      if (!response.destroyed) response.once("drain", write);
    };
    write();
  };
}

/** Begins to answer, and says no more. */
export function stalled(beginning: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return (_request, response) => void response.writeHead(200, headers).write(beginning);
}

/** Breaks off in the middle of what it announced. */
export function cut(body: string, announced: number): Reply {
  return (_request, response) => {
    response.writeHead(200, { "content-length": String(announced) });
    response.write(body, () => response.destroy());
  };
}
