import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import type { RunningSandbox } from "@bc-sales/sandbox";
import { credentials, type Metadata, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { repository } from "../engine/deployment";

export type Properties = Record<string, JavaScriptValue>;

/** A call that failed after something was made: what the engine keeps of it. */
export interface PartialState {
  readonly id: string;
  readonly reasons: readonly string[];
  readonly properties: Properties;
}

/** How a call failed. */
export class CallFailure extends Error {
  constructor(
    message: string,
    readonly partial: PartialState | undefined,
  ) {
    super(message);
  }
}

/** How a call fails. @throws Error when it does not */
export async function failureOf(call: Promise<unknown>): Promise<CallFailure> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof CallFailure) return error;
  throw new Error(`The call did not fail as expected: ${String(error)}`);
}

/** The stack's configuration for a deployment to a sandbox. */
export function configurationOf({ status }: RunningSandbox): Record<string, string> {
  const { authority, graph, powerPlatform, tenantId, clientId, clientSecret } = status;
  return {
    "bc-sales:endpoints": JSON.stringify({ authority, graph, powerPlatform }),
    "azuread:tenantId": tenantId,
    "azuread:clientId": clientId,
    "azuread:clientSecret": clientSecret,
  };
}

/**
 * The process in which the engine runs dynamic resources, driven as the engine does it: same program, same
 * folder, same messages, and the text of the provider as it lies in the state.
 */
export class ProviderProcess {
  readonly #child: ChildProcess;
  readonly #client: ResourceProviderClient;
  readonly #said: Buffer[] = [];

  private constructor(child: ChildProcess, port: string) {
    this.#child = child;
    this.#client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (text: Buffer) => this.#said.push(text));
    }
  }

  /** @param env in place of the tests' own environment, but for PATH */
  static async start(env: Record<string, string>): Promise<ProviderProcess> {
    const program = createRequire(__filename).resolve("@pulumi/pulumi/cmd/dynamic-provider");
    const child = spawn(process.execPath, [program, "127.0.0.1:1"], {
      cwd: repository,
      stdio: ["ignore", "pipe", "pipe"],
      env: { PATH: process.env.PATH, HOME: process.env.HOME, PULUMI_NODEJS_PROJECT: "bc-sales", ...env },
    });
    const [port] = (await once(child.stdout, "data")) as [Buffer];
    return new ProviderProcess(child, port.toString().trim());
  }

  /** Everything that the process printed: what the deployment shows as diagnostics. */
  get said(): string {
    return Buffer.concat(this.#said).toString();
  }

  async stop(): Promise<void> {
    this.#client.close();
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, "exit");
    this.#child.kill();
    await ended;
  }

  /** Sends the process a signal, and waits until it has ended. */
  async signal(name: NodeJS.Signals): Promise<void> {
    const ended = once(this.#child, "exit");
    this.#child.kill(name);
    await ended;
  }

  /** What the engine calls when somebody cancels the deployment. */
  async cancel(): Promise<void> {
    await this.#call("cancel", new Empty());
  }

  async configure(config: Record<string, string>): Promise<void> {
    const request = new messages.ConfigureRequest();
    request.setArgs(Struct.fromJavaScript(config));
    await this.#call("configure", request);
  }

  /** Inputs as they are stored, and the reasons why they are refused. */
  async check(inputs: Properties): Promise<{ inputs: Properties; reasons: string[]; properties: string[] }> {
    const request = new messages.CheckRequest();
    request.setOlds(Struct.fromJavaScript({}));
    request.setNews(Struct.fromJavaScript(inputs));
    const response = await this.#call<messages.CheckResponse>("check", request);
    const failures = response.getFailuresList();
    return {
      inputs: propertiesOf(response.getInputs()),
      reasons: failures.map((failure) => failure.getReason()),
      properties: failures.map((failure) => failure.getProperty()),
    };
  }

  async diff(
    id: string,
    olds: Properties,
    news: Properties,
  ): Promise<{ changes: number; replaces: string[] }> {
    const request = new messages.DiffRequest();
    request.setId(id);
    request.setOlds(Struct.fromJavaScript(olds));
    request.setNews(Struct.fromJavaScript(news));
    const response = await this.#call<messages.DiffResponse>("diff", request);
    return { changes: response.getChanges(), replaces: response.getReplacesList() };
  }

  async create(inputs: Properties): Promise<{ id: string; outputs: Properties }> {
    const request = new messages.CreateRequest();
    request.setProperties(Struct.fromJavaScript(inputs));
    const response = await this.#call<messages.CreateResponse>("create", request);
    return { id: response.getId(), outputs: propertiesOf(response.getProperties()) };
  }

  async read(
    id: string,
    state: Properties,
  ): Promise<{ id: string; outputs: Properties; inputs: Properties }> {
    const request = new messages.ReadRequest();
    request.setId(id);
    request.setProperties(Struct.fromJavaScript(state));
    const response = await this.#call<messages.ReadResponse>("read", request);
    return {
      id: response.getId(),
      outputs: propertiesOf(response.getProperties()),
      inputs: propertiesOf(response.getInputs()),
    };
  }

  async update(id: string, olds: Properties, news: Properties): Promise<Properties> {
    const request = new messages.UpdateRequest();
    request.setId(id);
    request.setOlds(Struct.fromJavaScript(olds));
    request.setNews(Struct.fromJavaScript(news));
    return propertiesOf((await this.#call<messages.UpdateResponse>("update", request)).getProperties());
  }

  async delete(id: string, state: Properties): Promise<void> {
    const request = new messages.DeleteRequest();
    request.setId(id);
    request.setProperties(Struct.fromJavaScript(state));
    await this.#call("delete", request);
  }

  #call<Response>(method: string, request: unknown): Promise<Response> {
    return new Promise((resolve, reject) => {
      const callback = (error: ServiceError | null, response: Response): void => {
        if (error === null) resolve(response);
        else reject(new CallFailure(error.details, partialStateOf(error.metadata)));
      };
      (this.#client as unknown as Record<string, (request: unknown, done: typeof callback) => void>)[
        method
      ]?.(request, callback);
    });
  }
}

function propertiesOf(struct: Struct | undefined): Properties {
  return struct?.toJavaScript() ?? {};
}

/** The engine finds the state of a partial failure in the details of the status. */
function partialStateOf(metadata: Metadata): PartialState | undefined {
  const [packed] = metadata.get("grpc-status-details-bin");
  if (!(packed instanceof Buffer)) return undefined;
  const [details] = Status.deserializeBinary(packed).getDetailsList();
  if (details === undefined) return undefined;
  const failed = messages.ErrorResourceInitFailed.deserializeBinary(details.getValue_asU8());
  return {
    id: failed.getId(),
    reasons: failed.getReasonsList(),
    properties: propertiesOf(failed.getProperties()),
  };
}
