import { setMaxListeners } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { answer, type AnswerParts } from "./http/answer";
import type { Certificates } from "./http/certificates";

export interface ServerParts extends AnswerParts {
  readonly certificates: Certificates;
  /** Milliseconds a client may take to send a whole request. */
  readonly patience: number;
}

export interface RunningServer {
  readonly port: number;
  /** Answers what has come in, then stops. */
  close(): Promise<void>;
}

/** Listens on 127.0.0.1 with TLS; `port` 0 takes any free one. Throws a clear error when the port is in use. */
export async function listen(port: number, parts: ServerParts): Promise<RunningServer> {
  const { cert, key } = parts.certificates;
  const { patience } = parts;
  const server = createServer({
    cert,
    key,
    handshakeTimeout: patience,
    headersTimeout: patience,
    requestTimeout: patience,
    connectionsCheckingInterval: Math.min(patience, 5000),
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? portInUse(port, error) : error);
    });
    server.listen(port, "127.0.0.1", resolve);
  });
  const actualPort = (server.address() as AddressInfo).port;
  // Longer than clients keep idle connections: then it is they who close, and no request meets a closed one.
  server.keepAliveTimeout = 120_000;
  server.on("secureConnection", neverPaused);
  const pending = new Set<Promise<void>>();
  // Requests that are held up by a fault are not waited for, and must not be applied to a store that is closed.
  const closing = new AbortController();
  // Each that is held up listens; however many they are, that is no leak.
  setMaxListeners(0, closing.signal);
  // All of them, also those whose handshake is not over: the http server does not know them yet.
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  server.on("request", (message: IncomingMessage, response: ServerResponse) => {
    const answered = answer(message, response, actualPort, parts, closing.signal).finally(() =>
      pending.delete(answered),
    );
    pending.add(answered);
  });
  return {
    port: actualPort,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      closing.abort();
      // A client that never ends its request is not waited for.
      const patience = new AbortController();
      await Promise.race([
        Promise.allSettled(pending),
        delay(2000, undefined, { signal: patience.signal }).catch(() => undefined),
      ]);
      patience.abort();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/**
 * Node 20 stops reading from a connection while more than 16 KiB of an answer are on their way, and takes the request that
 * a quick client sends by then for broken (HPE_PAUSED; mended in Node 22). So no answer is too much for a connection.
 */
function neverPaused(socket: Duplex): void {
  (socket as Duplex & { _writableState: { highWaterMark: number } })._writableState.highWaterMark = Infinity;
}

function portInUse(port: number, cause: Error): Error {
  return new Error(
    `Port ${port} of 127.0.0.1 is in use. Stop the program that listens there, or name another port with --port (0 takes any free one).`,
    { cause },
  );
}
