/** Properties by their Pulumi name. */
export type Properties = Record<string, unknown>;

/** Input of `azuread.User` → property of a Graph user, where the value goes over as it is. */
const PLAIN: Readonly<Record<string, string>> = {
  accountEnabled: "accountEnabled",
  ageGroup: "ageGroup",
  city: "city",
  companyName: "companyName",
  consentProvidedForMinor: "consentProvidedForMinor",
  country: "country",
  department: "department",
  displayName: "displayName",
  employeeId: "employeeId",
  employeeType: "employeeType",
  faxNumber: "faxNumber",
  givenName: "givenName",
  jobTitle: "jobTitle",
  mail: "mail",
  mailNickname: "mailNickname",
  mobilePhone: "mobilePhone",
  officeLocation: "officeLocation",
  otherMails: "otherMails",
  postalCode: "postalCode",
  preferredLanguage: "preferredLanguage",
  state: "state",
  streetAddress: "streetAddress",
  surname: "surname",
  usageLocation: "usageLocation",
  userPrincipalName: "userPrincipalName",
};

/** What the real plug-in's schema fills in. */
const DEFAULTS: Properties = { accountEnabled: true, showInAddressList: true };

/** What a read asks for besides Graph's default properties. */
export const SELECT = [
  "accountEnabled",
  "ageGroup",
  "city",
  "companyName",
  "consentProvidedForMinor",
  "country",
  "department",
  "employeeHireDate",
  "employeeId",
  "employeeOrgData",
  "employeeType",
  "faxNumber",
  "mailNickname",
  "onPremisesImmutableId",
  "otherMails",
  "passwordPolicies",
  "postalCode",
  "state",
  "streetAddress",
  "usageLocation",
].join(",");

export function withDefaults(inputs: Properties): Properties {
  const userPrincipalName = inputs.userPrincipalName;
  const alias = typeof userPrincipalName === "string" ? userPrincipalName.split("@")[0] : undefined;
  return { ...DEFAULTS, ...(alias === undefined ? {} : { mailNickname: alias }), ...inputs };
}

/** The body of a creation or an update: the whole set of properties, those not given as null. */
export function graphBody(inputs: Properties, withPassword: boolean): Properties {
  const policies = [
    ...(inputs.disablePasswordExpiration === true ? ["DisablePasswordExpiration"] : []),
    ...(inputs.disableStrongPassword === true ? ["DisableStrongPassword"] : []),
  ];
  return {
    "@odata.type": "#microsoft.graph.user",
    ...Object.fromEntries(Object.entries(PLAIN).map(([name, property]) => [property, inputs[name] ?? null])),
    otherMails: inputs.otherMails ?? [],
    employeeOrgData: { costCenter: inputs.costCenter ?? null, division: inputs.division ?? null },
    passwordPolicies: policies.length === 0 ? null : policies.join(", "),
    ...(inputs.businessPhones === undefined ? {} : { businessPhones: inputs.businessPhones }),
    ...(withPassword
      ? {
          passwordProfile: {
            forceChangePasswordNextSignIn: inputs.forcePasswordChange ?? false,
            password: inputs.password,
          },
        }
      : {}),
  };
}

/** A Graph user (the answers of a read together) as the outputs of `azuread.User`. */
export function outputsOf(user: Properties, manager: string | undefined): Properties {
  const policies = typeof user.passwordPolicies === "string" ? user.passwordPolicies : "";
  return {
    ...Object.fromEntries(Object.entries(PLAIN).map(([name, property]) => [name, user[property] ?? ""])),
    accountEnabled: user.accountEnabled ?? true,
    otherMails: user.otherMails ?? [],
    businessPhones: user.businessPhones ?? [],
    showInAddressList: user.showInAddressList ?? true,
    disablePasswordExpiration: policies.includes("DisablePasswordExpiration"),
    disableStrongPassword: policies.includes("DisableStrongPassword"),
    managerId: manager ?? "",
    objectId: user.id,
    userType: user.userType ?? "Member",
    onpremisesSyncEnabled: false,
  };
}

/** Graph reports neither: they are what they were set to. */
const WRITE_ONLY = ["password", "forcePasswordChange"];

/** State after a read: what Graph says, and what it never says from before. */
export function stateOf(live: Properties, before: Properties): Properties {
  const kept = WRITE_ONLY.filter((name) => before[name] !== undefined).map((name) => [name, before[name]]);
  return { ...live, ...(Object.fromEntries(kept) as Properties) };
}

/** The inputs that would make the user as it is: those given before, with the live values. */
export function inputsOf(live: Properties, inputs: Properties): Properties {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [
      name,
      WRITE_ONLY.includes(name) ? value : (live[name] ?? value),
    ]),
  );
}

/** Names of the inputs whose value is not the stored one. An input no longer given is left as it is. */
export function changedInputs(state: Properties, inputs: Properties): string[] {
  return Object.keys(inputs).filter((name) => JSON.stringify(state[name]) !== JSON.stringify(inputs[name]));
}
