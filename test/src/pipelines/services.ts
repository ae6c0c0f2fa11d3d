import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Characters that GitHub takes in the body of a comment or an issue: "body is too long (maximum is 65536 characters)". */
const LONGEST = 65_536;

export interface Written {
  readonly number: number;
  title: string;
  body: string;
  state: string;
  /** Kind of account that wrote it. Default `Bot`. */
  author?: string;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A service on this machine that answers as the REST API it stands for is documented. */
abstract class Service {
  readonly #server: Server;
  /** Every request, as `METHOD path`. */
  readonly requests: string[] = [];

  constructor(private readonly token: string) {
    this.#server = createServer((request, response) => {
      void this.#answer(request).then(({ status, body }) => {
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
      });
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage): Promise<Answer> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString("utf8");
    const url = new URL(request.url ?? "", "http://localhost");
    this.requests.push(`${request.method ?? ""} ${url.pathname}`);
    if (request.headers.authorization !== `Bearer ${this.token}`) {
      return { status: 401, body: { message: "Bad credentials" } };
    }
    const type = request.headers["content-type"];
    return this.handle(request.method ?? "", url, text === "" ? undefined : JSON.parse(text), type);
  }

  protected abstract handle(method: string, url: URL, body: unknown, type: string | undefined): Answer;
}

const NOT_FOUND: Answer = { status: 404, body: { message: "Not Found" } };

/** "REST API endpoints for issues" and "… issue comments", as far as the steps use them. */
export class GitHubService extends Service {
  readonly comments: { id: number; pullRequest: number; body: string; user: { type: string } }[] = [];
  readonly issues: Written[] = [];

  protected handle(method: string, { pathname, searchParams }: URL, body: unknown): Answer {
    const path = pathname.replace("/repos/contoso/accounts", "");
    const { body: text, ...fields } = (body ?? {}) as Partial<Written>;
    if (text !== undefined && text.length > LONGEST) {
      return { status: 422, body: { message: "body is too long (maximum is 65536 characters)" } };
    }
    const page = (all: readonly unknown[]): Answer => {
      const size = Number(searchParams.get("per_page") ?? 30);
      const start = (Number(searchParams.get("page") ?? 1) - 1) * size;
      return { status: 200, body: all.slice(start, start + size) };
    };
    const onPullRequest = /^\/issues\/(\d+)\/comments$/.exec(path)?.[1];
    if (onPullRequest !== undefined && method === "GET") {
      return page(this.comments.filter(({ pullRequest }) => pullRequest === Number(onPullRequest)));
    }
    if (onPullRequest !== undefined && method === "POST") {
      const id = this.comments.length + 1;
      const made = { id, pullRequest: Number(onPullRequest), body: text ?? "", user: { type: "Bot" } };
      this.comments.push(made);
      return { status: 201, body: { ...made, html_url: `https://github.com/comment/${String(id)}` } };
    }
    const comment = this.comments.find(({ id }) => path === `/issues/comments/${String(id)}`);
    if (comment !== undefined && method === "PATCH") {
      comment.body = text ?? "";
      return {
        status: 200,
        body: { ...comment, html_url: `https://github.com/comment/${String(comment.id)}` },
      };
    }
    const shown = (issue: Written) => ({
      ...issue,
      html_url: `https://github.com/issues/${String(issue.number)}`,
      user: { type: issue.author ?? "Bot" },
    });
    if (path === "/issues" && method === "GET") {
      return page(this.issues.filter(({ state }) => state === searchParams.get("state")).map(shown));
    }
    if (path === "/issues" && method === "POST") {
      const made = { number: this.issues.length + 1, title: "", state: "open", ...fields, body: text ?? "" };
      this.issues.push(made);
      return { status: 201, body: shown(made) };
    }
    const issue = this.issues.find(({ number }) => path === `/issues/${String(number)}`);
    if (issue === undefined || method !== "PATCH") return NOT_FOUND;
    Object.assign(issue, fields, text === undefined ? {} : { body: text });
    return { status: 200, body: shown(issue) };
  }
}

interface Patch {
  readonly op: string;
  readonly path: string;
  readonly value: string;
}

/** "Pull Request Threads", "Work Items" and "Wiql" 7.1, as far as the steps use them. */
export class AzureService extends Service {
  readonly threads: { id: number; status: string; comments: { id: number; content: string }[] }[] = [];
  readonly items: { id: number; type: string; fields: Record<string, string>; format: string }[] = [];
  readonly queries: string[] = [];

  protected handle(method: string, url: URL, body: unknown, type: string | undefined): Answer {
    if (url.searchParams.get("api-version") !== "7.1") {
      return { status: 400, body: { message: "The api-version is missing." } };
    }
    const path = decodeURIComponent(url.pathname).replace("/contoso/Sales accounts/_apis", "");
    const threads = "/git/repositories/repository-id/pullRequests/7/threads";
    if (path === threads && method === "GET") return { status: 200, body: { value: this.threads } };
    if (path === threads) return this.#thread(body as { status: string; comments: { content: string }[] });
    const [, threadId, commentId] = /\/threads\/(\d+)\/comments\/(\d+)$/.exec(path) ?? [];
    const comment = this.threads
      .find(({ id }) => id === Number(threadId))
      ?.comments.find(({ id }) => id === Number(commentId));
    if (comment !== undefined && method === "PATCH") {
      comment.content = (body as { content: string }).content;
      return { status: 200, body: comment };
    }
    if (path === "/wit/wiql") return this.#query((body as { query: string }).query);
    if (type !== "application/json-patch+json")
      return { status: 415, body: { message: "JSON Patch, please." } };
    const kind = /^\/wit\/workitems\/\$(.+)$/.exec(path)?.[1];
    if (kind !== undefined && method === "POST") {
      const made = {
        id: this.items.length + 100,
        type: kind,
        fields: { "System.State": "To Do" },
        format: "",
      };
      this.items.push(made);
      return this.#patch(made, body as Patch[]);
    }
    const item = this.items.find(({ id }) => path === `/wit/workitems/${String(id)}`);
    return item === undefined ? NOT_FOUND : this.#patch(item, body as Patch[]);
  }

  #thread({ status, comments }: { status: string; comments: { content: string }[] }): Answer {
    const made = {
      id: this.threads.length + 1,
      status,
      comments: comments.map(({ content }, index) => ({ id: index + 1, content })),
    };
    this.threads.push(made);
    return { status: 200, body: made };
  }

  /** Titles and states of the one query that there is. */
  #query(query: string): Answer {
    this.queries.push(query);
    const part = (pattern: RegExp) => pattern.exec(query)?.[1]?.replaceAll("''", "'");
    const title = part(/\[System\.Title\] = '((?:[^']|'')*)'/);
    const closed = part(/\[System\.State\] <> '((?:[^']|'')*)'/);
    const found = this.items.filter(
      ({ fields }) => fields["System.Title"] === title && fields["System.State"] !== closed,
    );
    return { status: 200, body: { workItems: found.map(({ id }) => ({ id })) } };
  }

  #patch(item: AzureService["items"][number], patches: readonly Patch[]): Answer {
    for (const { path, value } of patches) {
      if (path.startsWith("/fields/")) item.fields[path.slice("/fields/".length)] = value;
      if (path === "/multilineFieldsFormat/System.Description") item.format = value;
    }
    return { status: 200, body: item };
  }
}
