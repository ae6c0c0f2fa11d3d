import type { GraphOperation } from "../../clients/graph/graph";
import { licenseChangeText } from "../../licenses/live";
import { asksForNothing, licensesAfter, type LicensePlan } from "../../licenses/plan";
import { mayHaveHappened } from "../failures";
import type { Situation } from "./situation";
import { carryOut, type Deployment, idOf, onGraph, type Step } from "./steps";
import type { Task, Work } from "./work";

interface LicenseStep extends Step<GraphOperation> {
  readonly task: Task;
}

/** Assigns licences and takes back those that were granted here, of those whom `select` takes. */
export async function changeLicenses(
  work: Work,
  deployment: Deployment,
  select: (situation: Situation) => boolean,
): Promise<void> {
  await carryOut(work, deployment, onGraph(deployment), {
    doing: "Changing licences",
    select: ({ licenses }, situation) => !asksForNothing(licenses) && select(situation),
    stepsOf: (task): LicenseStep[] => {
      const { add, change, remove } = task.plan.licenses;
      const { signInName } = task.situation;
      const label = `${licenseChangeText(task.plan.licenses, work.rules.skus)} for ${signInName}`;
      return [
        {
          task,
          signInName,
          operation: {
            kind: "assignLicense",
            objectId: idOf(task.situation),
            add: [...add, ...change],
            remove,
            label,
            person: signInName,
          },
        },
      ];
    },
    settle: ({ task: { plan } }, outcome, situation) => {
      const { add } = plan.licenses;
      if (outcome.ok) relicense(work, situation, plan.licenses);
      // Who else would have assigned what is there after an assignment without an answer.
      else if (mayHaveHappened(outcome)) relicense(work, situation, { add, change: [], remove: [] });
      if (!outcome.ok) work.fail(situation, outcome.error);
    },
  });
}

function relicense(
  work: Work,
  situation: Situation,
  done: Pick<LicensePlan, "add" | "change" | "remove">,
): void {
  const { account, member } = situation;
  if (account === undefined) return;
  const { add, remove } = done;
  work.change(situation, {
    account: { ...account, licenses: licensesAfter(account.licenses, done) },
    member: {
      ...member,
      grantedLicenses: [
        ...member.grantedLicenses.filter((id) => !remove.includes(id)),
        ...add.map(({ skuId }) => skuId),
      ],
    },
  });
}
