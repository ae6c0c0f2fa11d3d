import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { expect } from "chai";
import { httpTransport } from "./http";

describe("requests over HTTP", () => {
  let server: Server;
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it("give an idle connection up before the server does that says for how long it keeps it", async () => {
    // The server itself never closes one: whoever does is the client.
    server = createServer({ keepAliveTimeout: 0 }, (_request, response) => {
      response.setHeader("keep-alive", "timeout=2");
      response.end("{}");
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const connected = once(server, "connection") as Promise<[Socket]>;
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${String(port)}/`;
    const { status } = await httpTransport()({ method: "GET", url, headers: {} });
    expect(status).to.equal(200);
    const [connection] = await connected;
    await once(connection, "close");
  });
});
