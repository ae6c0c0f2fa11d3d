/** The fixed ids and names of the seeded tenant: the same on every machine, so that people can speak about them. */
export const seedIds = {
  tenantId: "b7a6a1d0-5c1e-4a3f-9d2b-3c0f5e8a1d01",
  domain: "contoso.onmicrosoft.com",
  /** The application that deploys. */
  deployment: {
    appId: "5a1e5b0c-9c1d-4f5e-8a77-2d7b6c3e9f02",
    objectId: "c9e2a3f4-1b6d-4c8e-a5f0-7e4d3b2a1c03",
    systemUserId: "d0f3b4a5-2c7e-ee11-904c-002248dad904",
  },
  environmentId: "e1c4d5b6-3d8f-4e1a-b7c2-9f6a5d4c3b05",
  /** The one that every tenant has; without Dataverse. */
  defaultEnvironmentId: "a3d2c1b0-6e5f-4d7c-9b8a-0f1e2d3c4b0a",
  organizationId: "97793ec4-ace2-ee11-9049-0022486f7406",
  rootBusinessUnitId: "1360fdcb-b6e1-ee11-904c-002248dad907",
  childBusinessUnitId: "2471fedc-c7f2-ee11-904c-002248dad908",
  /** Licences are inherited from this group. */
  licensingGroupId: "f2d5e6c7-4e90-4f2b-88d3-a07b6e5d4c09",
} as const;
