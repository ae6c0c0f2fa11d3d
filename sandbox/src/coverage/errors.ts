import { adminErrors } from "../errors/admin";
import { dataverseErrors } from "../errors/dataverse";
import { entraErrors } from "../errors/entra";
import { graphErrors } from "../errors/graph";
import { httpErrors, unauthorized } from "../errors/http";
import { odataErrors } from "../errors/odata";
import { powerPlatformErrors } from "../errors/power-platform";
import type { ErrorEntry } from "../errors/sandbox-error";
import { dataverseLimits, throttled, unavailable } from "../errors/unavailable";
import { faultyServices, type FaultyService } from "../faults/rule";
import { serviceNames } from "../http/services";

/** Which service answers with an error: one of the services, several, or the sandbox in its own name. */
export interface ErrorGroup {
  readonly heading: string;
  readonly entries: readonly ErrorEntry[];
}

const ofServices: Readonly<Record<FaultyService, Readonly<Record<string, ErrorEntry>>>> = {
  entra: entraErrors,
  graph: graphErrors,
  "power-platform": powerPlatformErrors,
  dataverse: { ...dataverseErrors, ...dataverseLimits },
};

/** The whole catalogue of errors, each entry once. */
export function errorGroups(): ErrorGroup[] {
  return [
    ...faultyServices.map((service) => ({
      heading: serviceNames[service],
      entries: distinct([
        ...Object.values(ofServices[service]),
        ...(service === "entra" ? [] : [unauthorized[service]]),
        throttled[service],
        unavailable(service, 500),
        unavailable(service, 503),
      ]),
    })),
    { heading: "Query options, whichever service they are sent to", entries: Object.values(odataErrors) },
    {
      heading: "The sandbox itself",
      entries: [...Object.values(httpErrors), ...Object.values(adminErrors)],
    },
  ];
}

function distinct(entries: readonly ErrorEntry[]): ErrorEntry[] {
  const seen = new Map(entries.map((entry) => [`${entry.code} ${entry.status} ${entry.message}`, entry]));
  return [...seen.values()];
}
