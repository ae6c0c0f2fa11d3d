import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import type { SandboxStatus } from "@bc-sales/sandbox";
import { expect } from "chai";
import { engineEnvironment } from "./environment";

const status = {
  authority: "https://localhost:28443",
  tenantId: "tenant",
  clientId: "client",
  clientSecret: "secret",
  caFile: "/ca.pem",
} as SandboxStatus;
const environment = (inherited: NodeJS.ProcessEnv, prepared = true) =>
  engineEnvironment(
    {
      engine: { bin: "/engine", version: "v3.259.0", ownLanguageHost: prepared, prepared },
      home: "/home",
      backend: "/state",
      status,
    },
    inherited,
  );

describe("the environment of a deployment to the sandbox", () => {
  it("has nothing of a person's own Pulumi and Azure", () => {
    const env = environment({
      PULUMI_ACCESS_TOKEN: "own",
      PULUMI_BACKEND_URL: "https://api.example",
      ARM_CLIENT_SECRET: "own",
      AZURE_TENANT_ID: "own",
      HOME: "/home/anna",
    });
    expect(Object.values(env)).to.not.include("own");
    expect(env.PULUMI_BACKEND_URL).to.equal("file:///state");
    expect(env.ARM_CLIENT_SECRET).to.equal("secret");
    expect(env.HOME).to.equal("/home/anna");
  });

  it("puts the engine that was prepared first on PATH, and the running Node before any other", () => {
    const own = dirname(process.execPath);
    expect(environment({ PATH: own }).PATH).to.equal(`/engine:${own}`);
    expect(environment({ PATH: "/without-node" }).PATH).to.equal(`/engine:${own}:/without-node`);
  });

  it("leaves PATH as it is for a person's own CLI and Node", () => {
    const path = `${dirname(process.execPath)}:/usr/local/bin`;
    expect(environment({ PATH: path }, false).PATH).to.equal(path);
  });

  it("keeps a proxy from the tenant, which is on this machine", () => {
    const env = environment({ HTTPS_PROXY: "http://proxy:8080", NO_PROXY: "intranet" });
    expect(env.HTTPS_PROXY).to.equal("http://proxy:8080");
    expect(env.NO_PROXY).to.equal("intranet,localhost,127.0.0.1");
  });

  it("lets each Node process set the same flags first, besides a person's own options, once", () => {
    const { NODE_OPTIONS = "" } = environment({ NODE_OPTIONS: "--max-old-space-size=512" });
    expect(NODE_OPTIONS).to.match(/^--max-old-space-size=512 --require ".*faster-start.index\.js"$/);
    expect(environment({ NODE_OPTIONS }).NODE_OPTIONS).to.equal(NODE_OPTIONS);
    const env = { ...process.env, NODE_OPTIONS };
    const { stdout } = spawnSync(process.execPath, ["-p", 'eval("%HasFastProperties({})")'], { env });
    expect(String(stdout).trim()).to.equal("true");
  });

  it("names this repository's language host only for a CLI that came without one", () => {
    expect(environment({}, true)).to.have.property("BC_SALES_LANGUAGE_HOST");
    expect(environment({}, false)).to.not.have.property("BC_SALES_LANGUAGE_HOST");
  });
});
