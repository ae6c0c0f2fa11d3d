/** Where entries of the Web API's catalogue of errors are written down. */
export const errorCodes =
  "learn.microsoft.com, Dataverse Web service error codes (developer/data-platform/reference/web-service-error-codes)";
export const statusCodes = "learn.microsoft.com, Dataverse: Compose HTTP requests and handle errors";
export const conditional = "learn.microsoft.com, Dataverse: Perform conditional operations using the Web API";
export const batchPage = "learn.microsoft.com, Dataverse: Execute batch operations using the Web API";
export const joinTables = "learn.microsoft.com, Dataverse: Join tables using OData";
export const measured = "answers of live organizations, as quoted by authors of Dataverse clients";
