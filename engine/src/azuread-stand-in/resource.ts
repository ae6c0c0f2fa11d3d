import type { Graph } from "./graph";
import { graphBody, outputsOf, type Properties, SELECT, stateOf } from "./user";

/** The calls of the real plug-in for `azuread.User`, without its twenty seconds of waiting for consistency. */
export class UserResource {
  constructor(private readonly graph: Pick<Graph, "send">) {}

  async create(inputs: Properties): Promise<{ id: string; state: Properties }> {
    if (!inputs.password) throw new Error("`password` is required when creating a new user");
    const created = await this.graph.send("POST", "/v1.0/users", graphBody(inputs, true));
    const { id } = created.body as { id: string };
    await this.#showInAddressList(id, inputs);
    if (inputs.managerId) await this.#setManager(id, inputs.managerId);
    const state = await this.read(id, inputs);
    if (state === undefined) throw new Error(`The user ${id} was made and is gone again.`);
    return { id, state };
  }

  /** @returns undefined when there is no such user. */
  async read(id: string, before: Properties): Promise<Properties | undefined> {
    const first = await this.graph.send("GET", `/v1.0/users/${id}`, undefined, [404]);
    if (first.status === 404) return undefined;
    const more = await this.graph.send("GET", `/v1.0/users/${id}?$select=${SELECT}`);
    const beta = await this.graph.send("GET", `/beta/users/${id}?$select=showInAddressList`);
    const manager = await this.graph.send("GET", `/v1.0/users/${id}/manager`, undefined, [404]);
    const user = {
      ...(first.body as Properties),
      ...(more.body as Properties),
      ...(beta.body as Properties),
    };
    user.id = (first.body as { id: string }).id;
    return stateOf(
      outputsOf(user, manager.status === 404 ? undefined : (manager.body as { id: string }).id),
      before,
    );
  }

  async update(id: string, olds: Properties, news: Properties): Promise<Properties> {
    const passwordChanged = news.password !== undefined && news.password !== olds.password;
    await this.graph.send("PATCH", `/v1.0/users/${id}`, graphBody(news, passwordChanged));
    if (news.showInAddressList !== olds.showInAddressList) await this.#showInAddressList(id, news);
    if (news.managerId && news.managerId !== olds.managerId) await this.#setManager(id, news.managerId);
    const state = await this.read(id, news);
    if (state === undefined) throw new Error(`The user ${id} is gone.`);
    return state;
  }

  async delete(id: string): Promise<void> {
    await this.graph.send("DELETE", `/v1.0/users/${id}`, undefined, [404]);
  }

  #showInAddressList(id: string, inputs: Properties) {
    return this.graph.send("PATCH", `/beta/users/${id}`, {
      "@odata.type": "#microsoft.graph.user",
      showInAddressList: inputs.showInAddressList ?? true,
    });
  }

  #setManager(id: string, managerId: unknown) {
    return this.graph.send("PUT", `/v1.0/users/${id}/manager/$ref`, {
      "@odata.id": `https://graph.microsoft.com/v1.0/directoryObjects/${String(managerId)}`,
    });
  }
}

/** `azuread.getUser`: by sign-in name, object id, mail, alias or employee id. */
export async function getUser(graph: Pick<Graph, "send">, args: Properties): Promise<Properties> {
  const found = await find(graph, args);
  const state = await new UserResource(graph).read(String(found.id), {});
  if (state === undefined) throw new Error("The user is gone.");
  return { ...state, id: `/users/${String(found.id)}` };
}

const LOOKUPS = [
  ["userPrincipalName", "UPN"],
  ["mail", "mail"],
  ["mailNickname", "email alias"],
  ["employeeId", "employee ID"],
] as const;

async function find(graph: Pick<Graph, "send">, args: Properties): Promise<Properties> {
  const { objectId } = args;
  if (typeof objectId === "string" && objectId !== "") {
    const answer = await graph.send("GET", `/v1.0/users/${objectId}`, undefined, [404]);
    if (answer.status === 404) throw new Error(`User with object ID "${objectId}" was not found.`);
    return answer.body as Properties;
  }
  for (const [property, words] of LOOKUPS) {
    const value = args[property];
    if (typeof value !== "string" || value === "") continue;
    const filter = encodeURIComponent(`${property} eq '${value.replaceAll("'", "''")}'`);
    const answer = await graph.send("GET", `/v1.0/users?$filter=${filter}`);
    const [user] = (answer.body as { value: Properties[] }).value;
    if (user === undefined) {
      throw new Error(
        `User with ${words} "${value}" was not found. Correct the name, or let the account be made here.`,
      );
    }
    return user;
  }
  throw new Error("getUser needs userPrincipalName, objectId, mail, mailNickname or employeeId.");
}
