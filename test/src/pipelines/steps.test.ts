import { join } from "node:path";
import { expect } from "chai";
import { ADMINISTRATOR, Deployment, INTEGRATION_USER } from "../engine/deployment";
import { person, takeAwayByHand } from "../engine/tenant";
import { azureScripts, gitHubScripts, Machine } from "./job";
import { AzureService, GitHubService } from "./services";

const TOKEN = "ghs-token-of-the-job";
const ISSUER = "https://vstoken.dev.azure.com/33333333-3333-3333-3333-333333333333";
const SUBJECT = "sc://contoso/Sales accounts/bc-sales-prod";
const AUDIENCE = "api://AzureADTokenExchange";

/** The scripts of the examples, one after the other as their pipelines run them, with the real engine on the sandbox. */
describe("the pipelines of the examples", function () {
  this.timeout(300_000);
  let deployment: Deployment;
  let gitHub: GitHubService;
  let azure: AzureService;
  let job: Machine;
  let azureJob: Machine;

  before(async () => {
    deployment = await Deployment.start({ beside: true });
    gitHub = new GitHubService(TOKEN);
    azure = new AzureService(TOKEN);
    const [gitHubUrl, azureUrl] = [await gitHub.start(), await azure.start()];
    const env = {
      ...deployment.environment,
      STACK: deployment.stack,
      // What runs the tests may itself be a pipeline, of either kind.
      ...{ GITHUB_ACTIONS: undefined, TF_BUILD: undefined, SYSTEM_ACCESSTOKEN: undefined },
      // The examples say themselves what is not to be asked.
      PULUMI_SKIP_CONFIRMATIONS: undefined,
    };
    job = new Machine(
      (folder) => ({
        ...env,
        RUNNER_TEMP: folder,
        GITHUB_STEP_SUMMARY: join(folder, "summary.md"),
        GITHUB_ACTIONS: "true",
        GITHUB_API_URL: gitHubUrl,
        GITHUB_SERVER_URL: "https://github.com",
        GITHUB_REPOSITORY: "contoso/accounts",
        GITHUB_RUN_ID: "4711",
      }),
      { "github.token": TOKEN, "github.event.pull_request.number": "12" },
    );
    const { tenantId, clientId } = deployment.sandbox.status;
    azureJob = new Machine(
      (folder) => ({
        ...env,
        AGENT_TEMPDIRECTORY: folder,
        TF_BUILD: "True",
        SYSTEM_COLLECTIONURI: `${azureUrl}/contoso/`,
        SYSTEM_TEAMPROJECT: "Sales accounts",
        SYSTEM_PULLREQUEST_PULLREQUESTID: "7",
        BUILD_REPOSITORY_ID: "repository-id",
        BUILD_BUILDID: "4711",
        // What the task adds to the environment of a script.
        tenantId,
        servicePrincipalId: clientId,
        idToken: assertion(),
      }),
      { "System.AccessToken": TOKEN },
    );
  });
  after(async () => {
    job.dispose();
    azureJob.dispose();
    await gitHub.stop();
    await azure.stop();
    await deployment.stop();
  });

  /** A token of Azure DevOps for a service connection; the sandbox looks at what it says, not at its signature. */
  function assertion(): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: ISSUER, sub: SUBJECT, aud: AUDIENCE, nbf: now - 60, exp: now + 600 };
    return `${part({ alg: "RS256", kid: "1" })}.${part(claims)}.${part({ nothing: "signed" })}`;
  }

  const drift = () => gitHubScripts("drift.yml", "drift");

  it("show a pull request what it would make, in one comment", async () => {
    const scripts = gitHubScripts("preview.yml", "preview");
    const preview = await job.run(scripts.get("Preview"));
    expect(preview.exitCode, preview.output).to.equal(0);
    const comment = await job.run(scripts.get("Comment"));
    expect(comment.exitCode, comment.output).to.equal(0);
    expect((await job.run(scripts.get("Comment"))).exitCode).to.equal(0);
    expect(gitHub.comments).to.have.length(1);
    const [{ body, pullRequest } = { body: "", pullRequest: 0 }] = gitHub.comments;
    expect(pullRequest).to.equal(12);
    expect(body).to.match(/^<!-- bc-sales preview of \S+ -->\n### Preview of `/);
    expect(body).to.match(/\*\*Changes:\*\* \d+ to create\./);
    expect(body).to.contain("bc.integration@contoso.onmicrosoft.com").and.to.contain("```diff\n");
    expect(body).to.contain("[Log of the run](https://github.com/contoso/accounts/actions/runs/4711)");
    expect(body.length).to.be.below(65_536);
    expect(body).to.not.contain(deployment.sandbox.status.clientSecret);
  });

  it("deploy what is merged, and audit the tenant into the job's summary", async () => {
    const scripts = gitHubScripts("deploy.yml", "deploy");
    const deploy = await job.run(scripts.get("Deploy"));
    expect(deploy.exitCode, deploy.output).to.equal(0);
    const audit = await job.run(scripts.get("Audit"));
    expect(audit.exitCode, audit.output).to.equal(0);
    expect(job.file("summary.md")).to.match(/^# Audit of Contoso Sales\n\n\*\*Everything is as wanted\.\*\*/);
  });

  it("find no drift with rights in Graph that only read, end with 0, and open no issue", async () => {
    const { store } = deployment.sandbox;
    const [principal] = [...store.all("servicePrincipals")];
    if (principal === undefined) throw new Error("the sandbox has no application");
    const readsOnly = ["User.Read.All", "Organization.Read.All"];
    store.put("servicePrincipals", principal.id, { ...principal, permissions: readsOnly });
    store.commit();
    const look = await job.run(drift().get("Look"));
    store.put("servicePrincipals", principal.id, principal);
    store.commit();
    expect(look.exitCode, look.output).to.equal(0);
    expect((await job.run(drift().get("Issue"))).exitCode).to.equal(0);
    expect(gitHub.issues).to.deep.equal([]);
  });

  it("find drift, end with 1, and open one issue with the plan and the audit", async () => {
    takeAwayByHand(deployment.sandbox.store, ADMINISTRATOR, "System Customizer");
    const look = await job.run(drift().get("Look"));
    expect(look.exitCode, look.output).to.equal(1);
    expect((await job.run(drift().get("Summary"))).exitCode).to.equal(0);
    expect((await job.run(drift().get("Issue"))).exitCode).to.equal(0);
    expect(gitHub.issues).to.have.length(1);
    const [{ title, body } = { title: "", body: "" }] = gitHub.issues;
    expect(title).to.equal(`Drift in stack ${deployment.stack}`);
    expect(body)
      .to.contain("stands otherwise than declared")
      .and.to.match(/- Preview: \d+ to update, \d+ unchanged/);
    expect(body).to.contain(`${ADMINISTRATOR}: roles + "System Customizer"`);
    expect(body).to.contain("# Audit of Contoso Sales").and.to.contain("- Audit: there are differences.");
    expect(job.file("summary.md")).to.contain(body);
  });

  it("say it in a work item of Azure DevOps, too", async () => {
    takeAwayByHand(deployment.sandbox.store, INTEGRATION_USER, "Basic User");
    const scripts = azureScripts("drift.yml");
    const look = await azureJob.run(scripts.get("Look"));
    expect(look.exitCode, look.output).to.equal(1);
    const summary = await azureJob.run(scripts.get("Summary"));
    expect(summary.output).to.equal(`##vso[task.uploadsummary]${azureJob.path("drift.md")}\n`);
    const item = await azureJob.run(scripts.get("Work item"));
    expect(item.exitCode, item.output).to.equal(0);
    expect(azure.items).to.have.length(1);
    expect(azure.items[0]).to.deep.include({ type: "Issue", format: "Markdown" });
    expect(azure.items[0]?.fields).to.include({
      "System.Title": `Drift in stack ${deployment.stack}`,
      "System.Tags": "bc-sales-drift",
      "System.Description": azureJob.file("drift.md"),
    });
  });

  it("replace the issue's text as long as there is drift, and open no second one", async () => {
    const issue = await job.run(drift().get("Issue"), { RUNNER_TEMP: azureJob.folder });
    expect(issue.exitCode, issue.output).to.equal(0);
    expect(gitHub.issues).to.have.length(1);
    expect(gitHub.issues[0]?.body).to.contain(`${INTEGRATION_USER}: roles + "Basic User"`);
  });

  it("show in nothing that they write the passwords that were made", async () => {
    const passwords = Object.values((await deployment.outputs()).initialPasswords as Record<string, string>);
    expect(passwords).to.not.deep.equal([]);
    const written = [
      ...gitHub.issues.map(({ body }) => body),
      ...gitHub.comments.map(({ body }) => body),
      ...azure.items.map(({ fields }) => JSON.stringify(fields)),
      job.file("summary.md"),
    ].join("\n");
    for (const password of passwords) expect(written).to.not.contain(password);
  });

  it("end with 2 when they could not look, keep the issue, and show no secret", async () => {
    const before = structuredClone(gitHub.issues);
    const wrong = "a-secret-that-opens-nothing";
    const printed = "Previewing update";
    const env = { ARM_CLIENT_SECRET: wrong, SOME_TOKEN: printed };
    const look = await job.run(drift().get("Look"), env);
    expect(look.exitCode, look.output).to.equal(2);
    expect(job.file("drift.md")).to.contain("Nothing is known").and.to.not.contain(wrong);
    expect(look.output).to.contain(printed);
    expect(job.file("drift.md")).to.contain("*** (").and.to.not.contain(printed);
    const issue = await job.run(drift().get("Issue"));
    expect(issue.exitCode, issue.output).to.equal(0);
    expect(issue.output).to.contain("Nothing is known of stack");
    expect(gitHub.issues).to.deep.equal(before);
  });

  it("comment a failed preview, and end with 1", async () => {
    const scripts = azureScripts("preview.yml");
    deployment.configure({ ...deployment.config, salespeopleRoles: ["Salesman"] });
    const preview = await azureJob.run(scripts.get("Preview"));
    deployment.configure(deployment.accountSet());
    expect(preview.exitCode, preview.output).to.equal(1);
    const comment = await azureJob.run(scripts.get("Comment"));
    expect(comment.exitCode, comment.output).to.equal(0);
    expect((await azureJob.run(scripts.get("Comment"))).exitCode).to.equal(0);
    expect(azure.threads).to.have.length(1);
    expect(azure.threads[0]?.status).to.equal("closed");
    expect(azure.threads[0]?.comments[0]?.content)
      .to.contain("**The preview failed**")
      .and.to.contain("Salesman");
  });

  it("put drift right with the next deployment, and close what told of it", async () => {
    const azureDeploy = azureScripts("deploy.yml");
    const deploy = await azureJob.run(azureDeploy.get("Deploy"));
    expect(deploy.exitCode, deploy.output).to.equal(0);
    const look = await job.run(drift().get("Look"));
    expect(look.exitCode, look.output).to.equal(0);
    expect((await job.run(drift().get("Issue"))).exitCode).to.equal(0);
    expect(gitHub.issues.map(({ state }) => state)).to.deep.equal(["closed"]);
    expect(gitHub.issues[0]?.body).to.contain("stands as declared");
    const report = { AGENT_TEMPDIRECTORY: job.folder };
    const item = await azureJob.run(azureScripts("drift.yml").get("Work item"), report);
    expect(item.exitCode, item.output).to.equal(0);
    expect(azure.items.map(({ fields }) => fields["System.State"])).to.deep.equal(["Done"]);
  });

  it("sign in by a workload identity, without any secret", async () => {
    const { store } = deployment.sandbox;
    const [principal] = [...store.all("servicePrincipals")];
    if (principal === undefined) throw new Error("the sandbox has no application");
    const audit = azureScripts("deploy.yml").get("Audit");
    const nothingStored = { ARM_CLIENT_SECRET: "", ARM_CLIENT_ID: "", ARM_TENANT_ID: "" };
    const refused = await azureJob.run(audit, nothingStored);
    expect(refused.exitCode, refused.output).to.equal(2);
    expect(refused.output).to.contain("AADSTS").and.to.not.contain(assertion());
    store.put("servicePrincipals", principal.id, {
      ...principal,
      federatedCredentials: [
        { name: "bc-sales-prod", issuer: ISSUER, subject: SUBJECT, audiences: [AUDIENCE] },
      ],
    });
    store.commit();
    const signedIn = await azureJob.run(audit, nothingStored);
    expect(signedIn.exitCode, signedIn.output).to.equal(0);
    expect(azureJob.file("audit.md")).to.contain("**Everything is as wanted.**");
  });

  it("destroy after a plan that the approver sees", async () => {
    const plan = gitHubScripts("destroy.yml", "plan");
    const planned = await job.run(plan.get("Plan"));
    expect(planned.exitCode, planned.output).to.equal(0);
    expect((await job.run(plan.get("Summary"))).exitCode).to.equal(0);
    expect(job.file("summary.md")).to.match(/\d+ to delete/);
    expect(person(deployment.sandbox.store, INTEGRATION_USER).roles).to.deep.equal(["Basic User"]);
    const destroyed = await job.run(gitHubScripts("destroy.yml", "destroy").get("Destroy"));
    expect(destroyed.exitCode, destroyed.output).to.equal(0);
    expect(person(deployment.sandbox.store, INTEGRATION_USER).exists).to.equal(false);
  });
});
