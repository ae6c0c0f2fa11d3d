/** One security role as it lies in the root business unit. */
export interface RoleFact {
  readonly name: string;
  readonly roleid: string;
  readonly roletemplateid: string | null;
  readonly ismanaged: boolean;
  readonly iscustomizable: boolean;
}

type Row = readonly [name: string, roleid: string, iscustomizable: 0 | 1, roletemplateid?: string];

// Observed: the roles of a fresh environment, from recordings in the tests of
// microsoft/terraform-provider-power-platform (commit 57ba091).
const environmentRoles: readonly Row[] = [
  ["AIB Roles", "e57bff35-58b4-4725-aee2-40fb18f4c8bd", 1],
  ["AIB SML Roles", "3f199ebd-977e-43e5-abe5-fe865a1f2904", 1],
  ["App Deployment Orchestration Role", "1bb44f6d-15a5-48aa-a2f2-8d2cb0095d2d", 0],
  ["App Opener", "979144c2-989b-41a5-a146-6b3ea4130e8c", 0],
  ["Async ingestion", "ab8b8c58-1f50-4037-8b26-7523d6145cc3", 0],
  ["Basic User", "6764fdcb-b6e1-ee11-904c-002248dad9c1", 0, "236750cd-45ae-4939-ab12-b24b920ced93"],
  ["BizQAApp", "88b87c37-1472-4798-ac48-d56509eb6e1d", 1],
  ["Bot Author", "e0d2794e-82f3-e811-a951-000d3a1bcf17", 0],
  ["Bot Contributor", "2fe4d72e-e538-ea11-a81c-000d3ac3e6d8", 0],
  ["Bot Transcript Viewer", "20902168-ee38-ea11-a81c-000d3ac3e6d8", 0],
  ["Bulk Archival Role", "8a2f35d9-e447-4285-974c-81382317ca21", 1],
  ["BusinessApplicationPlatformRole", "02123b67-66ae-4a69-8cdc-6473b94ad1a9", 0],
  ["Cards Basic Role", "bdf1780b-2867-4c3e-8957-dce785eac543", 1],
  ["Cards Role", "f9e46d0f-d53e-4d5c-b06b-24948b4606ed", 1],
  ["CCI admin", "a1801436-efd6-e811-a96e-000d3a3ab886", 0],
  ["Data Sync Framework Role", "b21a7144-299d-4c21-a116-30f60e9c159a", 1],
  ["Data Sync Service Role", "fc3e65d9-450a-4301-933b-f9bcaee20521", 1],
  ["DataLakeFolderEntityContributor", "a0537877-879d-4b70-a391-bb07b94fbba2", 0],
  ["DataLakeWorkspaceAppAccess", "edfcbfd2-358f-ea11-a81f-000d3a6eafd3", 0],
  ["DataProcessingConfigTableAppAccess", "896a28e5-678d-4fa8-ad59-c606d1aa98ce", 1],
  ["Dataverse Search Role", "a0a59a4a-b5a8-4e6f-a094-a866573c17d4", 1],
  ["Deflection Service Role", "c95980b3-97dc-4762-a037-c15fe02dae8c", 0],
  ["Delegate", "5d63fdcb-b6e1-ee11-904c-002248dad9c1", 1, "d892cc0b-28c7-4e88-bd92-72f2c366baed"],
  ["Delegated Mailbox Approver", "d19d7df9-96e3-440a-ada1-7f469d2a00d1", 1],
  ["Desktop Flow Machine Configuration Admin", "6b860c71-0e4e-ec11-b1b5-000d3a6ed5b3", 1],
  ["Desktop Flows AI Application User", "726d11d6-d9cf-4503-ade9-d6a4be7fa095", 0],
  ["Desktop Flows Machine Application User", "9f572d55-6090-493b-904a-3956bdc55343", 0],
  ["Desktop Flows Machine Owner", "313995f9-4a4a-4d4a-afd1-c892da78e13e", 1],
  ["Desktop Flows Machine User", "169ead94-a7e8-42c5-9ae8-d81205dfee77", 1],
  ["Desktop Flows Machine User Can Share", "ee18dcf2-6f83-4cd7-aa5c-1d8a88947d51", 1],
  ["Desktop Flows Module Developer", "ee7bc749-3dd6-45ac-b95d-a3031463380b", 1],
  ["Desktop Flows Runtime Application User", "ee2c8e11-6d57-4c5d-9f84-659c0db132bb", 0],
  ["EAC App Access", "2c321cf0-f096-ea11-a81a-000d3a6ecd99", 0],
  ["EAC Reader App Access", "7be5a395-6b58-4f8c-908f-97dc8810fc50", 0],
  ["Environment Maker", "d58407f2-48d5-e711-a82c-000d3a37c848", 1],
  ["Export Customizations (Solution Checker)", "4931681d-8163-e811-a965-000d3a11fe32", 1],
  ["FileStoreService App Access", "d110d819-9b72-430f-894a-94dc87e04519", 0],
  ["Flow-CDS Native Connector Role", "8be3e3ca-a304-451f-9dc1-2478d224ea0e", 1],
  ["Flow-RP Role", "f75f4034-068a-463c-ba85-0ae80ad5aecd", 0],
  ["Global Active Metrics Monitoring Alerting Custom Role", "60b66ae1-fd75-44ca-b494-10169bb07998", 0],
  ["Global Discovery Service Role", "a855e539-7253-43d3-9ee5-43ea042b7823", 0],
  ["Help Page Author", "0e72f536-3a3a-4e74-96e9-3cab5effe10c", 0],
  ["Help Page Consumer", "f3d2098f-9eb0-45b3-9c7d-96526af614c4", 0],
  ["Insights Apps Platform Role", "b8299fc3-f7a2-4655-a2d9-48ca2dec0346", 0],
  ["IntegratedSearchApp", "bd33526c-3668-4f81-9045-cb70c6156dc6", 1],
  ["Knowledge Manager", "6e3d55a3-fbe2-4664-87b7-c0678a92886a", 1, "b4b40b17-cf37-4ea8-b2c5-b580f2f48654"],
  ["Office Collaborator", "e8fb3146-7717-ec11-b1b7-000d3af68e17", 0],
  ["Omnichannel CDS Flush Role", "36491c22-df5c-4155-927c-b1d8d2848e3b", 0],
  ["Portal Application User role", "a75a6d67-1730-4298-8fc7-af7e93064fa1", 0],
  ["Power Apps Checker Service Role", "d6b2bb0d-8b41-41ba-86ee-a0c6e5954b30", 0],
  ["Power BI Embedded App Access", "8278be3d-dd12-4187-aac6-69a0543ebd85", 0],
  ["Power BI workspace admin", "53d935d6-60c8-4315-afe6-fe472cb343be", 0],
  ["Power BI workspace contributor", "065a0f7a-7805-4e51-abf7-8f13df4688a8", 0],
  ["Power BI workspace viewer", "a02e0e38-20c1-4046-becb-a5a48190fd6b", 0],
  ["Power Platform Dataflows Service Role", "f2550a3a-f9c6-4409-bf77-8d4ceadb27ab", 0],
  ["PowerAppsRPRole", "527c7b12-e5ac-4408-9f46-ecc762397544", 0],
  ["Process Mining Application", "737c8c79-7411-4eef-8f7d-e2abe7e7faec", 1],
  ["Process Mining User", "474523e6-dff7-46f1-9072-ff30802d3eb3", 1],
  ["Project Background Services App Role", "209a44f9-636e-40bb-8cb0-67a34459f39a", 0],
  ["Service Deleter", "3b305bc7-5cf5-464b-985e-d6237f6496f1", 0],
  ["Service Reader", "494d392f-d3f4-42ba-af49-30c6f41e6093", 0],
  ["Service Writer", "68f2d372-e1a5-4298-9a93-4b39757caf93", 0],
  ["Solution Checker", "e05075eb-9d74-e811-a95c-000d3a1c53e4", 0],
  ["Support User", "a163fdcb-b6e1-ee11-904c-002248dad9c1", 1, "2d101bb3-5ced-4122-83f1-94d5efde4e3b"],
  ["SupportUserCustomAPI Role", "4a434894-a4a4-48bf-b939-7b6327529e2e", 0],
  ["Synapse Link Service Access", "eaeff5e8-8e5b-ec11-b1b6-0022487b9f36", 0],
  ["Sync Permissions", "e94f2257-92be-48b3-bc66-2279e0e68675", 0],
  ["System Administrator", "1760fdcb-b6e1-ee11-904c-002248dad9c1", 1, "627090ff-40a3-4053-8790-584edc5be201"],
  ["System Customizer", "6864fdcb-b6e1-ee11-904c-002248dad9c1", 1, "119f245c-3cc8-4b62-b31c-d1a046ced15d"],
  ["Teams Chat Sync App Access", "fe46802a-88ae-4c6d-b452-7a024d8c294e", 0],
  ["Tour Author", "2d8b17d9-643c-40b1-9f7d-a6ba95063906", 0],
  ["Tour Consumer", "30db5b2f-b1c6-4892-ba03-5e532ab8534e", 0],
];

