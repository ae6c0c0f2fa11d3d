import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { assertReachable } from "./reach";

describe("the way from a project to the code of its resources", () => {
  let project: string;

  beforeEach(() => {
    project = realpathSync(mkdtempSync(join(tmpdir(), "bc-sales-reach-")));
  });
  afterEach(() => {
    rmSync(project, { recursive: true, force: true });
  });

  function install(version: string, folder = project): void {
    const directory = join(folder, "node_modules", "@bc-sales", "dynamic-providers");
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, "package.json"), JSON.stringify({ version }));
  }

  it("is there when the project depends on it", () => {
    install("1.2.3");
    expect(() => {
      assertReachable(project, "1.2.3");
    }).not.to.throw();
  });

  it("is there when a folder above has it, as in a workspace", () => {
    install("1.2.3");
    expect(() => {
      assertReachable(join(project, "stacks", "sales"), "1.2.3");
    }).not.to.throw();
  });

  it("is missed before anything is deployed, with the folder and the command that mends it", () => {
    install("1.2.3", join(project, "node_modules", "@bc-sales", "components"));
    expect(() => {
      assertReachable(project, "1.2.3");
    })
      .to.throw(pulumi.RunError, `cannot be found from ${project}`)
      .with.property("message")
      .that.includes("npm install --save-exact @bc-sales/dynamic-providers@1.2.3");
  });

  it("must not lead to another version, whose code does not fit the program's", () => {
    install("1.2.2");
    expect(() => {
      assertReachable(project, "1.2.3");
    }).to.throw(pulumi.RunError, "Pulumi finds version 1.2.2");
  });
});
