import type { RunningSandbox } from "@bc-sales/sandbox";

type Depth = "Basic" | "Local" | "Deep" | "Global";

/** What roles grant, and what is installed, as somebody changes it by hand. */
export class Roles {
  constructor(private readonly store: RunningSandbox["store"]) {}

  privilegeId(name: string): string {
    for (const row of this.store.all("privileges")) {
      if (row.name.toLowerCase() === name.toLowerCase()) return row.privilegeid;
    }
    throw new Error(`no privilege ${name} in the sandbox`);
  }

  /** Undefined when the role does not grant it. */
  depth(roleId: string, privilege: string): string | undefined {
    const id = this.privilegeId(privilege);
    return this.store.get("roleprivileges", roleId)?.privileges.find(({ privilegeid }) => privilegeid === id)
      ?.depth;
  }

  /** By privilege id. */
  granted(roleId: string): Map<string, string> {
    const rows = this.store.get("roleprivileges", roleId)?.privileges ?? [];
    return new Map(rows.map(({ privilegeid, depth }) => [privilegeid, depth]));
  }

  /** Sets what the role grants; undefined takes the privilege away. */
  edit(roleId: string, privilege: string, depth: Depth | undefined): void {
    const privilegeid = this.privilegeId(privilege);
    const others = (this.store.get("roleprivileges", roleId)?.privileges ?? []).filter(
      (one) => one.privilegeid !== privilegeid,
    );
    const privileges = depth === undefined ? others : [...others, { privilegeid, depth }];
    this.store.put("roleprivileges", roleId, { roleid: roleId, privileges });
    this.store.commit();
  }

  uninstall(uniqueName: string): void {
    for (const row of [...this.store.all("solutions")]) {
      if (row.uniquename === uniqueName) this.store.delete("solutions", row.solutionid);
    }
    this.store.commit();
  }
}
