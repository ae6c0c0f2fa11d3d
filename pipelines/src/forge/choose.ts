import { UsageError } from "../usage-error";
import { azureDevOps, type WorkItemOptions } from "./azure-devops";
import type { Forge } from "./forge";
import { gitHub } from "./github";

/** The service whose pipeline this is. @throws UsageError outside of both. */
export function chooseForge(
  env: Readonly<Record<string, string | undefined>>,
  workItems: WorkItemOptions,
): Forge {
  if (env.TF_BUILD !== undefined || env.SYSTEM_ACCESSTOKEN !== undefined) return azureDevOps(env, workItems);
  if (env.GITHUB_ACTIONS !== undefined || env.GITHUB_TOKEN !== undefined) return gitHub(env);
  throw new UsageError(
    "This step writes to GitHub or Azure DevOps and runs in their pipelines. Elsewhere set GITHUB_TOKEN and " +
      "GITHUB_REPOSITORY, or SYSTEM_ACCESSTOKEN, SYSTEM_COLLECTIONURI and SYSTEM_TEAMPROJECT.",
  );
}
