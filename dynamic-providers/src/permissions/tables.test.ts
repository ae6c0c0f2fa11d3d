import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "csv-parse/sync";
import type { Depth } from "./depths";
import { requirementsOf } from "./requirement";
import { rightLabel } from "./rights";
import {
  MINIMUM_PERMISSIONS,
  MINIMUM_ROLE_LABELS,
  MINIMUM_ROLES,
  type MinimumRole,
  type Rights,
} from "./tables";
import { PRODUCT_VERSIONS, type ProductVersion } from "./versions";

/** The rows of the article's tables as it spells them. */
const ARTICLE = parse(readFileSync(join(__dirname, "../../fixtures/article-permissions.csv")), {
  columns: true,
}) as readonly Readonly<Record<string, string>>[];

/** The article's slips, and where today's role editor writes a row otherwise. */
const TODAY: Readonly<Record<string, string>> = {
  "Model Driven App": "Model-driven App",
  "Plugin Assembly": "Plug-in Assembly",
  "Plugin Type": "Plug-in Type",
  "SDK Message Proessing Step": "SDK Message Processing Step",
  "SDK Message Proessing Step Image": "SDK Message Processing Step Image",
  "System From": "System Form",
  "User Entity UI": "User Entity UI Settings",
  "Business Central Account Statistics": "Dynamics 365 Business Central Account Statistics",
  "Business Central Connection": "Dynamics 365 Business Central Connection",
};

const LEVELS: Readonly<Record<string, Depth>> = { Global: "Global", User: "Basic" };

/** Distinct privileges, counted by hand in the article, in the order of its columns. */
const COUNTS: Readonly<Record<MinimumRole, readonly [rows: number, ...privileges: number[]]>> = {
  "integration-administrator": [11, 10, 10, 14],
  "integration-user": [30, 59, 66, 78],
  "product-availability-user": [2, 5, 5, 5],
};

/** `Delete Append` of one row lacks its comma. */
function rightsIn(cell: string): string[] {
  return cell
    .replace("Delete Append", "Delete, Append")
    .split(",")
    .map((right) => right.trim())
    .filter((right) => right !== "");
}

function labels(rights: Rights | undefined): string[] {
  return rights === "yes" ? ["Yes"] : (rights ?? []).map(rightLabel);
}

describe("the tables of minimum permissions", () => {
  for (const role of MINIMUM_ROLES) {
    describe(`for the ${MINIMUM_ROLE_LABELS[role]}`, () => {
      const article = ARTICLE.filter(({ section }) => section === MINIMUM_ROLE_LABELS[role]);
      const rows = MINIMUM_PERMISSIONS[role];

      it("have the article's rows in the article's order", () => {
        const named = article.map(({ tab, row = "", level = "" }) => [tab, TODAY[row] ?? row, LEVELS[level]]);
        expect(rows.map(({ tab, name, depth }) => [tab, name, depth])).to.deep.equal(named);
      });

      for (const [column, version] of PRODUCT_VERSIONS.entries()) {
        it(`ask for the article's rights in ${version}`, () => {
          const asked = article.map((line) => rightsIn(line[version] ?? ""));
          expect(rows.map(({ rights }) => labels(rights[column]))).to.deep.equal(asked);
        });
      }

      it("have as many rows and distinct privileges as counted in the article", () => {
        const distinct = (version: ProductVersion) =>
          new Set(requirementsOf(role, version).map(({ privilege }) => privilege)).size;
        expect([rows.length, ...PRODUCT_VERSIONS.map(distinct)]).to.deep.equal(COUNTS[role]);
      });
    });
  }

  it("name a table once in each role, and give it one name of privileges everywhere", () => {
    const segments = new Map<string, string>();
    for (const role of MINIMUM_ROLES) {
      const tables = MINIMUM_PERMISSIONS[role].map(({ table }) => table);
      expect(new Set(tables).size).to.equal(tables.length);
      for (const { table = "", privilege } of MINIMUM_PERMISSIONS[role]) {
        expect(segments.get(table) ?? privilege).to.equal(privilege);
        segments.set(table, privilege);
      }
    }
  });

  it("name privileges where the table's name alone would mislead", () => {
    const names = requirementsOf("integration-user", "bc-2019-04").map(({ privilege }) => privilege);
    expect(names).to.include.members(["prvReadOrder", "prvCreateNote", "prvAppendToUser", "prvReadIncident"]);
  });
});
