import { randomUUID } from "node:crypto";
import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import type { Route, SandboxResponse } from "../http/types";
import type { Sandbox } from "../sandbox";
import type { BusinessUnit } from "../state/model";
import { addBusinessUnit, deleteBusinessUnit, renameDefaultTeam } from "./business-unit-rows";
import { checkDeletion, checkDisabling, checkName } from "./business-unit-rules";
import { demandPrivilege } from "./caller";
import { checkConditions, mayCreate } from "./conditions";
import { idInPayload, readPayload } from "./payload";
import { findRow } from "./read-routes";
import { dataverseRoute, type Call } from "./route";
import { businessUnits } from "./tables/business-units";
import { timestamp } from "./timestamp";
import { readColumns, type Writable } from "./writable-columns";
import { writeAnswer } from "./write-answer";

const source =
  "Dataverse table reference, businessunit; Create, Update and Delete table rows using the Web API";

export const businessUnitRoutes: readonly Route[] = [
  dataverseRoute({ method: "POST", path: "businessunits", evidence: "documented", source }, (call) => {
    const payload = readPayload(call.request, "businessunits");
    return create(idInPayload(payload, businessUnits) ?? randomUUID(), payload, call);
  }),
  dataverseRoute({ method: "PATCH", path: "businessunits({id})", evidence: "documented", source }, patch),
  dataverseRoute({ method: "DELETE", path: "businessunits({id})", evidence: "documented", source }, remove),
];

const updatable = {
  name: { kind: "text", longest: 160 },
  description: { kind: "text", longest: 2000 },
  divisionname: { kind: "text", longest: 100 },
  emailaddress: { kind: "text", longest: 100 },
  isdisabled: { kind: "boolean" },
} as const satisfies Record<string, Writable>;

const creatable = {
  ...updatable,
  parentbusinessunitid: { kind: "lookup", target: businessUnits },
} as const satisfies Record<string, Writable>;

function create(id: string, payload: Readonly<Record<string, unknown>>, call: Call): SandboxResponse {
  const { sandbox, caller } = call;
  demandPrivilege(caller, "prvCreateBusinessUnit", sandbox);
  if (sandbox.store.get("businessunits", id) !== undefined) throw new SandboxError(dataverseErrors.duplicate);
  const { name, parentbusinessunitid, isdisabled, ...columns } = readColumns(
    { table: businessUnits, id },
    payload,
    creatable,
    sandbox,
  );
  if (parentbusinessunitid === undefined) throw new SandboxError(dataverseErrors.unitParentMissing);
  const unit: BusinessUnit = {
    businessunitid: id,
    name: nameIn(name),
    parentbusinessunitid: parentbusinessunitid as string,
    isdisabled: isdisabled === true,
    versionnumber: sandbox.store.nextVersion(),
    columns: { ...columns, createdon: timestamp(sandbox), modifiedon: timestamp(sandbox) },
  };
  checkName(unit, sandbox);
  addBusinessUnit(unit, sandbox);
  return writeAnswer(businessUnits, id, 201, call);
}

function patch(call: Call): SandboxResponse {
  const { sandbox, caller, params } = call;
  const payload = readPayload(call.request, "businessunits");
  const id = params.id ?? "";
  if (businessUnits.find(id, sandbox) === undefined && mayCreate(call)) return create(id, payload, call);
  demandPrivilege(caller, "prvWriteBusinessUnit", sandbox);
  checkConditions(findRow(businessUnits, id, call), call);
  const before = unitOf(id, sandbox);
  const { name, isdisabled, ...columns } = readColumns(
    { table: businessUnits, id },
    payload,
    updatable,
    sandbox,
  );
  const after: BusinessUnit = {
    ...before,
    name: name === undefined ? before.name : nameIn(name),
    isdisabled: (isdisabled as boolean | undefined) ?? before.isdisabled,
    versionnumber: sandbox.store.nextVersion(),
    columns: { ...before.columns, ...columns, modifiedon: timestamp(sandbox) },
  };
  checkName(after, sandbox);
  if (after.isdisabled && !before.isdisabled) checkDisabling(before, sandbox);
  sandbox.store.put("businessunits", id, after);
  if (after.name !== before.name) renameDefaultTeam(after, sandbox);
  return writeAnswer(businessUnits, id, 200, call);
}

function remove(call: Call): SandboxResponse {
  const { sandbox, caller, params } = call;
  demandPrivilege(caller, "prvDeleteBusinessUnit", sandbox);
  checkConditions(findRow(businessUnits, params.id, call), call);
  const unit = unitOf(params.id ?? "", sandbox);
  checkDeletion(unit, sandbox);
  deleteBusinessUnit(unit, sandbox);
  return { status: 204 };
}

function nameIn(value: unknown): string {
  if (typeof value === "string" && value.trim() !== "") return value;
  throw new SandboxError(dataverseErrors.unitNameMissing);
}

function unitOf(id: string, { store }: Sandbox): BusinessUnit {
  const unit = store.get("businessunits", id);
  if (unit === undefined) throw new SandboxError(dataverseErrors.notFound, ["businessunit", id]);
  return unit;
}
