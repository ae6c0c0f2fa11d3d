import { expect } from "chai";
import { TestClient } from "../testing/client";

/** The requests of hashicorp/terraform-provider-azuread for a user, as its source has them, in order. */
describe("the azuread plug-in's requests", () => {
  let client: TestClient;

  before(async () => {
    client = await TestClient.start();
  });

  beforeEach(async () => {
    await client.reset();
  });

  after(async () => {
    await client.close();
  });

  // What it sends: every scalar property, unset ones as null.
  const unset = {
    ageGroup: null,
    city: null,
    companyName: null,
    consentProvidedForMinor: null,
    country: null,
    department: null,
    employeeId: null,
    employeeOrgData: { costCenter: null, division: null },
    employeeType: null,
    faxNumber: null,
    givenName: null,
    jobTitle: null,
    mail: null,
    mobilePhone: null,
    officeLocation: null,
    otherMails: [],
    passwordPolicies: null,
    postalCode: null,
    preferredLanguage: null,
    state: null,
    streetAddress: null,
    surname: null,
  };
  const written = {
    "@odata.type": "#microsoft.graph.user",
    ...unset,
    accountEnabled: true,
    displayName: "Jane Doe",
    mailNickname: "jane",
    passwordProfile: { forceChangePasswordNextSignIn: false, password: "Sandbox-1234" },
    usageLocation: "US",
    userPrincipalName: "jane@contoso.onmicrosoft.com",
  };
  const headers = { "content-type": "application/json; charset=utf-8", "odata-version": "4.0" };
  const readSelect =
    "accountEnabled,ageGroup,city,companyName,consentProvidedForMinor,country,department,employeeHireDate,employeeId,employeeOrgData,employeeType,faxNumber,mailNickname,onPremisesImmutableId,otherMails,passwordPolicies,postalCode,state,streetAddress,usageLocation";

  async function create(): Promise<string> {
    const created = await client.graph("POST", "/v1.0/users", written, headers);
    expect(created.status).to.equal(201);
    const { id } = created.body as { id: string };
    const shown = { "@odata.type": "#microsoft.graph.user", showInAddressList: true };
    expect((await client.graph("PATCH", `/beta/users/${id}`, shown, headers)).status).to.equal(204);
    return id;
  }

  it("create a user and read back what was written", async () => {
    const id = await create();
    const basic = await client.graph("GET", `/v1.0/users/${id}`, undefined, headers);
    expect(basic.status).to.equal(200);
    expect(basic.body).to.include({
      displayName: "Jane Doe",
      userPrincipalName: "jane@contoso.onmicrosoft.com",
      surname: null,
    });
    const query = new URLSearchParams({ $select: readSelect }).toString();
    const more = await client.graph("GET", `/v1.0/users/${id}?${query}`);
    expect(more.body).to.include({
      accountEnabled: true,
      mailNickname: "jane",
      usageLocation: "US",
      city: null,
    });
    expect((more.body as { otherMails: unknown }).otherMails).to.deep.equal([]);
    const listed = await client.graph("GET", `/beta/users/${id}?%24select=showInAddressList`);
    expect((listed.body as { showInAddressList: unknown }).showInAddressList).to.equal(true);
    expect((await client.graph("GET", `/v1.0/users/${id}/manager`)).status).to.equal(404);
  });

  it("see true for showInAddressList on beta when nobody has set it", async () => {
    const created = await client.graph("POST", "/v1.0/users", written);
    const { id } = created.body as { id: string };
    const { body } = await client.graph("GET", `/beta/users/${id}?%24select=showInAddressList`);
    expect((body as { showInAddressList: unknown }).showInAddressList).to.equal(true);
  });

  it("set, read, change and remove a manager", async () => {
    const id = await create();
    const megan = client.sandbox.store.userByPrincipalName("megan.bowen@contoso.onmicrosoft.com")!.id;
    const reference = { "@odata.id": `${client.sandbox.status.graph}/v1.0/directoryObjects/${megan}` };
    expect((await client.graph("PUT", `/users/${id}/manager/$ref`, reference)).status).to.equal(204);
    const manager = await client.graph("GET", `/users/${id}/manager`);
    expect(manager.body).to.include({ "@odata.type": "#microsoft.graph.user", id: megan });
    expect((await client.graph("DELETE", `/users/${id}/manager/$ref`)).status).to.equal(204);
    expect((await client.graph("GET", `/users/${id}/manager`)).status).to.equal(404);
  });

  it("update with the whole property set, nulls included, and keep the usage location", async () => {
    const id = await create();
    const update: Record<string, unknown> = { ...written, jobTitle: "Seller", usageLocation: null };
    // Only sent when the password changes.
    delete update.passwordProfile;
    expect((await client.graph("PATCH", `/v1.0/users/${id}`, update)).status).to.equal(204);
    const { body } = await client.graph("GET", `/users/${id}?$select=jobTitle,usageLocation`);
    expect(body).to.include({ jobTitle: "Seller", usageLocation: "US" });
  });

  it("delete softly: 404 for the user, still in deletedItems", async () => {
    const id = await create();
    expect((await client.graph("DELETE", `/v1.0/users/${id}`)).status).to.equal(204);
    const gone = await client.graph("GET", `/v1.0/users/${id}`);
    expect(gone.status).to.equal(404);
    const { error } = gone.body as { error: { code: string; message: string; innerError: object } };
    expect(error.code).to.equal("Request_ResourceNotFound");
    expect(error.message).to.equal(
      `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
    );
    expect(error.innerError).to.have.keys("date", "request-id", "client-request-id");
    expect((await client.graph("GET", `/directory/deletedItems/${id}`)).status).to.equal(200);
  });

  it("look a user up by sign-in name and read the data source's properties", async () => {
    const id = await create();
    const filter = new URLSearchParams({ $filter: "userPrincipalName eq 'jane@contoso.onmicrosoft.com'" });
    const found = await client.graph("GET", `/v1.0/users?${filter.toString()}`);
    const value = (found.body as { value: { id: string }[] }).value;
    expect(value.map((user) => user.id)).to.deep.equal([id]);
    const select =
      "accountEnabled,ageGroup,businessPhones,city,companyName,consentProvidedForMinor,country,creationType,department,displayName,employeeHireDate,employeeId,employeeOrgData,employeeType,externalUserState,faxNumber,givenName,id,imAddresses,jobTitle,mail,mailNickname,mobilePhone,officeLocation,onPremisesDistinguishedName,onPremisesDomainName,onPremisesImmutableId,onPremisesSamAccountName,onPremisesSecurityIdentifier,onPremisesSyncEnabled,onPremisesUserPrincipalName,otherMails,postalCode,preferredLanguage,proxyAddresses,showInAddressList,state,streetAddress,surname,usageLocation,userPrincipalName,userType";
    const whole = await client.graph("GET", `/v1.0/users/${id}?%24select=${encodeURIComponent(select)}`);
    expect(whole.status).to.equal(200);
    expect(Object.keys(whole.body as object)).to.include.members(select.split(","));
    expect(whole.body).to.include({ userType: "Member", onPremisesSyncEnabled: null });
  });
});
