import { codeOf, messageOf, needed, objectOf, rowsOf, textOf } from "../answers";
import { NotSettled } from "../not-settled";
import type { Answer } from "./https-client";
import { removeAccount, succeeded } from "./remove-account";
import type { Application, Target } from "./target";

/** An Entra account that parity has made. */
export interface Account {
  readonly id: string;
  readonly signInName: string;
}

/** An account with a row in the environment. */
export interface Member extends Account {
  readonly systemUserId: string;
  readonly businessUnitId: string;
}

/** Makes the accounts that contracts need; each is registered for clean-up before it is made. */
export class People {
  readonly #target: Target;
  #member: Promise<Member> | undefined;
  #applicationUser: Promise<string> | undefined;
  #skuId: Promise<string> | undefined;

  constructor(target: Target) {
    this.#target = target;
  }

  /** Sign-in name of somebody who does not exist yet. */
  signInName(label: string): string {
    return `${this.#target.prefix}${label}@${this.#target.settings.domain}`;
  }

  /** The body that makes an account, with what a licence needs besides. */
  newAccount(label: string): Record<string, unknown> {
    return {
      accountEnabled: true,
      displayName: `${this.#target.prefix}${label}`,
      givenName: this.#target.prefix,
      surname: label,
      mailNickname: `${this.#target.prefix}${label}`,
      userPrincipalName: this.signInName(label),
      usageLocation: "US",
      passwordProfile: { forceChangePasswordNextSignIn: false, password: password() },
    };
  }

  /** Sends the creation of an account that will be removed, whatever comes of it. */
  async create(
    label: string,
    changes: Readonly<Record<string, unknown>> = {},
    cleanUp = this.#target.cleanUp,
  ): Promise<Answer> {
    const signInName = this.signInName(label);
    cleanUp.add(`account ${signInName}`, () => removeAccount(this.#target, signInName));
    return this.#target.graph("POST", "/v1.0/users", { ...this.newAccount(label), ...changes });
  }

  /** A new account, without licence. */
  async account(label: string, cleanUp = this.#target.cleanUp): Promise<Account> {
    const created = needed("creating an account", await this.create(label, {}, cleanUp));
    const id = textOf(objectOf(created.body), "id");
    // Replicas of the directory follow within seconds.
    await this.#target.eventually("the new account can be read", async () => {
      const { status } = await this.#target.graph("GET", `/v1.0/users/${id}?$select=id`);
      return status === 200 ? true : undefined;
    });
    return { id, signInName: this.signInName(label) };
  }

  /** A new account with the licence, in the environment. */
  async newMember(label: string, cleanUp = this.#target.cleanUp): Promise<Member> {
    const account = await this.account(label, cleanUp);
    await this.license(account);
    const systemUserId = await this.addToEnvironment(account);
    const row = needed("reading the new row", await this.row(systemUserId, "_businessunitid_value"));
    return { ...account, systemUserId, businessUnitId: textOf(objectOf(row.body), "_businessunitid_value") };
  }

  /** One for all contracts, made when it is needed first. Whoever changes it changes it back. */
  async member(): Promise<Member> {
    this.#member ??= this.newMember("member", this.#target.sharedCleanUp);
    return this.#member;
  }

  async license({ id }: Account): Promise<void> {
    const skuId = await this.skuId();
    const body = { addLicenses: [{ skuId, disabledPlans: [] }], removeLicenses: [] };
    needed(
      "assigning the licence",
      await this.#target.graph("POST", `/v1.0/users/${id}/assignLicense`, body),
    );
  }

  async skuId(): Promise<string> {
    this.#skuId ??= this.#findSku();
    return this.#skuId;
  }

  async #findSku(): Promise<string> {
    const { sku } = this.#target.settings;
    const answer = needed("reading the SKUs", await this.#target.graph("GET", "/v1.0/subscribedSkus"));
    const found = rowsOf(answer).find(({ skuPartNumber }) => skuPartNumber === sku);
    if (found === undefined) throw new NotSettled(`The tenant has no SKU ${sku}.`);
    return textOf(found, "skuId");
  }

  /** Returns the system user id once the row can be seen. */
  async addToEnvironment({ id }: Account): Promise<string> {
    await this.#target.eventually("addUser takes the new licence", async () => {
      const answer = await this.addUser(id);
      if (answer.status < 400) return true;
      if (/userNotLicensed/i.test(JSON.stringify(answer.body))) return undefined;
      throw new NotSettled(`addUser: ${codeOf(answer)} ${messageOf(answer)}`);
    });
    return this.#target.eventually("the row appears in the environment", async () => {
      const row = await this.find(id);
      return row === undefined ? undefined : textOf(row, "systemuserid");
    });
  }

  async addUser(objectId: string): Promise<Answer> {
    const path = `/${this.#target.settings.environmentId}/addUser?api-version=2023-06-01`;
    return this.#target.powerPlatform("POST", path, { objectId });
  }

  /** An application user in the root business unit; its system user id. It is removed like everything else. */
  async applicationUser(application: Application): Promise<string> {
    this.#applicationUser ??= this.#makeApplicationUser(application);
    return this.#applicationUser;
  }

  async #makeApplicationUser(application: Application): Promise<string> {
    const filter = encodeURIComponent(`applicationid eq ${application.clientId}`);
    const path = `systemusers?$filter=${filter}&$select=systemuserid`;
    const find = async (): Promise<string> =>
      textOf(rowsOf(await this.#target.dataverse("GET", path))[0], "systemuserid");
    if ((await find()) !== "") throw new NotSettled("The second application has a user in the environment.");
    this.#target.sharedCleanUp.add("application user of the second application", async () => {
      const id = await find();
      if (id === "") return [];
      succeeded("disabling it", await this.patch(id, { isdisabled: true }));
      succeeded("deleting it", await this.#target.dataverse("DELETE", `systemusers(${id})`));
      return [];
    });
    needed("making an application user", await this.postApplicationUser(application));
    return find();
  }

  async postApplicationUser({ clientId }: Application): Promise<Answer> {
    const { BusinessUnitId } = objectOf((await this.#target.dataverse("GET", "WhoAmI")).body);
    return this.#target.dataverse("POST", "systemusers", {
      applicationid: clientId,
      "businessunitid@odata.bind": `/businessunits(${String(BusinessUnitId)})`,
    });
  }

  /** The row of an account, by its object id. */
  async find(objectId: string): Promise<Readonly<Record<string, unknown>> | undefined> {
    const filter = encodeURIComponent(`azureactivedirectoryobjectid eq ${objectId}`);
    return rowsOf(await this.#target.dataverse("GET", `systemusers?$filter=${filter}`))[0];
  }

  async row(systemUserId: string, select: string): Promise<Answer> {
    return this.#target.dataverse("GET", `systemusers(${systemUserId})?$select=${select}`, undefined, {
      consistency: "Strong",
    });
  }

  async patch(systemUserId: string, change: Readonly<Record<string, unknown>>): Promise<Answer> {
    return this.#target.dataverse("PATCH", `systemusers(${systemUserId})`, change, { "if-match": "*" });
  }
}

/** Nobody ever signs in with it. */
function password(): string {
  return `Aa1!${crypto.randomUUID()}`;
}
