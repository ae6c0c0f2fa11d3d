import { objectOf, rowsOf } from "../answers";
import type { Contract } from "../contract";

export const graphOrganizationContracts: readonly Contract[] = [
  {
    id: "graph.organization.domains",
    title:
      "The one organization tells its verified domains, of which one is the default and one the initial one",
    routes: ["GET graph /{version}/organization"],
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const answer = await target.graph("GET", "/v1.0/organization?$select=verifiedDomains");
      expect.status("status", answer, 200);
      const organizations = rowsOf(answer);
      expect.equal("organizations", organizations.length, 1);
      const { verifiedDomains } = objectOf(organizations[0]);
      const domains = Array.isArray(verifiedDomains) ? verifiedDomains.map(objectOf) : [];
      const count = (is: "isDefault" | "isInitial") => domains.filter((domain) => domain[is] === true).length;
      expect.equal("default domains", count("isDefault"), 1);
      expect.equal("initial domains", count("isInitial"), 1);
      const { domain } = target.settings;
      expect.holds(
        "the domain of sign-in names",
        domains.some(({ name }) => String(name).toLowerCase() === domain.toLowerCase()),
        "among them",
        domains.length,
      );
    },
  },
];
