import { type EntraUser, type RunningSandbox, seedIds, type SystemUser } from "@bc-sales/sandbox";
import { roleId } from "../engine/tenant";
import { ADMINISTRATOR, FOREIGN_LICENSE, INTEGRATION_USER, SALES } from "./cast";
import type { Beginning, HandChange, Standing } from "./schedule";

type Store = RunningSandbox["store"];

const NON_INTERACTIVE = 4;
const MOST_NON_INTERACTIVE = 7;

/** Puts the tenant as it is before the first deployment. */
export function begin(sandbox: RunningSandbox, beginning: Beginning): void {
  const { store, settings } = sandbox;
  sandbox.reset();
  Object.assign(settings, {
    licenseDelay: beginning.licenseDelay * 1_000,
    addUserDelay: beginning.addUserDelay * 1_000,
    syncInterval: beginning.syncInterval * 1_000,
  });
  for (const [signInName, standing] of Object.entries(beginning.newcomers))
    stand(store, signInName, standing);
  if (beginning.administrator === "existing") stand(store, ADMINISTRATOR, beginning.standing);
  if (beginning.integrationUser === "existing") stand(store, INTEGRATION_USER, beginning.standing);
  for (let number = 0; number < beginning.nonInteractive; number += 1) addService(store, number);
  for (const { who, role } of beginning.roles) grant(store, who, role);
  store.commit();
}

/** Does what somebody does in the portals, as far as it can be done. */
export function doByHand(sandbox: RunningSandbox, change: HandChange): void {
  const { store } = sandbox;
  applyByHand(sandbox, change);
  store.commit();
}

function applyByHand({ store, clock }: RunningSandbox, change: HandChange): void {
  switch (change.kind) {
    case "grant":
      grant(store, change.who, change.role);
      return;
    case "take":
      changeRow(store, change.who, ({ roles }) => ({
        roles: roles.filter((id) => id !== roleId(store, change.role)),
      }));
      return;
    case "license":
      changeUser(store, change.who, ({ licenses }) => ({
        licenses: [
          ...licenses.filter((license) => license.skuId !== skuId(store, FOREIGN_LICENSE)),
          licenseOf(store, FOREIGN_LICENSE, clock.now()),
        ],
      }));
      return;
    case "unlicense":
      changeUser(store, change.who, ({ licenses }) => ({
        licenses: licenses.filter((license) => license.assignedByGroup !== null),
      }));
      return;
    case "disable":
      changeRow(store, change.who, () => ({ isdisabled: true }));
      return;
    case "block":
      changeUser(store, change.who, () => ({ accountEnabled: false }));
      return;
    case "read-write":
      changeRow(store, change.who, () => ({ accessmode: 0 }));
      return;
    case "delete":
      changeUser(store, change.who, () => ({
        deletedDateTime: new Date(clock.now()).toISOString(),
        licenses: [],
      }));
      return;
    case "fill":
      for (let number = 10; nonInteractiveUsers(store).length < MOST_NON_INTERACTIVE; number += 1) {
        addService(store, number);
      }
      return;
    case "make-administrator":
      grant(store, INTEGRATION_USER, "System Administrator");
  }
}

/** Those who take one of the places for non-interactive users. */
export function nonInteractiveUsers(store: Store): SystemUser[] {
  return [...store.all("systemusers")].filter(
    ({ accessmode, applicationid, isdisabled }) =>
      accessmode === NON_INTERACTIVE && applicationid === null && !isdisabled,
  );
}

/** Somebody's row in the environment. */
export function rowOf(store: Store, signInName: string): SystemUser | undefined {
  const user = store.userByPrincipalName(signInName);
  return user && store.systemUserByObjectId(user.id);
}

/** Changes somebody's account by hand, if there is one. */
function changeUser(store: Store, signInName: string, change: (user: EntraUser) => Partial<EntraUser>): void {
  const user = store.userByPrincipalName(signInName);
  if (user !== undefined) store.put("users", user.id, { ...user, ...change(user) });
}

/** Changes somebody's row by hand, if there is one. */
export function changeRow(
  store: Store,
  signInName: string,
  change: (row: SystemUser) => Partial<SystemUser>,
): void {
  const row = rowOf(store, signInName);
  if (row === undefined) return;
  store.put("systemusers", row.systemuserid, {
    ...row,
    ...change(row),
    versionnumber: store.nextVersion(),
  });
}

export function skuId(store: Store, partNumber: string): string {
  for (const sku of store.all("skus")) if (sku.skuPartNumber === partNumber) return sku.skuId;
  throw new Error(`no SKU ${partNumber}`);
}

function grant(store: Store, signInName: string, role: string): void {
  const id = roleId(store, role);
  changeRow(store, signInName, ({ roles }) => ({ roles: roles.includes(id) ? roles : [...roles, id] }));
}

function licenseOf(store: Store, partNumber: string, assignedAt: number) {
  return { skuId: skuId(store, partNumber), disabledPlans: [], assignedByGroup: null, assignedAt };
}

/** Ids that tell who it is. */
function idOf(signInName: string, kind: string): string {
  const digits = Buffer.from(signInName).toString("hex").slice(0, 12).padEnd(12, "0");
  return `${kind}0000000-0000-4000-8000-${digits}`;
}

function stand(store: Store, signInName: string, standing: Standing): void {
  if (standing === "absent") return;
  const id = idOf(signInName, "a");
  store.put("users", id, {
    id,
    userPrincipalName: signInName,
    displayName: signInName,
    mailNickname: signInName.split("@")[0] ?? "",
    accountEnabled: true,
    userType: "Member",
    usageLocation: "US",
    mail: null,
    showInAddressList: null,
    managerId: null,
    passwordProfile: null,
    licenses: standing === "account" ? [] : [licenseOf(store, SALES, 0)],
    createdDateTime: "2024-03-15T16:00:00Z",
    deletedDateTime: null,
    properties: {},
  });
  if (standing === "present") addRow(store, signInName, id, 0, ["Basic User"]);
}

function addService(store: Store, number: number): void {
  const signInName = `${String(number)}.service@${seedIds.domain}`;
  stand(store, signInName, "account");
  addRow(store, signInName, idOf(signInName, "a"), NON_INTERACTIVE, ["Basic User"]);
}

function addRow(
  store: Store,
  signInName: string,
  objectId: string,
  accessmode: number,
  roles: readonly string[],
): void {
  const id = idOf(signInName, "b");
  store.put("systemusers", id, {
    systemuserid: id,
    azureactivedirectoryobjectid: objectId,
    applicationid: null,
    domainname: signInName,
    internalemailaddress: signInName,
    firstname: null,
    lastname: null,
    fullname: signInName,
    accessmode,
    islicensed: accessmode !== NON_INTERACTIVE,
    isdisabled: false,
    issyncwithdirectory: true,
    businessunitid: seedIds.rootBusinessUnitId,
    azurestate: 0,
    roles: roles.map((name) => roleId(store, name)),
    visibleAt: 0,
    versionnumber: store.nextVersion(),
    columns: {},
  });
}
