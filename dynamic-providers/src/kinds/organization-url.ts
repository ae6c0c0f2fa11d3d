import { isUnknown } from "../adapter/unknown";
import type { Problem } from "../problems";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * The origin of an organization's address, as services spell it: lower case, no path, no trailing slash.
 * Plain http is for loopback only: tokens go there.
 */
export function checkOrganizationUrl(address: string): {
  readonly organizationUrl: string;
  readonly problems: readonly Problem[];
} {
  if (isUnknown(address)) return { organizationUrl: address, problems: [] };
  const url = parsed(address);
  if (url !== undefined && isOrigin(url) && isSafe(url)) return { organizationUrl: url.origin, problems: [] };
  return {
    organizationUrl: address,
    problems: [
      {
        where: "organizationUrl",
        message: `"${address}" is not the address of an organization.`,
        remedy: "Use an https address without a path, such as https://contoso.crm4.dynamics.com.",
      },
    ],
  };
}

function parsed(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}

function isOrigin(url: URL): boolean {
  return (
    url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "" && url.password === ""
  );
}

function isSafe(url: URL): boolean {
  return url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK.has(url.hostname));
}
