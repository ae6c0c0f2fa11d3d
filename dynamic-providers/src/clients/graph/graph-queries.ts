/** Graph takes no more values in one `in (…)` of an ordinary query. */
const VALUES_PER_FILTER = 15;

/** `$filter` options that together select the users with these values, each within Graph's limit. */
export function userFilters(
  property: "userPrincipalName" | "id" | "mail",
  values: readonly string[],
): string[] {
  const filters: string[] = [];
  for (let start = 0; start < values.length; start += VALUES_PER_FILTER) {
    const quoted = values
      .slice(start, start + VALUES_PER_FILTER)
      .map((value) => `'${value.replaceAll("'", "''")}'`);
    const [only] = quoted;
    const condition =
      quoted.length === 1 ? `${property} eq ${only ?? ""}` : `${property} in (${quoted.join(",")})`;
    filters.push(`$filter=${encodeURIComponent(condition)}`);
  }
  return filters;
}
