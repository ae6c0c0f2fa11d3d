// Writes docs/messages.md from the catalogue that the code itself uses. With --check: says whether the file is that.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const catalogue = require(join(root, "dynamic-providers/dist/messages/catalogue.js"));
const { CONFLICT_NOTICES } = require(join(root, "components/dist/config/conflictNotices.js"));
const { CHECK_TITLES } = require(join(root, "cli/dist/doctor/examine.js"));

const file = join(root, "docs/messages.md");
const text = document();
if (!process.argv.includes("--check")) {
  writeFileSync(file, text);
  console.log(file);
} else if (!existsSync(file) || readFileSync(file, "utf8") !== text) {
  console.error("docs/messages.md is not what the code says. Run `npm run messages` and commit the result.");
  process.exitCode = 1;
}

function document() {
  const { environment, roles, licenses, salespeople, permissions } = catalogue.NOTICES;
  return `# Messages and remedies

\`npm run messages\` makes this page of the catalogue that the code itself uses; \`{…}\` stands for what a message fills in.
A message also says where: the input of the resource, or the key of the configuration. All problems are told at once.

What is wrong with a value of the configuration or of a CSV file is not listed here: such a message names the key, or
file, line and column, with the rule.

## Refused before anything is written

These stop \`preview\` and \`up\` alike.

### Accounts that contradict each other

${noticeTable(CONFLICT_NOTICES)}

### The environment, and who can be its user

Those about an account that cannot be a user can also come during a deployment, when it does not arrive.

${noticeTable(environment)}

### Roles, business units and teams

${noticeTable(roles)}

### Licences and access modes

${noticeTable(licenses)}

### Salespeople

${noticeTable(salespeople)}

## Minimum permissions

With \`onPermissionDrift\` \`verify\` these are warnings, with \`fail\` they stop the deployment, with \`repair\` what can be
given is given.

${noticeTable(permissions)}

## What a service refuses

Such a message reads \`SERVICE could not DO SOMETHING: HTTP STATUS CODE: the service's words (request ID) remedy\`. The
first row that fits is used. A deployment that fails so keeps what was done; the next one goes on from there.

${table(
  ["service", "status or code", "means", "remedy"],
  catalogue.REMEDIES.map((one) => [one.service ?? "any", answerOf(one), one.means, one.remedy]),
)}

## What Entra refuses at sign-in

Such a message reads \`Entra could not sign in as …\`. What Entra says in full is never shown: it may quote the request.

${table(
  ["code", "message", "remedy"],
  [
    ...catalogue.SIGN_IN_CAUSES.map((cause) => [codesOf(cause.says), cause.message, cause.remedy]),
    ["no credentials", catalogue.NOTHING_FOUND.message, catalogue.NOTHING_FOUND.remedy],
    ["any other", catalogue.UNEXPLAINED.message, catalogue.UNEXPLAINED.remedy],
  ],
)}

## Readiness

The checks of output \`readiness\`, by id. Each that fails says what was found, what Business Central would say, and what
to do. They warn; with \`requireReady\` they stop the deployment.

${table(
  ["id", "what must be so"],
  catalogue.READINESS_CHECKS.map(({ id, title }) => [`\`${id}\``, title]),
)}

## Checks of \`bc-sales doctor\`

Each that fails says what was found and what to do; [rights.md](rights.md) shows it.

${table(
  ["id", "what must be so"],
  Object.entries(CHECK_TITLES).map(([id, title]) => [`\`${id}\``, title]),
)}
`;
}

function noticeTable(notices) {
  return table(
    ["name", "when", "message", "remedy"],
    Object.entries(notices).map(([name, { when, message, remedy }]) => [
      `\`${name}\``,
      when,
      message,
      remedy,
    ]),
  );
}

function answerOf({ status, fails, codes, says }) {
  if (codes !== undefined) return codes.map((code) => `\`${code}\``).join(", ");
  if (fails) return "500 and above";
  if (status === 0) return says === undefined ? "no answer" : `no answer, \`${says.source}\``;
  return says === undefined ? String(status) : `says \`${says.source}\``;
}

/** The regular expression's own words: codes as they are, the rest as it is looked for. */
function codesOf({ source }) {
  const [, prefix, alternatives] = /^(AADSTS)\(?([\d|]+)\)?/.exec(source) ?? [];
  if (prefix === undefined) return `says \`${source}\``;
  return alternatives
    .split("|")
    .map((code) => `\`${prefix}${code}\``)
    .join(", ");
}

function table(headings, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(headings), line(headings.map(() => "---")), ...rows.map(line)].join("\n");
}
