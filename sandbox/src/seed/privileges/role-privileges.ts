import { newRolePrivileges } from "../../rules/new-role";
import { rightOf, type Right } from "../../rules/rights";
import type { Privilege, PrivilegeDepth, RolePrivileges } from "../../state/model";
import { roleFacts } from "../role-facts";
import { grantsByRole, type Grant } from "./grants";

const letters: Readonly<Record<string, Right>> = {
  C: "Create",
  R: "Read",
  W: "Write",
  D: "Delete",
  A: "Append",
  AT: "AppendTo",
  As: "Assign",
  Sh: "Share",
};

/** What each seeded role grants. Throws for a grant of a privilege that is not in `privileges`. */
export function seedRolePrivileges(privileges: readonly Privilege[]): RolePrivileges[] {
  return roleFacts
    .filter(({ name }) => name !== "System Administrator")
    .map(({ name, roleid }) => {
      const depths = new Map<string, PrivilegeDepth>();
      for (const grant of grantsByRole.get(name) ?? newRolePrivileges) {
        for (const [id, depth] of granted(grant, privileges)) depths.set(id, depth);
      }
      return { roleid, privileges: [...depths].map(([privilegeid, depth]) => ({ privilegeid, depth })) };
    });
}

function granted(grant: Grant, privileges: readonly Privilege[]): [id: string, depth: PrivilegeDepth][] {
  if (typeof grant === "string") {
    return [
      [
        idOf(
          privileges.find(({ name }) => name === grant),
          grant,
        ),
        "Global",
      ],
    ];
  }
  const [table, rights, depth = "Global"] = grant;
  return rights.split(" ").map((letter) => {
    const found = privileges.find(
      (privilege) => privilege.table === table && rightOf(privilege.accessright) === letters[letter],
    );
    return [idOf(found, `${letter} on ${table}`), depth];
  });
}

function idOf(privilege: Privilege | undefined, what: string): string {
  if (privilege === undefined) throw new Error(`The seed has no privilege "${what}".`);
  return privilege.privilegeid;
}
