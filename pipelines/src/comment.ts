import type { Forge } from "./forge/forge";
import { markerStart, readMarker } from "./report/marker";

/** Keeps one comment a stack on a pull request. @returns what was done, for the log. */
export async function keepComment(
  forge: Forge,
  pullRequest: number,
  file: string,
  text: string,
): Promise<string> {
  const marker = readMarker(text, file, "preview");
  const place = await forge.setComment(pullRequest, markerStart(marker), text);
  return `The preview of stack ${marker.stack} is in ${place}`;
}
