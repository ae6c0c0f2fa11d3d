import type { Solution } from "../state/model";
import { guidOf } from "./guid";

// Unique names: Business Central's codeunit 7201 "CDS Integration Impl." and codeunit "CRM Product Name"; that of
// Sales is what Dynamics asks for itself. Display names of the second and the last, and versions, are assumed.
const facts = [
  ["Default", "Default Solution", "1.0", false],
  ["msdynce_Sales", "Sales", "9.0.24034.1003", true],
  ["bcbi_CdsBaseIntegration", "Business Central Dataverse Base Integration", "1.1.0.0", true],
  ["MicrosoftDynamicsNavIntegration", "Dynamics 365 Business Central Integration Solution", "1.0.0.3", true],
  ["MicrosoftBusinessCentralERPVE", "Business Central Virtual Table", "1.0.0.0", true],
] as const;

export function seedSolutions(): Solution[] {
  return facts.map(([uniquename, friendlyname, version, ismanaged]) => ({
    solutionid: guidOf(`solution ${uniquename}`),
    uniquename,
    friendlyname,
    version,
    ismanaged,
    versionnumber: 0,
  }));
}
