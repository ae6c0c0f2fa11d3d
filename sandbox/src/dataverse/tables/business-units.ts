import type { BusinessUnit } from "../../state/model";
import { businessUnitLookup, column, derivedGuid, nulls, organizationId, seededOn } from "./column-helpers";
import { systemUsers } from "./system-users";
import { defineTable, type Table } from "./table";

function ownColumn(name: string, initial: unknown = null) {
  return column<BusinessUnit>((unit) => unit.columns?.[name] ?? initial);
}

/** Names and values of the columns: the recorded answer (see system-user-columns.ts). */
export const businessUnits: Table = defineTable<BusinessUnit>({
  logicalName: "businessunit",
  entitySet: "businessunits",
  key: "businessunitid",
  complete: true,
  columns: {
    businessunitid: column<BusinessUnit>((unit) => unit.businessunitid),
    name: column<BusinessUnit>((unit) => unit.name),
    _parentbusinessunitid_value: column<BusinessUnit>((unit) => unit.parentbusinessunitid),
    isdisabled: column<BusinessUnit>((unit) => unit.isdisabled),
    versionnumber: column<BusinessUnit>((unit) => unit.versionnumber),
    _organizationid_value: organizationId,
    address1_addressid: column<BusinessUnit>((unit) => derivedGuid("address1", unit.businessunitid)),
    address2_addressid: column<BusinessUnit>((unit) => derivedGuid("address2", unit.businessunitid)),
    inheritancemask: 1023,
    costcenter: null,
    createdon: ownColumn("createdon", seededOn),
    modifiedon: ownColumn("modifiedon", seededOn),
    description: ownColumn("description"),
    divisionname: ownColumn("divisionname"),
    emailaddress: ownColumn("emailaddress"),
    ...nulls(`
      _calendarid_value _createdby_value _createdonbehalfby_value _modifiedby_value
      _modifiedonbehalfby_value _transactioncurrencyid_value address1_addresstypecode address1_city
      address1_country address1_county address1_fax address1_latitude address1_line1 address1_line2
      address1_line3 address1_longitude address1_name address1_postalcode address1_postofficebox
      address1_shippingmethodcode address1_stateorprovince address1_telephone1 address1_telephone2
      address1_telephone3 address1_upszone address1_utcoffset address2_addresstypecode address2_city
      address2_country address2_county address2_fax address2_latitude address2_line1 address2_line2
      address2_line3 address2_longitude address2_name address2_postalcode address2_postofficebox
      address2_shippingmethodcode address2_stateorprovince address2_telephone1 address2_telephone2
      address2_telephone3 address2_upszone address2_utcoffset creditlimit disabledreason exchangerate fileasname ftpsiteurl importsequencenumber
      overriddencreatedon picture stockexchange tickersymbol utcoffset websiteurl workflowsuspended
    `),
  },
  lookups: {
    _parentbusinessunitid_value: { ...businessUnitLookup, navigation: "parentbusinessunitid" },
  },
  navigations: {
    parentbusinessunitid: {
      collection: false,
      target: () => businessUnits,
      ids: ({ parentbusinessunitid }) => (parentbusinessunitid === null ? [] : [parentbusinessunitid]),
    },
    business_unit_system_users: {
      collection: true,
      target: () => systemUsers,
      ids: function* (unit, { store }) {
        for (const user of store.all("systemusers")) {
          if (user.businessunitid === unit.businessunitid) yield user.systemuserid;
        }
      },
    },
  },
  idOf: (unit) => unit.businessunitid,
  versionOf: (unit) => unit.versionnumber,
  rows: ({ store }) => store.all("businessunits"),
  find: (id, { store }) => store.get("businessunits", id),
});