// Template ids: lists published by several authors, the same in each. Role ids are this tenant's own: a role made
// of a template has another id in every environment.
const salesRoles: readonly Row[] = [
  ["Sales Manager", "3f64fdcb-b6e1-ee11-904c-002248dad9c1", 1, "c0ed2f4f-6f92-4691-92ba-78f2931e8fba"],
  ["Salesperson", "4a64fdcb-b6e1-ee11-904c-002248dad9c1", 1, "a4be89ff-7c35-4d69-9900-999c3f603e6f"],
  ["VP of Sales", "5564fdcb-b6e1-ee11-904c-002248dad9c1", 1, "29123793-6ae5-4955-9f1a-f10ceb9705f1"],
];

// The first three ids are fixed in Business Central's own code (codeunit 5330 "CRM Integration Management", codeunit
// 7201 "CDS Integration Impl."). No public source gives the id of the last: assumed.
const businessCentralRoles: readonly Row[] = [
  ["Dynamics 365 Business Central Integration Administrator", "8c8d4f51-a72b-e511-80d9-3863bb349780", 1],
  ["Dynamics 365 Business Central Integration User", "6f960e32-a72b-e511-80d9-3863bb349780", 1],
  ["Business Central Dataverse Integration", "a2b18661-9ff5-e911-a812-000d3a0b9028", 1],
  ["Dynamics 365 Business Central Product Availability User", "5d4f7c1e-a82b-e511-80d9-3863bb349780", 1],
];

/** All roles of the seeded environment. All were managed in the recording: they come with solutions. */
export const roleFacts: readonly RoleFact[] = [
  ...environmentRoles,
  ...salesRoles,
  ...businessCentralRoles,
].map(([name, roleid, iscustomizable, roletemplateid]) => ({
  name,
  roleid,
  roletemplateid: roletemplateid ?? null,
  ismanaged: true,
  iscustomizable: iscustomizable === 1,
}));
