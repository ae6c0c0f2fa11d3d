import { UsageError } from "../usage-error";
import type { Forge, Issue } from "./forge";
import { type Ask, http } from "./http";

interface Thread {
  readonly id: number;
  readonly comments?: readonly { readonly id: number; readonly content?: string }[];
}

interface WorkItem {
  readonly id: number;
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** How a project calls things; the defaults are those of the process template Basic. */
export interface WorkItemOptions {
  readonly type: string;
  /** State of a work item that is done with. */
  readonly closedState: string;
}

const VERSION = "api-version=7.1";
const PATCH = "application/json-patch+json";
/** By this the work items of all stacks are found. */
const TAG = "bc-sales-drift";

/**
 * Azure DevOps' REST API 7.1 ("Pull Request Threads", "Work Items", "Wiql") with what a job has: the predefined
 * variables, and SYSTEM_ACCESSTOKEN, handed over by the step. @throws UsageError when something of it is missing.
 */
export function azureDevOps(
  env: Readonly<Record<string, string | undefined>>,
  workItems: WorkItemOptions,
): Forge {
  const { SYSTEM_ACCESSTOKEN: token, SYSTEM_COLLECTIONURI: collection, SYSTEM_TEAMPROJECT: project } = env;
  if (!token || !collection || !project) {
    throw new UsageError(
      "SYSTEM_ACCESSTOKEN, SYSTEM_COLLECTIONURI and SYSTEM_TEAMPROJECT must be set. In a pipeline give the step " +
        "`env: SYSTEM_ACCESSTOKEN: $(System.AccessToken)`; the others are there.",
    );
  }
  const home = `${collection.replace(/\/$/, "")}/${encodeURIComponent(project)}`;
  const ask = http({
    base: `${home}/_apis`,
    headers: { accept: "application/json", authorization: `Bearer ${token}` },
    remedy:
      "Let the build service of the project do it: Contribute to pull requests (repository), or Edit work items in this node (area).",
  });
  const item = (id: number): Issue => ({ id, url: `${home}/_workitems/edit/${String(id)}` });
  const change = (id: number, operations: readonly unknown[]) =>
    ask("PATCH", `/wit/workitems/${String(id)}?${VERSION}`, operations, PATCH);
  return {
    setComment: async (pullRequest, start, content) => {
      const repository = env.BUILD_REPOSITORY_ID;
      if (!repository) throw new UsageError("BUILD_REPOSITORY_ID must be set: the id of the repository.");
      const threads = `/git/repositories/${repository}/pullRequests/${String(pullRequest)}/threads`;
      await setThread(ask, threads, start, content);
      return `pull request ${String(pullRequest)}`;
    },
    findIssue: async (title) => {
      const query =
        "SELECT [System.Id] FROM WorkItems WHERE [System.TeamProject] = @project" +
        ` AND [System.Tags] CONTAINS '${TAG}' AND [System.Title] = '${quoted(title)}'` +
        ` AND [System.State] <> '${quoted(workItems.closedState)}' ORDER BY [System.Id]`;
      const { workItems: found } = await ask<{ workItems: readonly WorkItem[] }>(
        "POST",
        `/wit/wiql?${VERSION}`,
        {
          query,
        },
      );
      return found[0] && item(found[0].id);
    },
    openIssue: async (title, text) => {
      const made = await ask<WorkItem>(
        "POST",
        `/wit/workitems/$${encodeURIComponent(workItems.type)}?${VERSION}`,
        [field("System.Title", title), field("System.Tags", TAG), ...description(text)],
        PATCH,
      );
      return item(made.id);
    },
    updateIssue: async ({ id }, text) => {
      await change(id, description(text));
    },
    closeIssue: async ({ id }, text) => {
      await change(id, [...description(text), field("System.State", workItems.closedState)]);
    },
  };
}

async function setThread(ask: Ask, threads: string, start: RegExp, content: string): Promise<void> {
  const { value } = await ask<{ value: readonly Thread[] }>("GET", `${threads}?${VERSION}`);
  for (const thread of value) {
    const own = thread.comments?.find((comment) => start.test(comment.content ?? ""));
    if (own === undefined) continue;
    await ask("PATCH", `${threads}/${String(thread.id)}/comments/${String(own.id)}?${VERSION}`, { content });
    return;
  }
  // A thread that is closed from the start does not hold up a branch policy that wants comments resolved.
  await ask("POST", `${threads}?${VERSION}`, {
    comments: [{ parentCommentId: 0, content, commentType: "text" }],
    status: "closed",
  });
}

function field(name: string, value: string): unknown {
  return { op: "add", path: `/fields/${name}`, value };
}

/** Azure DevOps Services keep a description as Markdown when they are told so; otherwise it is HTML. */
function description(text: string): unknown[] {
  return [
    field("System.Description", text),
    { op: "add", path: "/multilineFieldsFormat/System.Description", value: "Markdown" },
  ];
}

/** In WIQL a quote inside of a text is doubled. */
function quoted(text: string): string {
  return text.replaceAll("'", "''");
}
