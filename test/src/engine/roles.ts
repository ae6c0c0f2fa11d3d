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

  /** Deletes a role with its copies in other business units, as the role editor does. */
  remove(name: string): void {
    for (const role of [...this.store.all("roles")]) {
      if (role.name !== name) continue;
      this.store.delete("roles", role.roleid);
      this.store.delete("roleprivileges", role.roleid);
    }
    for (const user of [...this.store.all("systemusers")]) {
      const roles = user.roles.filter((id) => this.store.get("roles", id) !== undefined);
      if (roles.length < user.roles.length)
        this.store.put("systemusers", user.systemuserid, { ...user, roles });
    }
    this.store.commit();
  }

  /** Makes an unmanaged role that grants the same, as "Copy role" does; a business unit has a name once. */
  copy(roleId: string, copyId: string): void {
    const role = this.store.get("roles", roleId);
    if (role === undefined) throw new Error(`no role ${roleId} in the sandbox`);
    const privileges = this.store.get("roleprivileges", roleId)?.privileges ?? [];
    this.store.put("roleprivileges", copyId, { roleid: copyId, privileges });
    this.store.put("roles", copyId, {
      ...role,
      roleid: copyId,
      parentrootroleid: copyId,
      name: `Copy of ${role.name}`,
      ismanaged: false,
      versionnumber: this.store.nextVersion(),
    });
    this.store.commit();
  }

  uninstall(uniqueName: string): void {
    for (const row of [...this.store.all("solutions")]) {
      if (row.uniquename === uniqueName) this.store.delete("solutions", row.solutionid);
    }
    this.store.commit();
  }
}
