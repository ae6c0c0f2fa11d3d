/**
 * For the sandbox's own tests: the keys of answers of the real services, without annotations. From recordings in
 * the tests of microsoft/terraform-provider-power-platform (commit 57ba091).
 */
export const recordedKeys = {
  systemuser: words(`
  _businessunitid_value _calendarid_value _createdby_value _createdonbehalfby_value
  _defaultmailbox_value _mobileofflineprofileid_value _modifiedby_value _modifiedonbehalfby_value
  _parentsystemuserid_value _positionid_value _queueid_value _territoryid_value
  _transactioncurrencyid_value accessmode address1_addressid address1_addresstypecode address1_city
  address1_composite address1_country address1_county address1_fax address1_latitude address1_line1
  address1_line2 address1_line3 address1_longitude address1_name address1_postalcode
  address1_postofficebox address1_shippingmethodcode address1_stateorprovince address1_telephone1
  address1_telephone2 address1_telephone3 address1_upszone address1_utcoffset address2_addressid
  address2_addresstypecode address2_city address2_composite address2_country address2_county
  address2_fax address2_latitude address2_line1 address2_line2 address2_line3 address2_longitude
  address2_name address2_postalcode address2_postofficebox address2_shippingmethodcode
  address2_stateorprovince address2_telephone1 address2_telephone2 address2_telephone3 address2_upszone
  address2_utcoffset applicationid applicationiduri azureactivedirectoryobjectid azuredeletedon
  azurestate caltype createdon defaultfilterspopulated defaultodbfoldername deletedstate disabledreason
  displayinserviceviews domainname emailrouteraccessapproval employeeid entityimage
  entityimage_timestamp entityimage_url entityimageid exchangerate firstname fullname governmentid
  homephone identityid importsequencenumber incomingemaildeliverymethod internalemailaddress
  invitestatuscode isdisabled isemailaddressapprovedbyo365admin isintegrationuser islicensed
  issyncwithdirectory jobtitle lastname middlename mobilealertemail mobilephone modifiedon nickname
  organizationid outgoingemaildeliverymethod overriddencreatedon ownerid passporthi passportlo
  personalemailaddress photourl preferredaddresscode preferredemailcode preferredphonecode processid
  salutation setupuser sharepointemailaddress skills stageid systemuserid timezoneruleversionnumber
  title traversedpath userlicensetype userpuid utcconversiontimezonecode versionnumber windowsliveid
  yammeremailaddress yammeruserid yomifirstname yomifullname yomilastname yomimiddlename
  `),
  businessunit: words(`
  _calendarid_value _createdby_value _createdonbehalfby_value _modifiedby_value
  _modifiedonbehalfby_value _organizationid_value _parentbusinessunitid_value
  _transactioncurrencyid_value address1_addressid address1_addresstypecode address1_city
  address1_country address1_county address1_fax address1_latitude address1_line1 address1_line2
  address1_line3 address1_longitude address1_name address1_postalcode address1_postofficebox
  address1_shippingmethodcode address1_stateorprovince address1_telephone1 address1_telephone2
  address1_telephone3 address1_upszone address1_utcoffset address2_addressid address2_addresstypecode
  address2_city address2_country address2_county address2_fax address2_latitude address2_line1
  address2_line2 address2_line3 address2_longitude address2_name address2_postalcode
  address2_postofficebox address2_shippingmethodcode address2_stateorprovince address2_telephone1
  address2_telephone2 address2_telephone3 address2_upszone address2_utcoffset businessunitid costcenter
  createdon creditlimit description disabledreason divisionname emailaddress exchangerate fileasname
  ftpsiteurl importsequencenumber inheritancemask isdisabled modifiedon name overriddencreatedon picture
  stockexchange tickersymbol utcoffset versionnumber websiteurl workflowsuspended
  `),
  role: words(`
  _businessunitid_value _createdby_value _createdonbehalfby_value _modifiedby_value
  _modifiedonbehalfby_value _parentroleid_value _parentrootroleid_value _roletemplateid_value
  canbedeleted componentstate createdon importsequencenumber iscustomizable isinherited ismanaged
  modifiedon name organizationid overriddencreatedon overwritetime roleid roleidunique solutionid
  versionnumber
  `),
  environment: words(`
  id location name properties type
  `),
  environmentProperties: words(`
  addons azureRegion billingPolicy capacity clientUris cluster connectedGroups createdBy createdTime
  creationType databaseType displayName environmentSku governanceConfiguration isDefault
  lastModifiedTime lifecycleOperationsEnforcement linkedEnvironmentMetadata notificationMetadata
  protectionStatus provisioningState retentionDetails retentionPeriod runtimeEndpoints states tenantId
  trialScenarioType updateCadence
  `),
  linkedEnvironmentMetadata: words(`
  backgroundOperationsState baseLanguage createdTime domainName friendlyName instanceApiUrl
  instanceState instanceUrl platformSku resourceId scaleGroup schemaType uniqueName version
  `),
} as const;

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
