import type { Sku } from "../state/model";

// Ids of SKUs and of the plans of the two Sales products: Microsoft's licensing service plan reference, in the copy
// of KelvinTegelaar/CIPP-API (Config/ConversionTable.csv, 2026-08-08). Plans of the other two: assumed.
export const seedSkus: readonly Sku[] = [
  {
    skuId: "1e1a282c-9c54-43a2-9310-98ef728faace",
    skuPartNumber: "DYN365_ENTERPRISE_SALES",
    enabled: 25,
    servicePlans: [
      { servicePlanId: "2da8e897-7791-486b-b08f-cc63c8129df7", servicePlanName: "DYN365_ENTERPRISE_SALES" },
      {
        servicePlanId: "1259157c-8581-4875-bca7-2ffb18c51bda",
        servicePlanName: "PROJECT_ESSENTIALS",
        dataverse: false,
      },
      {
        servicePlanId: "e95bec33-7c88-4a70-8e19-b10bd9d0c014",
        servicePlanName: "SHAREPOINTWAC",
        dataverse: false,
      },
    ],
    dataverse: true,
  },
  {
    skuId: "be9f9771-1c64-4618-9907-244325141096",
    skuPartNumber: "D365_SALES_PRO",
    enabled: 10,
    servicePlans: [
      { servicePlanId: "88d83950-ff78-4e85-aa66-abfc787f8090", servicePlanName: "DYN365_SALES_PRO" },
    ],
    dataverse: true,
  },
  {
    skuId: "2880026b-2b0c-4251-8656-5d41ff11e3aa",
    skuPartNumber: "DYN365_BUSCENTRAL_ESSENTIAL",
    enabled: 10,
    servicePlans: [
      {
        servicePlanId: "920656a2-7dd8-4c83-97b6-a356414dbd36",
        servicePlanName: "DYN365_FINANCIALS_BUSINESS",
      },
    ],
    dataverse: false,
  },
  {
    skuId: "b30411f5-fea1-4a59-9ad9-3db7c7ead579",
    skuPartNumber: "POWERAPPS_PER_USER",
    enabled: 5,
    servicePlans: [
      { servicePlanId: "ea2cf03b-ac60-46ae-9c1d-eeaeb63cec86", servicePlanName: "POWERAPPS_PER_USER" },
    ],
    dataverse: true,
  },
];
