/** Splits a request target (`/v1.0/users?%24top=5`) or an absolute URL into decoded path and query. */
export function parseTarget(target: string): { path: string; query: URLSearchParams } {
  const relative = target.replace(/^https?:\/\/[^/?#]*/i, "");
  const mark = relative.indexOf("?");
  const path = mark < 0 ? relative : relative.slice(0, mark);
  return { path: decodePath(path), query: new URLSearchParams(mark < 0 ? "" : relative.slice(mark + 1)) };
}

/** A path with broken percent-encoding stays as it is, and then matches no route. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
