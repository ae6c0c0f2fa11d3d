import { expect } from "chai";
import { TestClient, type TestAnswer } from "../testing/client";

/** Go's `url.Values.Encode`: names sorted, everything but letters, digits and `-_.~` escaped, blanks as `+`. */
function goQuery(values: Record<string, string>): string {
  const escape = (text: string): string =>
    encodeURIComponent(text)
      .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
      .replaceAll("%20", "+");
  return Object.keys(values)
    .sort()
    .map((name) => `${escape(name)}=${escape(values[name]!)}`)
    .join("&");
}

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

  // go-azure-sdk sends these with every request, the content type also with GET.
  const headers = {
    accept: "application/json; charset=utf-8; IEEE754Compatible=false",
    "content-type": "application/json; charset=utf-8",
    "odata-version": "4.0",
    "odata-maxversion": "4.0",
    "user-agent":
      "HashiCorp Terraform/1.11.4 (+https://www.terraform.io) terraform-provider-azuread/3.0 HashiCorp/go-azure-sdk",
  };

  /** Sends as the plug-in does, and checks what it checks of every answer: JSON, or no body at all. */
  async function send(
    method: string,
    path: string,
    { query = {}, body }: { query?: Record<string, string>; body?: unknown } = {},
  ): Promise<TestAnswer> {
    const target = Object.keys(query).length === 0 ? path : `${path}?${goQuery(query)}`;
    const answer = await client.graph(method, target, body, headers);
    if (answer.body !== undefined) expect(answer.headers["content-type"]).to.match(/^application\/json/);
    return answer;
  }

  // What it sends: every scalar property, unset ones as null.
  const written = {
    "@odata.type": "#microsoft.graph.user",
    accountEnabled: true,
    ageGroup: null,
    city: null,
    companyName: null,
    consentProvidedForMinor: null,
    country: null,
    department: null,
    displayName: "Jane O'Doe",
    employeeId: null,
    employeeOrgData: { costCenter: null, division: null },
    employeeType: null,
    faxNumber: null,
    givenName: null,
    jobTitle: null,
    mail: null,
    mailNickname: "jane",
    mobilePhone: null,
    officeLocation: null,
    otherMails: [],
    passwordPolicies: null,
    passwordProfile: { forceChangePasswordNextSignIn: false, password: "Sandbox-1234" },
    postalCode: null,
    preferredLanguage: null,
    state: null,
    streetAddress: null,
    surname: null,
    usageLocation: "US",
    userPrincipalName: "jane@contoso.onmicrosoft.com",
  };
  const readSelect =
    "accountEnabled,ageGroup,city,companyName,consentProvidedForMinor,country,department,employeeHireDate,employeeId,employeeOrgData,employeeType,faxNumber,mailNickname,onPremisesImmutableId,otherMails,passwordPolicies,postalCode,state,streetAddress,usageLocation";
  const lookUpSelect =
    "accountEnabled,ageGroup,businessPhones,city,companyName,consentProvidedForMinor,country,creationType,department,displayName,employeeHireDate,employeeId,employeeOrgData,employeeType,externalUserState,faxNumber,givenName,id,imAddresses,jobTitle,mail,mailNickname,mobilePhone,officeLocation,onPremisesDistinguishedName,onPremisesDomainName,onPremisesImmutableId,onPremisesSamAccountName,onPremisesSecurityIdentifier,onPremisesSyncEnabled,onPremisesUserPrincipalName,otherMails,postalCode,preferredLanguage,proxyAddresses,showInAddressList,state,streetAddress,surname,usageLocation,userPrincipalName,userType";
  const inAddressList = { "@odata.type": "#microsoft.graph.user", showInAddressList: true };

  function reference(id: string): object {
    return { "@odata.id": `${client.sandbox.status.graph}/v1.0/directoryObjects/${id}` };
  }

  function idOf(name: string): string {
    return client.sandbox.store.userByPrincipalName(`${name}@contoso.onmicrosoft.com`)!.id;
  }

  async function create(changes: object = {}): Promise<string> {
    const created = await send("POST", "/v1.0/users", { body: { ...written, ...changes } });
    expect(created.status).to.equal(201);
    const { id } = created.body as { id: string };
    expect((await send("PATCH", `/beta/users/${id}`, { body: inAddressList })).status).to.equal(204);
    // It waits for five successes in a row.
    for (let times = 0; times < 5; times += 1) {
      expect((await send("GET", `/v1.0/users/${id}`)).status).to.equal(200);
    }
    return id;
  }

  /** The four reads of each refresh, merged as the plug-in does. */
  async function read(id: string): Promise<Record<string, unknown> & { manager: unknown }> {
    const basic = await send("GET", `/v1.0/users/${id}`);
    const more = await send("GET", `/v1.0/users/${id}`, { query: { $select: readSelect } });
    const beta = await send("GET", `/beta/users/${id}`, { query: { $select: "showInAddressList" } });
    for (const { status } of [basic, more, beta]) expect(status).to.equal(200);
    const manager = await send("GET", `/v1.0/users/${id}/manager`);
    // Any other status is an error to it.
    expect(manager.status).to.be.oneOf([200, 404]);
    return {
      ...(basic.body as object),
      ...(more.body as object),
      ...(beta.body as object),
      manager: manager.status === 200 ? manager.body : undefined,
    };
  }

  it("create a user and read back what was written", async () => {
    const id = await create();
    const state = await read(id);
    const { passwordProfile, employeeOrgData, otherMails, ...scalars } = written;
    const { "@odata.type": type, ...values } = scalars;
    expect(type).to.equal("#microsoft.graph.user");
    expect(passwordProfile.password).to.equal("Sandbox-1234");
    expect(state).to.deep.include({ ...values, employeeOrgData, otherMails, showInAddressList: true });
    expect(state.manager).to.equal(undefined);
  });

  it("see true for showInAddressList on beta when nobody has set it", async () => {
    const created = await send("POST", "/v1.0/users", { body: written });
    const { id } = created.body as { id: string };
    const { body } = await send("GET", `/beta/users/${id}`, { query: { $select: "showInAddressList" } });
    expect((body as { showInAddressList: unknown }).showInAddressList).to.equal(true);
  });

  it("cannot write showInAddressList on v1.0, which is why they write it on beta", async () => {
    const id = await create();
    expect((await send("PATCH", `/v1.0/users/${id}`, { body: inAddressList })).status).to.equal(400);
  });

  it("set, read, change and remove a manager", async () => {
    const id = await create();
    for (const name of ["megan.bowen", "alex.wilber"]) {
      const body = reference(idOf(name));
      expect((await send("PUT", `/v1.0/users/${id}/manager/$ref`, { body })).status).to.equal(204);
      expect((await read(id)).manager).to.include({
        "@odata.type": "#microsoft.graph.user",
        id: idOf(name),
      });
    }
    expect((await send("DELETE", `/v1.0/users/${id}/manager/$ref`)).status).to.equal(204);
    expect((await read(id)).manager).to.equal(undefined);
  });

  it("update with the whole property set, nulls included, and keep the usage location", async () => {
    const id = await create({ city: "Seattle", employeeOrgData: { costCenter: "17", division: null } });
    const update: Record<string, unknown> = { ...written, jobTitle: "Seller", usageLocation: null };
    // Only sent when the password changes.
    delete update.passwordProfile;
    expect((await send("PATCH", `/v1.0/users/${id}`, { body: update })).status).to.equal(204);
    expect(await read(id)).to.deep.include({
      jobTitle: "Seller",
      usageLocation: "US",
      city: null,
      employeeOrgData: { costCenter: null, division: null },
    });
  });

  it("hide a user from the address list", async () => {
    const id = await create();
    const body = { ...inAddressList, showInAddressList: false };
    expect((await send("PATCH", `/beta/users/${id}`, { body })).status).to.equal(204);
    expect(await read(id)).to.include({ showInAddressList: false });
  });

  it("delete softly: 404 for the user, still in deletedItems", async () => {
    const id = await create();
    expect((await send("DELETE", `/v1.0/users/${id}`)).status).to.equal(204);
    for (let times = 0; times < 5; times += 1) {
      const gone = await send("GET", `/v1.0/users/${id}`);
      expect(gone.status).to.equal(404);
      const { error } = gone.body as { error: { code: string; message: string; innerError: object } };
      expect(error.code).to.equal("Request_ResourceNotFound");
      expect(error.message).to.equal(
        `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
      );
      expect(error.innerError).to.have.keys("date", "request-id", "client-request-id");
    }
    expect((await client.graph("GET", `/directory/deletedItems/${id}`)).status).to.equal(200);
  });

  it("look a user up by any of its names, quotes doubled, and read the data source's properties", async () => {
    const id = await create({ employeeId: "o'17", mail: "jane@fabrikam.com" });
    const filters = [
      "userPrincipalName eq 'jane@contoso.onmicrosoft.com'",
      "mail eq 'jane@fabrikam.com'",
      "mailNickname eq 'jane'",
      "employeeId eq 'o''17'",
    ];
    for (const $filter of filters) {
      const found = await send("GET", "/v1.0/users", { query: { $filter } });
      const { value } = found.body as { value: { id: string }[] };
      expect(
        value.map((user) => user.id),
        $filter,
      ).to.deep.equal([id]);
    }
    const whole = await send("GET", `/v1.0/users/${id}`, { query: { $select: lookUpSelect } });
    expect(whole.status).to.equal(200);
    expect(Object.keys(whole.body as object)).to.include.members(lookUpSelect.split(","));
    expect(whole.body).to.include({ userType: "Member", onPremisesSyncEnabled: null });
    expect((await send("GET", `/v1.0/users/${id}/manager`)).status).to.equal(404);
  });

  it("write queries as Go does, and are understood", () => {
    expect(goQuery({ $filter: "userPrincipalName eq 'jane@contoso.com'", $select: "a,b" })).to.equal(
      "%24filter=userPrincipalName+eq+%27jane%40contoso.com%27&%24select=a%2Cb",
    );
  });
});
