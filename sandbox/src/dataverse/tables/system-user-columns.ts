import { nulls, seededOn } from "./column-helpers";

/**
 * The columns of `systemuser` that the sandbox has no rule for, with the value that a row has as long as nobody has
 * set another. Names and values: an answer recorded in the tests of
 * microsoft/terraform-provider-power-platform (commit 57ba091).
 */
export const plainSystemUserColumns: Readonly<Record<string, unknown>> = {
  ...nulls(`
    _createdby_value _createdonbehalfby_value _mobileofflineprofileid_value _modifiedby_value
    _modifiedonbehalfby_value _parentsystemuserid_value _positionid_value _territoryid_value
    _transactioncurrencyid_value address1_city address1_composite address1_country address1_county
    address1_fax address1_latitude address1_line1 address1_line2 address1_line3 address1_longitude
    address1_name address1_postalcode address1_postofficebox address1_stateorprovince
    address1_telephone1 address1_telephone2 address1_telephone3 address1_upszone address1_utcoffset
    address2_city address2_composite address2_country address2_county address2_fax address2_latitude
    address2_line1 address2_line2 address2_line3 address2_longitude address2_name address2_postalcode
    address2_postofficebox address2_stateorprovince address2_telephone1 address2_telephone2
    address2_telephone3 address2_upszone address2_utcoffset applicationiduri azuredeletedon
    disabledreason employeeid entityimage entityimage_timestamp entityimage_url entityimageid
    exchangerate governmentid homephone importsequencenumber jobtitle middlename mobilealertemail
    mobilephone nickname overriddencreatedon passporthi passportlo personalemailaddress photourl
    processid salutation sharepointemailaddress skills stageid timezoneruleversionnumber title
    traversedpath userpuid utcconversiontimezonecode yammeremailaddress yammeruserid yomifirstname
    yomilastname yomimiddlename
  `),
  address1_addresstypecode: 1,
  address1_shippingmethodcode: 1,
  address2_addresstypecode: 1,
  address2_shippingmethodcode: 1,
  caltype: 7,
  createdon: seededOn,
  defaultfilterspopulated: false,
  defaultodbfoldername: "Dynamics365",
  displayinserviceviews: false,
  emailrouteraccessapproval: 2,
  incomingemaildeliverymethod: 2,
  invitestatuscode: 0,
  isemailaddressapprovedbyo365admin: false,
  isintegrationuser: false,
  modifiedon: seededOn,
  outgoingemaildeliverymethod: 2,
  preferredaddresscode: 1,
  preferredemailcode: 1,
  preferredphonecode: 1,
  setupuser: false,
};
