/** The product that synchronizes, by the columns of the setup article's tables. */
export const PRODUCT_VERSIONS = ["nav-2018", "bc-2018-10", "bc-2019-04"] as const;

export type ProductVersion = (typeof PRODUCT_VERSIONS)[number];

/**
 * No later table has been published: Microsoft's page has had the same one in a comment since March 2020. So the last
 * column stands for every later version too.
 */
export const DEFAULT_VERSION: ProductVersion = "bc-2019-04";

export const VERSION_LABELS: Readonly<Record<ProductVersion, string>> = {
  "nav-2018": "Dynamics NAV 2018 and earlier",
  "bc-2018-10": "Business Central October 2018",
  "bc-2019-04": "Business Central April 2019",
};
