import type { GraphOperation } from "../../clients/graph/graph";
import { wordList } from "../../text/list";
import { mayHaveHappened } from "../failures";
import { partNumbersOf } from "../license-assignment/live";
import type { Situation } from "./situation";
import { carryOutSteps, type Deployment, idOf, type Step } from "./steps";
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
  const steps = work
    .tasks(({ licenses }, situation) => licenses.add.length + licenses.remove.length > 0 && select(situation))
    .map((task): LicenseStep => {
      const { add, remove } = task.plan.licenses;
      const { signInName } = task.situation;
      const verb = add.length === 0 ? "take back" : "assign";
      const label = `${verb} ${wordList(partNumbersOf([...add, ...remove], work.rules.skus))} for ${signInName}`;
      return {
        task,
        signInName,
        operation: {
          kind: "assignLicense",
          objectId: idOf(task.situation),
          add,
          remove,
          label,
          person: signInName,
        },
      };
    });
  const { graph } = deployment.tenant;
  await carryOutSteps(
    steps,
    "Changing licences",
    work,
    deployment,
    (operations) => graph.execute(operations),
    ({ task: { plan } }, outcome, situation) => {
      const { add, remove } = plan.licenses;
      if (outcome.ok) relicense(work, situation, add, remove);
      // Who else would have assigned what is there after an assignment without an answer.
      else if (mayHaveHappened(outcome)) relicense(work, situation, add, []);
      if (!outcome.ok) work.fail(situation, outcome.error);
    },
  );
}

function relicense(
  work: Work,
  situation: Situation,
  add: readonly string[],
  remove: readonly string[],
): void {
  const { account, member } = situation;
  if (account === undefined) return;
  work.change(situation, {
    account: {
      ...account,
      licenses: [
        ...account.licenses.filter(
          ({ skuId, assignedByGroup }) => assignedByGroup !== undefined || !remove.includes(skuId),
        ),
        ...add.map((skuId) => ({ skuId, assignedByGroup: undefined })),
      ],
    },
    member: {
      ...member,
      grantedLicenses: [...member.grantedLicenses.filter((id) => !remove.includes(id)), ...add],
    },
  });
}
