import { join } from "node:path";
import { expect } from "chai";
import { parse, parseAllDocuments } from "yaml";
import { actions, examples, filesBelow, workflows } from "./examples";
import { azureFaults, stackFaults, workflowFaults } from "./published";

/** An action by its full commit, with the version beside it, or one of the repository itself. */
const PINNED = /^\s*(?:- )?uses: (?:\.\/\S+|[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/;

interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, { permissions?: object; "timeout-minutes"?: number }>>;
}

describe("the workflows of GitHub Actions", function () {
  this.timeout(60_000);

  it("are there, those of the example and those of this repository", () => {
    const names = [...workflows().keys()].map((path) => path.replace(/^.*workflows\//, ""));
    expect(names).to.include.members(["preview.yml", "deploy.yml", "drift.yml", "destroy.yml"]);
    expect(names).to.include.members(["ci.yml", "codeql.yml", "newest-pulumi.yml", "release.yml"]);
  });

  for (const [path, text] of workflows()) {
    it(`${path} is clean by actionlint`, async () => {
      expect(await workflowFaults(text, path)).to.deep.equal([]);
    });

    it(`${path} grants nothing but what each job names, and ends by itself`, () => {
      const { permissions, jobs } = parse(text) as Workflow;
      expect(permissions).to.deep.equal({});
      for (const [name, job] of Object.entries(jobs)) {
        expect(job.permissions, name).to.be.an("object");
        expect(job["timeout-minutes"], name).to.be.a("number");
      }
    });
  }

  for (const [path, text] of [...workflows(), ...actions()]) {
    it(`${path} names every action by its commit, and no stored secret`, () => {
      const used = text.split("\n").filter((line) => /^\s*(?:- )?uses:/.test(line));
      expect(used).to.not.deep.equal([]);
      for (const line of used) expect(line).to.match(PINNED);
      expect(text).to.not.match(/\$\{\{\s*secrets\./);
    });
  }

  it("are refused by actionlint when a step uses an expression that does not exist", async () => {
    const path = join("examples", "github-actions", ".github", "workflows", "preview.yml");
    const text = workflows().get(path) ?? "";
    const broken = text.replace("timeout-minutes: 30", "timeout-minutes: ${{ matrix.nothing.here }}");
    expect(broken).to.not.equal(text);
    expect((await workflowFaults(broken, path)).join()).to.contain('"nothing" is not defined');
  });

  it("are refused when an action is named by its version alone", () => {
    expect("      - uses: actions/checkout@v7").to.not.match(PINNED);
    expect("      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1").to.not.match(PINNED);
  });
});

describe("the pipelines of Azure DevOps", function () {
  this.timeout(60_000);
  const pipelines = filesBelow(join(examples, "azure-devops"), ".yml");

  it("are there", () => {
    expect([...pipelines.keys()].map((path) => path.replace(/^.*\//, ""))).to.include.members([
      ...["preview.yml", "deploy.yml", "drift.yml", "destroy.yml"],
      ...["prepare.yml", "signed-in.yml"],
    ]);
  });

  for (const [path, text] of pipelines) {
    it(`${path} is valid by the published schema`, () => {
      expect(azureFaults(text)).to.deep.equal([]);
    });
  }

  it("are refused when the task gets an input that it does not know", () => {
    const text = pipelines.get(join("examples", "azure-devops", "templates", "signed-in.yml")) ?? "";
    const broken = text.replace("addSpnToEnvironment:", "addSpnToEnvironments:");
    expect(broken).to.not.equal(text);
    expect(azureFaults(broken)).to.not.deep.equal([]);
  });

  it("are refused when a pipeline has a property that does not exist", () => {
    const text = pipelines.get(join("examples", "azure-devops", "drift.yml")) ?? "";
    const broken = text.replace("schedules:", "schedule:");
    expect(broken).to.not.equal(text);
    expect(azureFaults(broken)).to.not.deep.equal([]);
  });
});

interface Resource {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: Readonly<Record<string, unknown>>;
}

describe("the resources of the Kubernetes operator", () => {
  const files = filesBelow(join(examples, "kubernetes-operator"), ".yaml");
  const resources = [...files.values()].flatMap((text) =>
    parseAllDocuments(text).map((document) => document.toJS() as Resource),
  );
  const stacks = resources.filter(({ kind }) => kind === "Stack");

  it("are valid stacks by the operator's definition, one a tenant", () => {
    expect(stacks.map(({ metadata }) => metadata.name)).to.deep.equal(["contoso", "fabrikam"]);
    for (const stack of stacks) expect(stackFaults(stack), stack.metadata.name).to.deep.equal([]);
  });

  it("destroy nothing when a stack is deleted, and come back by themselves", () => {
    for (const { spec } of stacks) {
      expect(spec).to.include({ destroyOnFinalize: false, continueResyncOnCommitMatch: true, refresh: true });
      expect(spec?.resyncFrequencySeconds).to.be.at.least(3600);
    }
    const apart = new Set(stacks.map(({ spec }) => spec?.resyncFrequencySeconds));
    expect(apart.size).to.equal(stacks.length);
  });

  it("run as a service account of their own, which is there", () => {
    const accounts = resources
      .filter(({ kind }) => kind === "ServiceAccount")
      .map(({ metadata }) => `${metadata.namespace ?? ""}/${metadata.name}`);
    for (const { spec, metadata } of stacks) {
      expect(accounts).to.include(`${metadata.namespace ?? ""}/${String(spec?.serviceAccountName)}`);
    }
  });

  it("are refused when a field is misspelt or has the wrong type", () => {
    const [stack] = stacks;
    const broken = (change: object) => stackFaults({ ...stack, spec: { ...stack?.spec, ...change } });
    expect(broken({})).to.deep.equal([]);
    expect(broken({ destroyOnFinalise: false })).to.not.deep.equal([]);
    expect(broken({ resyncFrequencySeconds: "3600" })).to.not.deep.equal([]);
    expect(broken({ workspaceTemplate: { spec: { podTemplates: {} } } })).to.not.deep.equal([]);
  });
});
