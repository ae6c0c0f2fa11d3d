import { containsUnknown } from "../../adapter/unknown";
import type { Reconciler } from "../../reconciler";
import { changeOf, differing, differingNames } from "../inputs";
import { changedPeople, samePeople } from "./concerned";
import { converge, rosterId } from "./converge";
import { findCatalog, findPeople } from "./find";
import { checkRoster, INPUTS, type SalespeopleRosterInputs } from "./inputs";
import { preflight } from "./preflight";
import { remember } from "./recollection";
import { rulesOf } from "./rules";
import { declared, livePeople, membersOf, refreshed, type SalespeopleRosterState } from "./state";
import { membersAfter, otherwise } from "./work";

/** Any number of people, kept right as one set. */
export const salespeopleRoster: Reconciler<SalespeopleRosterInputs, SalespeopleRosterState> = {
  check: checkRoster,

  preflight,

  diff(state, inputs) {
    const before = declared(state);
    // How many may leave is only a question.
    const others = INPUTS.filter((key) => !["people", "maxRemovals", "teams"].includes(key));
    const changed = [
      ...differing<SalespeopleRosterInputs>(before, inputs, others),
      ...differingNames<SalespeopleRosterInputs>(before, inputs, ["teams"]),
    ];
    const isLeavingUnfinished = Object.keys(membersOf(state)).some(
      (signInName) => !(signInName in before.people),
    );
    const isPeopleChanged = containsUnknown(inputs.people) || !samePeople(livePeople(state), inputs.people);
    const isUnfinished = isLeavingUnfinished || state.isUnfinished === true;
    return {
      ...changeOf(
        [...changed, ...(isPeopleChanged || isLeavingUnfinished ? ["people"] : [])],
        ["organizationUrl"],
      ),
      // Otherwise the inputs of before are those that the program wants now.
      isShownByInputs: !isUnfinished,
      // The accounts are the same in both organizations: what the old one takes back must not be lost to the new.
      deleteBeforeReplace: changed.includes("organizationUrl"),
    };
  },

  async create(inputs, tenant) {
    return { id: rosterId(inputs), state: await converge(inputs, {}, tenant) };
  },

  async read(_id, state, tenant) {
    const inputs = declared(state);
    const members = membersOf(state);
    const [catalog, all] = await Promise.all([
      findCatalog(inputs, members, tenant),
      findPeople(inputs, members, tenant),
    ]);
    // Those who left and are gone altogether have nothing more to give back.
    const remaining = all.filter(({ wanted, account }) => wanted !== undefined || account !== undefined);
    const live = otherwise(all, rulesOf(inputs, catalog));
    const after = refreshed(state, membersAfter(remaining), live);
    remember(tenant, inputs.organizationUrl, membersOf(after));
    return { inputs: { ...inputs, people: livePeople(after) }, state: after };
  },

  async update(_id, state, inputs, tenant) {
    // What the state says of everybody else is as the last refresh or deployment found it.
    const concerned = changedPeople(inputs, { ...declared(state), people: livePeople(state) });
    return converge(inputs, membersOf(state), tenant, { concerned });
  },

  async delete(_id, state, tenant) {
    const inputs = { ...declared(state), people: {} };
    const wish = state.onDestroy ?? "revoke";
    await converge(inputs, membersOf(state), tenant, {
      ruling: {
        // Who could use the environment before this stack came can do so afterwards.
        farewellOf: ({ broughtIn }) => (wish === "disable" && !broughtIn ? "revoke" : wish),
      },
    });
  },
};
