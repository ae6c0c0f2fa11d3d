import { readFileSync } from "node:fs";
import type { RunningSandbox } from "@bc-sales/sandbox";
import { HttpsClient } from "../target/https-client";

/** For parity's own tests: the routes that a sandbox covers, `METHOD service name`. */
export async function coveredRoutes({ status }: RunningSandbox): Promise<string[]> {
  const http = new HttpsClient(readFileSync(status.caFile, "utf8"));
  const { body } = await http.send({ method: "GET", url: `${status.admin}/coverage`, headers: {} });
  http.close();
  const routes = body as { method: string; service: string; name: string }[];
  return routes.map(({ method, service, name }) => `${method} ${service} ${name}`);
}
