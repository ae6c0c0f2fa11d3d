import type { Control } from "../admin/control";
import type { Faults } from "../faults/faults";
import type { Route } from "../http/types";
import { accountsOf } from "./accounts";
import { accountsSection } from "./accounts-section";
import { badgesOf } from "./badges";
import { contentSecurityPolicy, pageDocument } from "./document";
import { environmentOf } from "./environment";
import { environmentSection } from "./environment-section";
import { faultsOf } from "./faults";
import { faultsSection } from "./faults-section";
import type { Html } from "./html";
import { seatsOf } from "./licenses";
import { licensesSection } from "./licenses-section";
import { parsePageQuery, type PageQuery } from "./query";
import { requestsOf } from "./requests";
import { requestsSection } from "./requests-section";
import { rulesOf } from "./rules";
import { rulesSection } from "./rules-section";
import type { ListedAccount } from "./select-accounts";
import { summaryOf } from "./summary";
import { summarySection } from "./summary-section";
import { throttledOf } from "./throttling";

/** Requests that are listed. */
const requestLimit = 25;

/** The page for people. It changes nothing and is not in the request log. */
export function pageRoute(control: Control, faults: Faults): Route {
  return {
    service: "page",
    method: "GET",
    name: "/",
    pattern: /^\/$/,
    evidence: "assumed",
    source: "the sandbox's own",
    handle: ({ query }) => ({
      status: 200,
      headers: {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": contentSecurityPolicy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
      },
      body: page(control, faults, parsePageQuery(query)).text,
    }),
  };
}

function page(control: Control, faults: Faults, query: PageQuery): Html {
  const { store, clock, settings, requests } = control;
  const accounts = accountsOf(store, clock.now());
  const rules = rulesOf(accounts, settings.maxNonInteractiveUsers);
  const badges = badgesOf(accounts);
  const listed = accounts.map((account): ListedAccount => ({
    account,
    badges: badges.get(account) ?? [],
    breaks: rules.filter(({ culprits }) => culprits.includes(account)).map(({ title }) => title),
  }));
  const total = Object.entries(requests.counters)
    .filter(([name]) => !name.endsWith(" in batch"))
    .reduce((sum, [, count]) => sum + count, 0);
  const [tenant] = store.all("tenants");
  return pageDocument(
    { tenant: tenant?.displayName ?? "Tenant", domain: tenant?.verifiedDomains[0] ?? "no domain" },
    query,
    [
      summarySection(summaryOf(accounts), rules),
      rulesSection(rules),
      licensesSection(seatsOf(store)),
      accountsSection(listed, query),
      environmentSection(environmentOf(store, settings), control.status().dataverse, clock.offset),
      faultsSection(faultsOf(faults.active()), throttledOf(requests.entries)),
      requestsSection(requestsOf(requests.entries, query.log, requestLimit), total, query),
    ],
  );
}
