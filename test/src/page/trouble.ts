import type { RunningSandbox, SystemUser } from "@bc-sales/sandbox";

/** Whatever the page marks in a colour of its own, by hand: for a tenant with the account set. */
export function makeTrouble({ store, settings, faults }: RunningSandbox): void {
  const change = (fullname: string, changed: (user: SystemUser) => Partial<SystemUser>): void => {
    const user = [...store.all("systemusers")].find((one) => one.fullname === fullname);
    if (user === undefined) throw new Error(`There is no ${fullname}.`);
    store.put("systemusers", user.systemuserid, { ...user, ...changed(user) });
  };
  const customizer = [...store.all("roles")].find(({ name }) => name === "System Customizer")?.roleid ?? "";
  change("BC Integration", ({ roles }) => ({ roles: [...roles, customizer] }));
  change("Ben Ortiz", () => ({ isdisabled: true }));
  for (const environment of store.all("environments")) {
    store.put("environments", environment.id, { ...environment, administrationMode: true });
  }
  for (const sku of store.all("skus")) store.put("skus", sku.skuId, { ...sku, enabled: 1 });
  settings.licenseDelay = 60_000;
  faults.add({ effect: { kind: "throttle" } });
}
