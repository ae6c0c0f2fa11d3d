type Environment = Readonly<Record<string, string | undefined>>;

/** Where the report comes from: the run of the pipeline, or the machine of whoever tries it. Pure. */
export function footer(environment: Environment): string {
  const run = gitHubRun(environment) ?? azureRun(environment);
  return run === undefined ? "Written outside of a pipeline." : `[Log of the run](${run}).`;
}

function gitHubRun(env: Environment): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
  if (!server || !repository || !id) return undefined;
  return `${server}/${repository}/actions/runs/${id}`;
}

function azureRun(env: Environment): string | undefined {
  const { SYSTEM_COLLECTIONURI: collection, SYSTEM_TEAMPROJECT: project, BUILD_BUILDID: id } = env;
  if (!collection || !project || !id) return undefined;
  return `${collection}${encodeURIComponent(project)}/_build/results?buildId=${id}`;
}
