import type { RunningSandbox } from "@bc-sales/sandbox";

/** Somebody of a crowd. */
export interface Face {
  readonly name: string;
  readonly objectId: string;
  readonly systemUserId: string;
}

/** Puts people into the tenant and its environment: licensed, enabled, without roles. */
export function crowd({ store }: RunningSandbox, count: number): Face[] {
  const sku = [...store.all("skus")].find(({ dataverse }) => dataverse);
  const [template] = [...store.all("systemusers")].filter(
    ({ azureactivedirectoryobjectid, applicationid }) =>
      azureactivedirectoryobjectid !== null && applicationid === null,
  );
  const account = template && store.get("users", template.azureactivedirectoryobjectid ?? "");
  if (sku === undefined || template === undefined || account === undefined)
    throw new Error("The seed has nobody.");
  store.put("skus", sku.skuId, { ...sku, enabled: sku.enabled + count });
  const faces = Array.from({ length: count }, (_, index): Face => {
    const number = String(index).padStart(12, "0");
    const [, domain = ""] = account.userPrincipalName.split("@");
    return {
      name: `person.${String(index)}@${domain}`,
      objectId: `aaaaaaaa-0000-4000-8000-${number}`,
      systemUserId: `bbbbbbbb-0000-4000-8000-${number}`,
    };
  });
  for (const { name, objectId, systemUserId } of faces) {
    const licenses = [{ skuId: sku.skuId, disabledPlans: [], assignedByGroup: null, assignedAt: 0 }];
    store.put("users", objectId, { ...account, id: objectId, userPrincipalName: name, mail: name, licenses });
    store.put("systemusers", systemUserId, {
      ...template,
      systemuserid: systemUserId,
      azureactivedirectoryobjectid: objectId,
      domainname: name,
      internalemailaddress: name,
      roles: [],
    });
  }
  store.commit();
  return faces;
}
