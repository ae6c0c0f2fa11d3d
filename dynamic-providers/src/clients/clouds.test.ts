import { expect } from "chai";
import { type Cloud, CLOUDS, endpointsOf, organizationEndpoint } from "./clouds";

const SANDBOX = {
  authority: "https://localhost:28443/",
  graph: "https://localhost:28443/graph/",
  powerPlatform: "https://localhost:28443/powerplatform",
};

function organization(address: string, cloud: Cloud = "public") {
  return organizationEndpoint(address, cloud, endpointsOf(cloud));
}

describe("the clouds", () => {
  it("each have their own sign-in, Graph and admin API", () => {
    const addresses = CLOUDS.map((cloud) => {
      const { authority, graph, powerPlatform } = endpointsOf(cloud);
      return [cloud, authority, graph.scope, powerPlatform.url, powerPlatform.scope];
    });
    expect(addresses).to.deep.equal([
      [
        "public",
        "https://login.microsoftonline.com",
        "https://graph.microsoft.com/.default",
        "https://api.bap.microsoft.com",
        "https://service.powerapps.com/.default",
      ],
      [
        "gcc",
        "https://login.microsoftonline.com",
        "https://graph.microsoft.com/.default",
        "https://gov.api.bap.microsoft.us",
        "https://service.powerapps.us/.default",
      ],
      [
        "gcc-high",
        "https://login.microsoftonline.us",
        "https://graph.microsoft.us/.default",
        "https://high.api.bap.microsoft.us",
        "https://high.service.apps.appsplatform.us/.default",
      ],
      [
        "dod",
        "https://login.microsoftonline.us",
        "https://dod-graph.microsoft.us/.default",
        "https://api.bap.appsplatform.us",
        "https://service.apps.appsplatform.us/.default",
      ],
      [
        "china",
        "https://login.chinacloudapi.cn",
        "https://microsoftgraph.chinacloudapi.cn/.default",
        "https://api.bap.partner.microsoftonline.cn",
        "https://service.powerapps.cn/.default",
      ],
    ]);
  });

  it("can be replaced by configured addresses, whose scopes follow from them", () => {
    const endpoints = endpointsOf("public", SANDBOX);
    expect(endpoints.authority).to.equal("https://localhost:28443");
    expect(endpoints.microsoftAuthority).to.equal(false);
    expect(endpoints.graph).to.deep.equal({
      url: "https://localhost:28443/graph",
      scope: "https://localhost:28443/graph/.default",
    });
    expect(endpoints.powerPlatform.scope).to.equal("https://localhost:28443/powerplatform/.default");
  });
});

describe("the address of an organization", () => {
  it("is reduced to its origin, for which tokens are asked", () => {
    expect(organization("https://Contoso.CRM4.dynamics.com/main.aspx?appid=1")).to.deep.equal({
      ok: true,
      endpoint: {
        url: "https://contoso.crm4.dynamics.com",
        scope: "https://contoso.crm4.dynamics.com/.default",
      },
    });
  });

  it("must be in the cloud that is configured", () => {
    const examples: [string, Cloud][] = [
      ["https://contoso.crm.dynamics.com", "public"],
      ["https://contoso.crm9.dynamics.com", "gcc"],
      ["https://contoso.crm.microsoftdynamics.us", "gcc-high"],
      ["https://contoso.crm.appsplatform.us", "dod"],
      ["https://contoso.crm.dynamics.cn", "china"],
    ];
    for (const [address, home] of examples) {
      expect(organization(address, home).ok, `${address} in ${home}`).to.equal(true);
      // The hosts of GCC are below those of the public cloud, and cannot be told apart by their ending.
      const others = CLOUDS.filter((cloud) => cloud !== home && !(home === "gcc" && cloud === "public"));
      for (const cloud of others) {
        expect(organization(address, cloud).ok, `${address} in ${cloud}`).to.equal(false);
      }
    }
  });

  it("gets no token when it is somebody else's host, and the message says what to use", () => {
    for (const address of [
      "https://contoso.crm4.dynamics.com.evil.example",
      "https://evildynamics.com",
      "https://evil.example/contoso.crm4.dynamics.com",
      "https://contoso.crm4.dynamics.com@evil.example",
    ]) {
      const found = organization(address);
      if (found.ok) expect.fail(address);
      expect(found.problem.where).to.equal("organizationUrl");
      expect(found.problem.remedy)
        .to.include("https://contoso.crm.dynamics.com")
        .and.include("bc-sales:cloud");
    }
  });

  it("must be https, except on this machine and for other endpoints", () => {
    expect(organization("http://contoso.crm4.dynamics.com").ok).to.equal(false);
    expect(organization("contoso.crm4.dynamics.com").ok).to.equal(false);
    const local = endpointsOf("public", SANDBOX);
    for (const address of ["http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080"]) {
      expect(organizationEndpoint(address, "public", local).ok, address).to.equal(true);
    }
    expect(organizationEndpoint("http://sandbox.example", "public", local).ok).to.equal(false);
    expect(organizationEndpoint("https://localhost:28443", "public", local).ok).to.equal(true);
    expect(organization("https://localhost:28443").ok, "not without other endpoints").to.equal(false);
  });
});
