import { expect } from "chai";
import type { Page } from "playwright-core";
import { TestClient } from "../../../sandbox/dist/testing/client";
import { makeAccountSet } from "./accountSet";
import { makeTrouble } from "./trouble";
import { contrast, textColors } from "./contrast";
import { browserOrSkip, openBrowser, type TestBrowser } from "./browser";

describe("the sandbox's page in a browser", function () {
  this.timeout(60_000);

  let client: TestClient;
  let browser: TestBrowser;
  let page: Page;
  /** What the browser complains of: errors of the page, refused styles and scripts, failed loads. */
  let complaints: string[];
  let asked: string[];

  before(async function () {
    const executable = browserOrSkip(this);
    client = await TestClient.start();
    await makeAccountSet(client);
    browser = await openBrowser(executable, client.sandbox);
  });

  after(async () => {
    // Unset where there is no browser.
    await (browser as TestBrowser | undefined)?.close();
    await (client as TestClient | undefined)?.close();
  });

  beforeEach(async () => {
    complaints = [];
    asked = [];
    page = await browser.context.newPage();
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("requestfailed", (request) => complaints.push(request.url()));
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(client.sandbox.url);
  });

  afterEach(async () => {
    await page.close();
  });

  it("tells the account set at the top, in plain words", async () => {
    const cards = page.getByRole("region", { name: "The account set" }).getByRole("article");
    expect(await cards.allInnerTexts()).to.deep.equal([
      "Administrator\n\nBC Administrator\n\nSales Manager, System Administrator, System Customizer.",
      "Integration user\n\nBC Integration\n\nConnected. Access mode Non-interactive.",
      "Salespeople\n\n4 people\n\nAll enabled and licensed: Adele Vance, Anna Berg, Ben Ortiz and 1 more.",
    ]);
    const place = await cards.first().boundingBox();
    expect(place?.y).to.be.lessThan(300);
  });

  it("names account, mode, roles, licences and guards in one row", async () => {
    const row = page
      .getByRole("region", { name: "Accounts" })
      .getByRole("row")
      .filter({ has: page.getByRole("rowheader", { name: "BC Integration" }) });
    const cells = await row.getByRole("cell").allInnerTexts();
    expect(cells[0]).to.match(/^Non-interactive/);
    expect(cells[1]).to.equal(
      "Dynamics 365 Business Central Integration Administrator\nDynamics 365 Business Central Integration User",
    );
    expect(cells[2]).to.equal("DYN365_ENTERPRISE_SALES");
    const header = await row.getByRole("rowheader").innerText();
    expect(header).to.include("Integration user").and.include("Non-interactive");
    const meaning = page.getByRole("definition").filter({ hasText: "must never hold System Administrator" });
    expect(await meaning.isVisible()).to.equal(true);
  });

  it("shows who breaks a guard, first in the list", async () => {
    const { store } = client.sandbox;
    const [user] = [...store.all("systemusers")].filter(({ fullname }) => fullname === "BC Integration");
    const [role] = [...store.all("roles")].filter(({ name }) => name === "System Administrator");
    store.put("systemusers", user!.systemuserid, { ...user!, roles: [...user!.roles, role!.roleid] });
    try {
      await page.reload();
      const guards = page.getByRole("region", { name: "Guards" });
      expect(await guards.getByRole("heading").innerText()).to.include("1 broken");
      expect(await guards.getByRole("listitem").first().innerText())
        .to.include("broken")
        .and.include("BC Integration");
      const [first] = await page
        .getByRole("region", { name: "Accounts" })
        .getByRole("rowheader")
        .allInnerTexts();
      expect(first)
        .to.include("BC Integration")
        .and.include("Breaks: The integration user is no administrator");
    } finally {
      store.put("systemusers", user!.systemuserid, user!);
    }
  });

  it("shows batches with their parts, which open without script", async () => {
    const requests = page.getByRole("region", { name: "Last requests" });
    const batch = requests.getByText("3 parts: 3 × 204");
    const part = requests.getByText("systemuserroles_association/$ref").first();
    expect(await part.isVisible()).to.equal(false);
    await batch.click();
    const opened = requests.locator("details[open]").getByText("systemuserroles_association/$ref");
    expect(await opened.count()).to.equal(3);
  });

  it("can be searched with the keyboard", async () => {
    await page.getByRole("searchbox", { name: "Find" }).focus();
    await page.keyboard.type("integration administrator");
    await page.keyboard.press("Enter");
    await page.waitForURL(/q=integration\+administrator/);
    const accounts = page.getByRole("region", { name: "Accounts" });
    const found = await accounts.getByRole("rowheader").allInnerTexts();
    expect(found.map((text) => text.split("\n")[0])).to.deep.equal(["BC Integration"]);
    expect(await page.getByRole("searchbox", { name: "Find" }).inputValue()).to.equal(
      "integration administrator",
    );
  });

  it("can be narrowed to the guarded, and keeps that when the requests are narrowed", async () => {
    await page.getByRole("search").getByRole("combobox").selectOption({ label: "Guarded" });
    await page.getByRole("search").getByRole("button").click();
    await page.waitForURL(/show=guarded/);
    const form = page.getByRole("form", { name: "Last requests" });
    await form.getByRole("combobox").selectOption({ label: "Refused or hit by a fault" });
    await form.getByRole("button").click();
    await page.waitForURL(/log=refused/);
    expect(new URL(page.url()).searchParams.get("show")).to.equal("guarded");
    const rows = await page.getByRole("region", { name: "Accounts" }).getByRole("rowheader").allInnerTexts();
    expect(rows.map((text) => text.split("\n")[0])).to.deep.equal([
      "BC Administrator",
      "BC Integration",
      "# Business Central accounts deployment",
      "Data Export",
      "Megan Bowen",
    ]);
  });

  it("has one title, headings in order, named regions, labels and links that lead somewhere", async () => {
    expect(await page.title()).to.equal("Contoso – local tenant");
    expect(await page.locator("html").getAttribute("lang")).to.equal("en");
    expect(await page.getByRole("heading", { level: 1 }).count()).to.equal(1);
    const levels = await page
      .locator("h1, h2, h3, h4")
      .evaluateAll((headings) => headings.map(({ tagName }) => Number(tagName.slice(1))));
    levels.slice(1).forEach((level, index) => {
      expect(level - (levels[index] ?? 0), `heading ${index + 1}`).to.be.at.most(1);
    });
    const ids = await page.locator("[id]").evaluateAll((elements) => elements.map(({ id }) => id));
    expect(new Set(ids).size).to.equal(ids.length);
    for (const link of await page.locator("a[href^='#']").all()) {
      expect(ids).to.include((await link.getAttribute("href"))?.slice(1));
    }
    for (const control of await page.locator("input:not([type=hidden]), select").all()) {
      expect(await control.locator("xpath=ancestor::label").count()).to.equal(1);
    }
  });

  for (const width of [1360, 360]) {
    it(`has whole tables with captions and headings, and nothing wider than a window of ${width} pixels`, async () => {
      await page.setViewportSize({ width, height: 800 });
      const tables = page.getByRole("table");
      expect(await tables.count()).to.equal(3);
      for (const table of await tables.all()) {
        expect(await table.locator("caption").innerText()).not.to.equal("");
        const headings = await table.getByRole("columnheader").count();
        for (const row of (await table.getByRole("row").all()).slice(1)) {
          expect(await row.getByRole("rowheader").count()).to.equal(1);
          expect(await row.getByRole("cell").count()).to.equal(headings - 1);
        }
      }
      const [inside, outside] = await page
        .locator("html")
        .evaluate((root) => [root.scrollWidth, root.clientWidth] as const);
      expect(inside).to.equal(outside);
    });
  }

  it("asks for nothing but itself, and the browser has nothing to complain of", async () => {
    await page.getByRole("link", { name: /Load again/ }).click();
    await page.waitForURL(/refresh=5/);
    expect(complaints).to.deep.equal([]);
    expect(asked.length).to.be.greaterThan(1);
    for (const url of asked)
      expect(url).to.match(/^(https:\/\/localhost:\d+\/(\?refresh=5)?|data:image\/svg.*)$/);
  });

  describe("with everything on it", () => {
    before(() => {
      makeTrouble(client.sandbox);
    });

    for (const colorScheme of ["light", "dark"] as const) {
      it(`can be read in ${colorScheme} colours: all text has a contrast of 4.5 to 1 (WCAG 2.2, 1.4.3)`, async () => {
        await page.emulateMedia({ colorScheme });
        const pairs = await page.locator("body *").evaluateAll(textColors);
        expect(pairs.length).to.be.greaterThan(50);
        expect(pairs.map(({ text }) => text)).to.include.members(["disabled", "throttle"]);
        for (const { text, color, ground } of pairs) {
          expect(contrast(color, ground), `${text}: ${color} on ${ground}`).to.be.at.least(4.5);
        }
      });
    }
  });
});
