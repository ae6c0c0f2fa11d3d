/** What every new role can do (Dataverse Web API sample: functions and actions, section 8, prints them). */
export const newRolePrivileges: readonly string[] = [
  "prvReadSharePointData",
  "prvReadSdkMessage",
  "prvWriteSharePointData",
  "prvReadSdkMessageProcessingStepImage",
  "prvReadSdkMessageProcessingStep",
  "prvReadPluginAssembly",
  "prvCreateSharePointData",
  "prvReadPluginType",
  "prvReadSharePointDocument",
];
