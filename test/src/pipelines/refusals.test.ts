import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository, run } from "@bc-sales/engine";
import { expect } from "chai";
import { GitHubService } from "./services";

/** What a pipeline says to whoever has set it up only half. */
describe("the steps of a pipeline", () => {
  let folder: string;
  let service: GitHubService;
  let url: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "bc-sales-refusals-"));
    writeFileSync(join(folder, "drift.md"), "<!-- bc-sales drift of prod: drift -->\n**Drift**\n");
    writeFileSync(join(folder, "plan.md"), "<!-- bc-sales preview of prod -->\n**Plan**\n");
    service = new GitHubService("right-token");
    url = await service.start();
  });
  after(async () => {
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const OUTSIDE = {
    ...{ GITHUB_ACTIONS: undefined, GITHUB_TOKEN: undefined, GITHUB_REPOSITORY: undefined },
    ...{ TF_BUILD: undefined, SYSTEM_ACCESSTOKEN: undefined, SYSTEM_COLLECTIONURI: undefined },
  };

  async function step(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    const program = join(repository, "pipelines", "dist", "main.js");
    const ended = await run(process.execPath, [program, ...args], {
      cwd: folder,
      env: { ...process.env, ...OUTSIDE, ...env },
    });
    return { ...ended, output: ended.stdout + ended.stderr };
  }

  const gitHub = (token: string) => ({
    ...{
      GITHUB_ACTIONS: "true",
      GITHUB_TOKEN: token,
      GITHUB_REPOSITORY: "contoso/accounts",
      GITHUB_API_URL: url,
    },
  });

  it("say outside of a pipeline what they need", async () => {
    const issue = await step(["issue", "--file", "drift.md"]);
    expect(issue.exitCode).to.equal(2);
    expect(issue.output).to.contain("GITHUB_TOKEN and").and.to.contain("SYSTEM_ACCESSTOKEN");
  });

  it("say which line of the workflow is missing when the step has no token", async () => {
    const issue = await step(["issue", "--file", "drift.md"], { GITHUB_ACTIONS: "true" });
    expect(issue.exitCode).to.equal(2);
    expect(issue.output).to.contain("env: GITHUB_TOKEN: ${{ github.token }}");
    const item = await step(["issue", "--file", "drift.md"], { TF_BUILD: "True" });
    expect(item.exitCode).to.equal(2);
    expect(item.output).to.contain("env: SYSTEM_ACCESSTOKEN: $(System.AccessToken)");
  });

  it("name the permission when GitHub refuses, and do not show the token", async () => {
    const comment = await step(
      ["comment", "--file", "plan.md", "--pull-request", "1"],
      gitHub("wrong-token"),
    );
    expect(comment.exitCode).to.equal(2);
    expect(comment.output)
      .to.contain("refused with 401 (Bad credentials)")
      .and.to.contain("pull-requests: write");
    expect(comment.output).to.not.contain("wrong-token");
  });

  it("find the issue also behind a hundred others, and none that a person wrote", async () => {
    for (let number = 1; number <= 130; number += 1) {
      service.issues.push({ number, title: "Another", body: "Something else", state: "open" });
    }
    const likeness = "<!-- bc-sales drift of prod: drift -->\nMine";
    service.issues.push({ number: 131, title: "", body: likeness, state: "open", author: "User" });
    const opened = await step(["issue", "--file", "drift.md"], gitHub("right-token"));
    expect(opened.exitCode, opened.output).to.equal(0);
    expect(opened.output).to.equal("Opened https://github.com/issues/132\n");
    const updated = await step(["issue", "--file", "drift.md"], gitHub("right-token"));
    expect(updated.output).to.equal("Updated https://github.com/issues/132\n");
  });

  it("refuse the report of another step, and a file that is not there", async () => {
    const wrong = await step(["issue", "--file", "plan.md"], gitHub("right-token"));
    expect(wrong.exitCode).to.equal(2);
    expect(wrong.output).to.contain("plan.md: this is no report of a drift");
    const missing = await step(["comment", "--file", "no.md", "--pull-request", "1"], gitHub("right-token"));
    expect(missing.exitCode).to.equal(2);
    expect(missing.output).to.contain("no.md: cannot be read (ENOENT)");
  });

  it("say that there is no `pulumi`, and where to get it", async () => {
    const preview = await step(["preview", "--stack", "prod"], { PATH: folder });
    expect(preview.exitCode).to.equal(2);
    expect(preview.output)
      .to.contain("There is no `pulumi` on PATH")
      .and.to.contain("https://www.pulumi.com/");
  });

  it("end with 2 for wrong usage, and with 0 for --help", async () => {
    expect((await step(["comment", "--file", "plan.md", "--pull-request", "main"])).exitCode).to.equal(2);
    const help = await step(["drift", "--help"]);
    expect(help.exitCode).to.equal(0);
    expect(help.output).to.match(
      /0 {2}no drift\n {2}1 {2}drift was found\n {2}2 {2}wrong usage, or it could not look/,
    );
  });
});
