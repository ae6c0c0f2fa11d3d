// Where the packages come from, as their manifests say it when they are published. A fork publishes with its own address.
import { execFileSync } from "node:child_process";

/**
 * The web address of a repository: of the one whose workflow runs, else of git's remote "origin".
 * @throws Error when there is neither.
 */
export function repositoryAddress(environment = process.env, remote = origin) {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name } = environment;
  if (server && name) return `${server}/${name}`;
  const url = remote();
  // https://host/owner/name.git, ssh://git@host/owner/name.git and git@host:owner/name.git
  const parts = /^(?:(?:https|ssh):\/\/(?:[^@/]+@)?|[^@/]+@)([^/:]+)(?::\d+\/|[:/])(.+?)(?:\.git)?\/?$/.exec(
    url,
  );
  if (parts === null) {
    throw new Error(
      `The repository that the packages come from is not known${url === "" ? "" : ` ("${url}" is no address of one)`}. ` +
        "Publish from a clone whose remote `origin` is that repository.",
    );
  }
  return `https://${parts[1]}/${parts[2]}`;
}

/** What the manifest of a package says of it; npm compares `repository` with the origin that it attests. */
export function repositoryFields(address, directory) {
  return {
    homepage: `${address}/tree/main/${directory}#readme`,
    bugs: `${address}/issues`,
    repository: { type: "git", url: `git+${address}.git`, directory },
  };
}

function origin() {
  try {
    return execFileSync("git", ["remote", "get-url", "origin"], { encoding: "utf8", stdio: "pipe" }).trim();
  } catch {
    return "";
  }
}
