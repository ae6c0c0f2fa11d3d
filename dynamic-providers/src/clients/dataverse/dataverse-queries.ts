/** Beyond this many people, reading everybody takes fewer and cheaper requests than asking for each. */
export const READ_EVERYBODY_FROM = 1_000;

/**
 * People asked for in one query. Each takes 45 characters of the address, of which a request in a batch may have
 * 64 kB (Web API: "Execute batch operations").
 */
const PEOPLE_PER_QUERY = 500;

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `$filter` options that together select the rows with these object ids, each short enough for an address. */
export function objectIdFilters(objectIds: readonly string[]): string[] {
  // What is no GUID is no row's object id, and must not become part of a query.
  const ids = objectIds.filter((id) => GUID.test(id));
  const [only] = ids;
  if (only !== undefined && ids.length === 1)
    return [filterOption(`azureactivedirectoryobjectid eq ${only}`)];
  const filters: string[] = [];
  for (let start = 0; start < ids.length; start += PEOPLE_PER_QUERY) {
    const values = ids.slice(start, start + PEOPLE_PER_QUERY).map((id) => `"${id}"`);
    filters.push(
      filterOption(
        `Microsoft.Dynamics.CRM.In(PropertyName='azureactivedirectoryobjectid',PropertyValues=[${values.join(",")}])`,
      ),
    );
  }
  return filters;
}

/** `$filter=…` with the condition percent-encoded. */
export function filterOption(condition: string): string {
  return `$filter=${encodeURIComponent(condition)}`;
}
