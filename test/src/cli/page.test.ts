import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { type Browser, chromium, type Page } from "playwright-core";
import { takeAwayByHand } from "../engine/tenant";
import { ADELE } from "../kinds/people";
import { browserOrSkip } from "../page/browser";
import { contrast, textColors } from "../page/contrast";
import { Terminal } from "./terminal";

const EVIL = `<script>document.title = "taken"</script><img src=x onerror="document.title='taken'">`;

describe("the page of an audit in a browser", function () {
  this.timeout(60_000);

  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let asked: string[];

  before(async function () {
    const executablePath = browserOrSkip(this);
    const terminal = await Terminal.open();
    try {
      const { store } = terminal.sandbox;
      takeAwayByHand(store, ADELE, "Salesperson");
      const user = store.userByPrincipalName(terminal.administrator);
      if (user === undefined) throw new Error("no administrator in the seed");
      store.put("users", user.id, { ...user, displayName: EVIL });
      store.commit();
      await terminal.bcSales(["audit", "--stack", "test", "--format", "html", "--output", "audit.html"]);
      browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
      page = await browser.newPage();
      complaints = [];
      asked = [];
      page.on("console", (message) => complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("request", (request) => asked.push(request.url()));
      const address = pathToFileURL(join(terminal.directory, "audit.html")).href;
      await page.goto(address);
      expect(asked).to.deep.equal([address]);
    } finally {
      await terminal.close();
    }
  });

  after(async () => {
    // Unset where there is no browser.
    await (browser as Browser | undefined)?.close();
  });

  it("says at the top what was found", async () => {
    expect(await page.getByRole("heading", { level: 1 }).innerText()).to.equal("Audit of Contoso Sales");
    expect(await page.locator(".verdict").innerText()).to.equal("1 difference.");
  });

  it("shows what is wanted beside what was found", async () => {
    const section = page.locator("section", { has: page.getByRole("heading", { name: "Integration user" }) });
    const rows = await section.getByRole("row").allInnerTexts();
    expect(rows.map((row) => row.split("\t"))).to.deep.include([
      "access mode",
      "read-write",
      "read-write",
      "as wanted",
    ]);
  });

  it("tells what to do for a person, as text and not as the markup that a tenant may hold", async () => {
    expect(await page.getByText('The security role "Salesperson" is missing.').count()).to.equal(1);
    expect(await page.locator("section p").first().innerText()).to.contain(EVIL);
    expect(await page.title()).to.equal("Audit of Contoso Sales: 1 difference.");
    expect(await page.locator("script, img, link, iframe").count()).to.equal(0);
    expect(complaints).to.deep.equal([]);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    it(`can be read in the ${colorScheme} scheme, also where the screen is narrow`, async () => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 360, height: 800 });
      const colors = await page.locator("body *").evaluateAll(textColors);
      expect(colors).to.not.be.empty;
      for (const { text, color, ground } of colors) {
        expect(contrast(color, ground), `${text}: ${color} on ${ground}`).to.be.at.least(4.5);
      }
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).to.be.at.most(0);
    });
  }

  it("can be printed", async () => {
    const pdf = await page.pdf();
    expect(pdf.subarray(0, 5).toString("latin1")).to.equal("%PDF-");
  });
});
