import { expect } from "chai";
import { getNames } from "i18n-iso-countries";
import { countryCode, similarCountries } from "./country";

describe("the code of a country", () => {
  for (const [text, code] of [
    ["United States", "US"],
    ["united states", "US"],
    ["USA", "US"],
    ["us", "US"],
    ["deu", "DE"],
    ["Germany", "DE"],
    ["United Kingdom", "GB"],
    ["Hong Kong SAR", "HK"],
    ["Macao SAR", "MO"],
    ["Korea", "KR"],
    ["Viet Nam", "VN"],
    ["Vietnam", "VN"],
    ["Côte d’Ivoire", "CI"],
    ["Cote d'Ivoire", "CI"],
    ["Türkiye", "TR"],
    ["Turkey", "TR"],
    ["Congo (DRC)", "CD"],
    ["Congo", "CG"],
    ["The Netherlands", "NL"],
    ["Trinidad & Tobago", "TT"],
    ["Bosnia and Herzegovina", "BA"],
    ["U.S. Virgin Islands", "VI"],
    ["St Helena, Ascension, Tristan da Cunha", "SH"],
    ["Czechia", "CZ"],
    ["Czech Republic", "CZ"],
    ["North Macedonia", "MK"],
  ] as const) {
    it(`of ${text} is ${code}`, () => {
      expect(countryCode(text)).to.equal(code);
    });
  }

  it("is found for the first English name of every country", () => {
    for (const [code, name] of Object.entries(getNames("en"))) expect(countryCode(name), name).to.equal(code);
  });

  it("is undefined for what is no country", () => {
    for (const text of ["", "XX", "Untied States", "constructor", "Atlantis"]) {
      expect(countryCode(text), text).to.equal(undefined);
    }
  });

  it("comes with the nearest name when it is misspelled", () => {
    expect(similarCountries("Germani")[0]).to.equal("Germany");
  });
});
