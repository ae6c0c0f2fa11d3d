/**
 * Commands of other products that documents tell people to run: their words, the options that are documented, and
 * where. A test cannot run them, so that each must be looked up before it is added here.
 */
export const OUTSIDE_COMMANDS: readonly {
  readonly words: string;
  readonly options: readonly string[];
  readonly source: string;
}[] = [
  {
    words: "az login",
    options: ["--tenant", "--allow-no-subscriptions"],
    source: "https://learn.microsoft.com/cli/azure/reference-index#az-login",
  },
  {
    words: "az ad app create",
    options: ["--display-name", "--sign-in-audience", "--query", "--output"],
    source: "https://learn.microsoft.com/cli/azure/ad/app#az-ad-app-create",
  },
  {
    words: "az ad app credential reset",
    options: ["--id", "--append", "--query", "--output"],
    source: "https://learn.microsoft.com/cli/azure/ad/app/credential#az-ad-app-credential-reset",
  },
  {
    words: "az ad app federated-credential create",
    options: ["--id", "--parameters"],
    source: "https://learn.microsoft.com/cli/azure/ad/app/federated-credential",
  },
  {
    words: "az ad app permission admin-consent",
    options: ["--id"],
    source: "https://learn.microsoft.com/cli/azure/ad/app/permission#az-ad-app-permission-admin-consent",
  },
  {
    words: "az ad sp create",
    options: ["--id", "--query", "--output"],
    source: "https://learn.microsoft.com/cli/azure/ad/sp#az-ad-sp-create",
  },
  {
    words: "az ad sp show",
    options: ["--id", "--query", "--output"],
    source: "https://learn.microsoft.com/cli/azure/ad/sp#az-ad-sp-show",
  },
  {
    words: "az ad sp update",
    options: ["--id", "--set"],
    source: "https://learn.microsoft.com/cli/azure/ad/sp#az-ad-sp-update",
  },
  {
    words: "az rest",
    options: ["--method", "--url", "--resource", "--body", "--query", "--output", "--headers"],
    source: "https://learn.microsoft.com/cli/azure/reference-index#az-rest",
  },
  {
    words: "az role assignment create",
    options: ["--assignee", "--role", "--scope"],
    source: "https://learn.microsoft.com/cli/azure/role/assignment#az-role-assignment-create",
  },
  {
    words: "pac auth create",
    options: ["--environment"],
    source: "https://learn.microsoft.com/power-platform/developer/cli/reference/auth#pac-auth-create",
  },
  {
    words: "pac admin assign-user",
    options: ["--environment", "--user", "--role", "--application-user"],
    source: "https://learn.microsoft.com/power-platform/developer/cli/reference/admin#pac-admin-assign-user",
  },
  {
    words: "pac admin create-service-principal",
    options: ["--environment", "--name", "--role"],
    source:
      "https://learn.microsoft.com/power-platform/developer/cli/reference/admin#pac-admin-create-service-principal",
  },
  {
    words: "Install-Module",
    options: ["-Name", "-Scope"],
    source: "https://learn.microsoft.com/powershell/module/powershellget/install-module",
  },
  {
    words: "Add-PowerAppsAccount",
    options: ["-Endpoint"],
    source: "https://learn.microsoft.com/powershell/module/microsoft.powerapps.administration.powershell",
  },
  {
    words: "New-PowerAppManagementApp",
    options: ["-ApplicationId"],
    source: "https://learn.microsoft.com/power-platform/admin/powershell-create-service-principal",
  },
  {
    words: "Remove-PowerAppManagementApp",
    options: ["-ApplicationId"],
    source: "https://learn.microsoft.com/powershell/module/microsoft.powerapps.administration.powershell",
  },
  {
    words: "git push",
    options: ["--follow-tags"],
    source: "https://git-scm.com/docs/git-push#Documentation/git-push.txt---follow-tags",
  },
  {
    words: "git clone",
    options: [],
    source: "https://git-scm.com/docs/git-clone",
  },
  {
    words: "curl",
    options: ["--cacert", "-H", "-d", "-X", "-s"],
    source: "https://curl.se/docs/manpage.html",
  },
  {
    words: "time timeout",
    options: ["-s"],
    source: "https://www.gnu.org/software/coreutils/manual/html_node/timeout-invocation.html",
  },
];
