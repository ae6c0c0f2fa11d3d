import { readFileSync } from "node:fs";
import { Agent, request } from "node:https";

// A process of its own, so that it sends the next request while the server is still at the last answer: an answer of more
// than 16 KiB, then a body of more than that, on the same connection. Prints what happened to requests instead of an answer.

const [, , url = "", caFile = "", token = ""] = process.argv;
const CONNECTIONS = 8;
const ROUNDS = 40;
const BODY = Buffer.alloc(40_000, "a");

const agent = new Agent({ keepAlive: true, ca: readFileSync(caFile) });
const broken: string[] = [];

function send(method: string, path: string, body: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const headers = { authorization: `Bearer ${token}`, "content-length": body.length };
    const sent = request(`${url}${path}`, { method, agent, headers }, (answer) => {
      answer.resume().once("end", resolve);
    });
    sent.once("error", (error) => {
      broken.push(error.message);
      resolve();
    });
    // In two pieces, the second of which meets a server that has begun to read.
    sent.write(body.subarray(0, 10));
    sent.end(body.subarray(10));
  });
}

async function alternate(): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    await send("GET", "/api/data/v9.2/privileges", Buffer.alloc(0));
    await send("POST", "/api/data/v9.2/$batch", BODY);
  }
}

void Promise.all(Array.from({ length: CONNECTIONS }, alternate)).then(() => {
  process.stdout.write(JSON.stringify(broken));
  agent.destroy();
});
