import fc from "fast-check";
import { bodiesFor, idIn, ids } from "./arbitrary-bodies";
import { filters, print } from "./arbitrary-filters";

/** A request to one of the services, or to an admin route. */
export interface FuzzRequest {
  readonly service: string;
  readonly method: string;
  /** Path and query from the origin on. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** As `GET /admin/coverage` lists it. */
export interface CoveredRoute {
  readonly service: string;
  readonly method: string;
  readonly name: string;
}

const bases: Readonly<Record<string, string>> = { graph: "/graph", "power-platform": "/powerplatform" };

const names = fc.constantFrom(
  ..."systemuserroles_association teammembership_association teamroles_association businessunitid".split(" "),
  ..."business_unit_system_users parentroleid fullname name roleid _businessunitid_value accessmode".split(
    " ",
  ),
  ..."nmae __proto__ toString".split(" "),
);

/** What stands for a name in braces. */
function placeholder(name: string, entitySet: string): fc.Arbitrary<string> {
  switch (name) {
    case "version":
      return fc.constantFrom("v1.0", "beta", "v9");
    case "navigation":
    case "column":
      return names;
    case "table":
      return fc.constantFrom("users", "systemusers", "roles", "teams", "nothing", "__proto__");
    default: {
      const known = idIn(entitySet);
      const any = ids.map(encodeURIComponent);
      return known === undefined ? any : fc.oneof({ weight: 4, arbitrary: fc.constant(known) }, any);
    }
  }
}

const filter = fc.oneof(
  filters.map(print),
  fc
    .tuple(
      fc.constantFrom("contains", "startswith", "endswith"),
      fc.constantFrom("fullname", "name"),
      fc.array(fc.constantFrom(..."% _ [ ] ^ - a b ''".split(" ")), { maxLength: 8 }),
    )
    .map(([name, column, characters]) => `${name}(${column},'${characters.join("")}')`),
  fc
    .array(
      fc.constantFrom(
        ..."( ) [ ] , : = eq ne in and or not null true any() systemuserroles_association/any(r: r/name name".split(
          " ",
        ),
        ..."contains(name, 'x' '' ' 1 -2.5e9 2024-01-01 @p fullname accessmode startswith( '%_[^a]%'".split(
          " ",
        ),
        "Microsoft.Dynamics.CRM.In(PropertyName='name',PropertyValues=['x'])",
        "Microsoft.Dynamics.CRM.Between(PropertyName=@p,PropertyValues=@q)",
      ),
      { maxLength: 12 },
    )
    .map((words) => words.join(" ")),
  fc.string({ maxLength: 60 }),
);

const { expand } = fc.letrec<{ expand: string }>((tie) => ({
  expand: fc
    .tuple(names, fc.option(fc.tuple(names, filter, tie("expand")), { depthSize: "small" }))
    .map(([name, options]) =>
      options === null
        ? name
        : `${name}($select=${options[0]};$filter=${options[1]};$expand=${options[2]};$orderby=${options[0]})`,
    ),
}));

const option: fc.Arbitrary<readonly [string, string]> = fc.oneof(
  fc.tuple(fc.constant("$filter"), filter),
  fc.tuple(
    fc.constantFrom("$select", "$orderby"),
    fc.array(names, { maxLength: 3 }).map((list) => list.join(",")),
  ),
  fc.tuple(fc.constant("$expand"), expand),
  fc.tuple(
    fc.constantFrom("$top", "$count", "$skiptoken", "$id", "api-version", "@p", "@q"),
    fc.oneof(ids, fc.constantFrom("1", "true", "0", "['x']", "'name'")),
  ),
  fc.tuple(
    fc.constantFrom("$skip", "$search", "$format", "$apply", "fetchXml", "x"),
    fc.string({ maxLength: 10 }),
  ),
);

const header: fc.Arbitrary<readonly [string, string]> = fc.oneof(
  fc.tuple(
    fc.constant("prefer"),
    fc.constantFrom(
      "return=representation",
      "odata.maxpagesize=2",
      'odata.include-annotations="*"',
      "odata.continue-on-error",
      'return=representation; x="',
      "odata.maxpagesize=-1,,=",
    ),
  ),
  fc.tuple(fc.constantFrom("if-match", "if-none-match"), fc.constantFrom("*", 'W/"1000001"', "null", "")),
  fc.tuple(fc.constant("content-type"), fc.constantFrom("application/json", "text/plain", "multipart/mixed")),
  fc.tuple(
    fc.constantFrom("consistency", "consistencylevel", "accept", "x-y"),
    fc.stringMatching(/^[!-~]{1,12}$/),
  ),
);

const batchType = "multipart/mixed; boundary=b";

/** Requests to routes, with paths, options, headers and bodies that fit or do not. */
export function requestsTo(routes: readonly CoveredRoute[]): fc.Arbitrary<FuzzRequest> {
  const single = fc.constantFrom(...routes).chain((route) => requestTo(route));
  const multipart = fc
    .array(fc.oneof(single.map(partOf), fc.array(single.map(partOf), { maxLength: 3 }).map(changeSetOf)), {
      maxLength: 4,
    })
    .map((parts) => joined(parts, "b"));
  const batch = fc
    .tuple(
      multipart,
      fc.array(fc.tuple(fc.nat(), fc.constantFrom("", "\r\n", "--b", "$1", "\0")), { maxLength: 2 }),
    )
    .map(([body, breaks]): FuzzRequest => ({
      service: "dataverse",
      method: "POST",
      target: "/api/data/v9.2/$batch",
      headers: { "content-type": batchType, prefer: "odata.continue-on-error" },
      body: breaks.reduce((text, [at, insert]) => {
        const position = at % (text.length + 1);
        return text.slice(0, position) + insert + text.slice(position + insert.length);
      }, body),
    }));
  return routes.some(({ name }) => name === "/api/data/v9.2/$batch")
    ? fc.oneof({ weight: 5, arbitrary: single }, batch)
    : single;
}

function requestTo({ service, method, name }: CoveredRoute): fc.Arbitrary<FuzzRequest> {
  const placeholders = [...name.matchAll(/(\w*)[(/]\{(\w+)\}/g)].map(([, before = "", inBraces = ""]) =>
    placeholder(inBraces, before),
  );
  const entitySet = name.split(/[/(]/).find((part) => idIn(part) !== undefined) ?? "";
  return fc
    .record({
      method: fc.oneof(
        { weight: 6, arbitrary: fc.constant(method) },
        fc.constantFrom("GET", "POST", "PATCH", "PUT", "DELETE"),
      ),
      filled: fc.tuple(...placeholders),
      options: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.array(option, { maxLength: 3 })),
      headers: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.array(header, { maxLength: 2 })),
      body: bodiesFor(entitySet),
    })
    .map(({ method: sent, filled, options, headers, body }) => {
      const rest = [...filled];
      const path = (bases[service] ?? "") + name.replace(/\{\w+\}/g, () => rest.shift() ?? "");
      const needed = service === "power-platform" ? [["api-version", "2023-06-01"] as const] : [];
      const query = [...needed, ...options].map(
        ([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`,
      );
      return {
        service,
        method: sent,
        target: query.length === 0 ? path : `${path}?${query.join("&")}`,
        headers: { "content-type": "application/json", ...Object.fromEntries(headers) },
        body: sent === "GET" ? undefined : body,
      };
    });
}

function partOf({ method, target, body }: FuzzRequest, contentId = 1): string {
  const lines = [
    "Content-Type: application/http",
    "Content-Transfer-Encoding: binary",
    `Content-ID: ${contentId}`,
    "",
    `${method} ${target} HTTP/1.1`,
    "Content-Type: application/json",
    "",
    body ?? "",
  ];
  return lines.join("\r\n");
}

function changeSetOf(parts: readonly string[]): string {
  const numbered = parts.map((part, index) => part.replace("Content-ID: 1", `Content-ID: ${index + 1}`));
  return `Content-Type: multipart/mixed; boundary=c\r\n\r\n${joined(numbered, "c")}`;
}

function joined(parts: readonly string[], boundary: string): string {
  return `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join("")}--${boundary}--\r\n`;
}
