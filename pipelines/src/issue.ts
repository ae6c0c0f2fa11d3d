import type { Forge } from "./forge/forge";
import { markerStart, readMarker } from "./report/marker";

/**
 * Keeps one issue a stack: opened when drift is found, its text replaced as long as there is drift, closed when there is
 * none any more. Where the look failed it stays as it is: nothing is known. @returns what was done, for the log.
 */
export async function keepIssue(forge: Forge, file: string, text: string): Promise<string> {
  const { stack, found } = readMarker(text, file, "drift");
  const title = `Drift in stack ${stack}`;
  if (found === "unknown") {
    return `Nothing is known of stack ${stack}: the issue, if there is one, stays as it is.`;
  }
  const issue = await forge.findIssue(title, markerStart({ kind: "drift", stack }));
  if (found === "drift") {
    if (issue === undefined) return `Opened ${(await forge.openIssue(title, text)).url}`;
    await forge.updateIssue(issue, text);
    return `Updated ${issue.url}`;
  }
  if (issue === undefined) return `No drift in stack ${stack}, and no issue that says so.`;
  await forge.closeIssue(issue, text);
  return `Closed ${issue.url}`;
}
