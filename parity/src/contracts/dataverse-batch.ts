import { codeOf, messageOf, objectOf } from "../answers";
import type { Contract } from "../contract";
import { batchContentType, readBatch, writeBatch, type BatchItem, type BatchPartAnswer } from "../multipart";
import type { Target } from "../target/target";

const routes = ["POST dataverse /api/data/v9.2/$batch"];
const nothing = "00000000-0000-4000-8000-000000000001";
const whoAmI = { method: "GET", path: "WhoAmI" };
const missing = { method: "GET", path: `systemusers(${nothing})` };
const continueOnError = { prefer: "odata.continue-on-error" };

export const dataverseBatchContracts: readonly Contract[] = [
  {
    id: "dataverse.batch",
    title: "A batch is answered with 200 and its parts in the order of the requests",
    routes: [...routes, "GET dataverse /api/data/v9.2/WhoAmI"],
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const units = { method: "GET", path: "businessunits?$select=name&$top=1" };
      const { status, parts } = await batch(target, [whoAmI, units, whoAmI]);
      expect.equal("status", status, 200);
      expect.equal("statuses", codes(parts), ["200", "200", "200"]);
      expect.equal(
        "which is which",
        parts.map((part) => "UserId" in objectOf(part.body)),
        [true, false, true],
      );
    },
  },
  {
    id: "dataverse.batch.stop",
    title: "The first failure stops a batch: 400, and the parts up to the failed one",
    routes,
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const { status, parts } = await batch(target, [whoAmI, missing, whoAmI]);
      expect.equal("status", status, 400);
      expect.equal("statuses", codes(parts), ["200", "404 0x80040217"]);
    },
  },
  {
    id: "dataverse.batch.continue",
    title: "With odata.continue-on-error every part is answered, and the batch with 200",
    routes,
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const { status, parts } = await batch(target, [missing, whoAmI], continueOnError);
      expect.equal("status", status, 200);
      expect.equal("statuses", codes(parts), ["404 0x80040217", "200"]);
    },
  },
  {
    id: "dataverse.batch.change-set",
    title: "A change set is done as a whole, its answers carry the Content-IDs; one failure undoes all of it",
    routes: [...routes, "PATCH dataverse /api/data/v9.2/systemusers({id})"],
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const { systemUserId } = await target.people.member();
      const change = (jobtitle: string | null, contentId: string, id = systemUserId) => ({
        method: "PATCH",
        path: `systemusers(${id})`,
        body: { jobtitle },
        contentId,
      });
      const done = await batch(target, [[change("First", "1"), change("Second", "2")]]);
      expect.equal("status", done.status, 200);
      expect.equal("statuses", codes(done.parts), ["204", "204"]);
      expect.equal(
        "Content-IDs",
        done.parts.map((part) => part.contentId),
        ["1", "2"],
      );
      expect.equal("jobtitle", await jobTitle(target, systemUserId), "Second");
      const undone = await batch(target, [[change("Third", "1"), change("Third", "2", nothing)]]);
      expect.equal("status of one that fails", undone.status, 400);
      expect.equal("its only answer", codes(undone.parts), ["404 0x80040217"]);
      expect.equal("jobtitle after it", await jobTitle(target, systemUserId), "Second");
      await batch(target, [change(null, "1")]);
    },
  },
  {
    id: "dataverse.batch.content-id",
    title: "In a change set a Content-ID is needed (0x80060888), and $1 stands for the request before",
    routes,
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const { systemUserId } = await target.people.member();
      const patch = { method: "PATCH", path: `systemusers(${systemUserId})`, body: { jobtitle: null } };
      const without = await batch(target, [[patch]]);
      expect.equal("without Content-ID", without.code, "400 0x80060888");
      const forward = { ...patch, path: "$2", contentId: "1" };
      const unknown = await batch(target, [[forward]]);
      expect.equal("a reference forward", unknown.status, 400);
      const text = "Content-ID Reference: '$2' does not exist in the batch context.";
      expect.equal("its message", unknown.message, text);
      const back = await batch(target, [
        [
          { ...patch, contentId: "1" },
          { ...patch, path: "$1", contentId: "2" },
        ],
      ]);
      expect.equal("a reference back", codes(back.parts), ["204", "204"]);
    },
  },
];

async function batch(
  target: Target,
  items: readonly BatchItem[],
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; code: string; message: string; parts: BatchPartAnswer[] }> {
  const answer = await target.dataverse("POST", "$batch", writeBatch(items, "/api/data/v9.2/"), {
    ...headers,
    "content-type": batchContentType,
  });
  const parts = typeof answer.body === "string" ? readBatch(answer.body) : [];
  return { status: answer.status, code: codeOf(answer), message: messageOf(answer), parts };
}

function codes(parts: readonly BatchPartAnswer[]): string[] {
  return parts.map(codeOf);
}

async function jobTitle(target: Target, systemUserId: string): Promise<unknown> {
  return objectOf((await target.people.row(systemUserId, "jobtitle")).body).jobtitle;
}
