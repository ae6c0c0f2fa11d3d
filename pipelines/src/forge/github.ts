import { UsageError } from "../usage-error";
import type { Forge, Issue } from "./forge";
import { type Ask, http } from "./http";

interface Text {
  readonly id: number;
  readonly number: number;
  readonly html_url: string;
  readonly body?: string | null;
  readonly user?: { readonly type?: string } | null;
  readonly pull_request?: unknown;
}

const PAGE = 100;

/**
 * GitHub's REST API ("Issues" and "Issue comments", version 2022-11-28) with what a job has: GITHUB_REPOSITORY,
 * GITHUB_API_URL and, handed over by the step, GITHUB_TOKEN. @throws UsageError when something of it is missing.
 */
export function gitHub(env: Readonly<Record<string, string | undefined>>): Forge {
  const { GITHUB_TOKEN: token, GITHUB_REPOSITORY: repository } = env;
  if (!token || !repository) {
    throw new UsageError(
      "GITHUB_TOKEN and GITHUB_REPOSITORY must be set. In a workflow give the step `env: GITHUB_TOKEN: ${{ github.token }}`.",
    );
  }
  const ask = http({
    base: `${env.GITHUB_API_URL ?? "https://api.github.com"}/repos/${repository}`,
    headers: {
      accept: "application/vnd.github+json",
      "x-github-api-version": "2022-11-28",
      authorization: `Bearer ${token}`,
      "user-agent": "bc-sales-pipeline",
    },
    remedy:
      "Give the job the permission that it needs: `pull-requests: write` for a comment, `issues: write` for an issue.",
  });
  // In a workflow the reports are the bot's; what a person wrote with the same beginning is none of them.
  const mine = (text: Text) => env.GITHUB_ACTIONS !== "true" || text.user?.type === "Bot";
  return {
    setComment: async (pullRequest, start, body) => {
      const path = `/issues/${String(pullRequest)}/comments`;
      const found = await first(ask, `${path}?`, (text) => mine(text) && start.test(text.body ?? ""));
      const set =
        found === undefined
          ? await ask<Text>("POST", path, { body })
          : await ask<Text>("PATCH", `/issues/comments/${String(found.id)}`, { body });
      return set.html_url;
    },
    findIssue: async (_title, start) => {
      const found = await first(
        ask,
        "/issues?state=open&",
        // GitHub lists pull requests among the issues.
        (text) => text.pull_request === undefined && mine(text) && start.test(text.body ?? ""),
      );
      return found && issue(found);
    },
    openIssue: async (title, body) => issue(await ask<Text>("POST", "/issues", { title, body })),
    updateIssue: async ({ id }, body) => {
      await ask("PATCH", `/issues/${String(id)}`, { body });
    },
    closeIssue: async ({ id }, body) => {
      await ask("PATCH", `/issues/${String(id)}`, { body, state: "closed", state_reason: "completed" });
    },
  };
}

function issue({ number, html_url: url }: Text): Issue {
  return { id: number, url };
}

async function first(ask: Ask, path: string, wanted: (text: Text) => boolean): Promise<Text | undefined> {
  for (let page = 1; ; page += 1) {
    const texts = await ask<readonly Text[]>("GET", `${path}per_page=${String(PAGE)}&page=${String(page)}`);
    const found = texts.find(wanted);
    if (found !== undefined || texts.length < PAGE) return found;
  }
}
