import { z } from "zod";

const text = z.string().transform((value) => value.trim());
/** "" in the stack's config stands for "not given". */
const optionalText = text.transform((value) => (value === "" ? undefined : value));
const signInName = z
  .string()
  .regex(/^[^@\s]+@[^@\s]+\.[^@\s]+$/, "must be a sign-in name such as anna@contoso.com");
/** Pulumi hands everything that is not text to a program as JSON text. */
const json = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => {
    if (typeof value !== "string") return value;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      return value;
    }
  }, schema);
const flag = (byDefault: boolean) => json(z.boolean({ error: "must be true or false" }).default(byDefault));
const names = z.array(z.string().trim().min(1, "must not be empty"));

/** The stack's configuration (namespace `bc-sales`); `Pulumi.yaml` has the descriptions and the defaults. */
export const configSchema = z
  .strictObject({
    organizationUrl: z
      .url({
        protocol: /^https$/,
        error: "must be an https address such as https://contoso.crm4.dynamics.com",
      })
      .refine(
        (value) => !URL.canParse(value) || new URL(value).pathname === "/",
        "must be the address of the organization without a path",
      ),
    environmentId: z
      .union([
        z.literal("").transform(() => undefined),
        z.guid("must be a GUID, or empty to have it looked up"),
      ])
      .optional(),
    cloud: z.enum(["public", "gcc", "gcc-high", "dod", "china"]).default("public"),
    endpoints: json(
      z
        .strictObject({
          authority: z.url({ protocol: /^https$/ }),
          graph: z.url({ protocol: /^https$/ }),
          powerPlatform: z.url({ protocol: /^https$/ }),
        })
        .optional(),
    ),
    administrator: z.union([z.literal("").transform(() => undefined), signInName]).optional(),
    createAdministrator: flag(false),
    administratorRoles: json(names.default(["System Administrator", "System Customizer", "Sales Manager"])),
    administratorLicenses: json(names.default([])),
    integrationUser: signInName,
    createIntegrationUser: flag(true),
    integrationUserPassword: z.string().optional(),
    protectIntegrationUser: flag(false),
    integrationUserRoles: json(names.default([])),
    integrationUserLicenses: json(names.default([])),
    connectionEstablished: flag(false),
    releaseLicense: flag(false),
    salespeopleFile: optionalText.optional(),
    salespeopleFiles: json(names.default([])),
    createSalespeople: flag(false),
    salespeopleRoles: json(names.min(1, "must name at least one role").default(["Salesperson"])),
    salespeopleLicenses: json(names.default([])),
    salespeopleTeams: json(names.default([])),
    onRemoval: z.enum(["revoke", "disable", "delete"]).default("revoke"),
    maxRemovals: json(
      z
        .union([
          z.literal("").transform(() => undefined),
          z
            .int("must be a whole number of people, or empty")
            .nonnegative("must be a whole number of people, or empty"),
        ])
        .optional(),
    ),
    usageLocation: z
      .union([
        z.literal("").transform(() => undefined),
        z.string().regex(/^[A-Z]{2}$/, "must be a two-letter country code in capitals, such as US"),
      ])
      .optional(),
    productVersion: z.enum(["nav-2018", "bc-2018-10", "bc-2019-04"]).default("bc-2019-04"),
    onPermissionDrift: z.enum(["verify", "fail", "repair"]).default("verify"),
    productAvailabilityRole: optionalText.optional(),
    connection: z.enum(["sales", "dataverse"]).default("sales"),
    authentication: z.enum(["office365", "oauth", "ad", "ifd"]).default("office365"),
    localCurrency: z
      .union([
        z.literal("").transform(() => undefined),
        z.string().regex(/^[A-Z]{3}$/, "must be an ISO 4217 code in capitals, such as EUR"),
      ])
      .optional(),
    requireReady: flag(false),
    roleMode: z.enum(["additive", "authoritative"]).default("additive"),
    onDestroy: z.enum(["keep", "delete"]).default("keep"),
  })
  .superRefine((config, context) => {
    const licensed = [
      ["administratorLicenses", config.createAdministrator, config.administratorLicenses],
      ["integrationUserLicenses", config.createIntegrationUser, config.integrationUserLicenses],
    ] as const;
    for (const [key, made, licenses] of licensed) {
      if (made && licenses.length > 0 && config.usageLocation === undefined) {
        context.addIssue({
          code: "custom",
          path: ["usageLocation"],
          message: `must be set: ${key} gives licences to an account made here, and Entra assigns none without a usage location`,
        });
      }
    }
    if (config.releaseLicense && config.integrationUserLicenses.length === 0) {
      context.addIssue({
        code: "custom",
        path: ["releaseLicense"],
        message: "needs integrationUserLicenses: only licences that are named can be released",
      });
    }
    if (config.createAdministrator && config.administrator === undefined) {
      context.addIssue({
        code: "custom",
        path: ["administrator"],
        message: "must be set, since createAdministrator is true",
      });
    }
  });

export type ProgramConfig = z.output<typeof configSchema>;
/** The keys of the namespace, for telling a misspelled key from a known one. */
export const configKeys = Object.keys(configSchema.shape);
