import { UserResource } from "../../../engine/dist/azuread-stand-in/resource";
import { changedInputs, inputsOf, withDefaults } from "../../../engine/dist/azuread-stand-in/user";
import type { Provider } from "../kinds/life";
import type { GraphSender } from "./graphSender";

type Properties = Record<string, unknown>;

/** `azuread.User` by the stand-in's own code, as one of the providers that a {@link Life} is led with. */
export function azureadUser(graph: GraphSender): Provider {
  const users = new UserResource(graph);
  return {
    check: (_olds, news: Properties) => Promise.resolve({ inputs: withDefaults(news) }),
    diff: (_id, olds: Properties, news: Properties) =>
      Promise.resolve({ changes: changedInputs(olds, news).length > 0 }),
    create: async (inputs: Properties) => {
      const { id, state } = await users.create(inputs);
      return { id, outs: state };
    },
    read: async (id, before: Properties) => {
      const state = await users.read(id, before);
      if (state === undefined) return {};
      return { id, props: state, inputs: inputsOf(state, givenAmong(before)) };
    },
    update: async (id, olds: Properties, news: Properties) => ({ outs: await users.update(id, olds, news) }),
    delete: (id) => users.delete(id),
  };
}

/** What our components give; the real plug-in is told the inputs themselves. */
const GIVEN = [
  "accountEnabled",
  "disablePasswordExpiration",
  "displayName",
  "forcePasswordChange",
  "mailNickname",
  "password",
  "showInAddressList",
  "usageLocation",
  "userPrincipalName",
];

function givenAmong(outputs: Properties): Properties {
  return Object.fromEntries(Object.entries(outputs).filter(([name]) => GIVEN.includes(name)));
}
