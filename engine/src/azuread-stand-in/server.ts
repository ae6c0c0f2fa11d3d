import * as grpc from "@grpc/grpc-js";
import providerServices from "@pulumi/pulumi/proto/provider_grpc_pb";
import provider from "@pulumi/pulumi/proto/provider_pb";
import plugin from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { Graph, graphSettings } from "./graph";
import { getUser, UserResource } from "./resource";
import { changedInputs, inputsOf, type Properties, withDefaults } from "./user";

/** The release of @pulumi/azuread whose plug-in this stands in for. */
const VERSION = "6.9.1";
const USER = "azuread:index/user:User";
const GET_USER = "azuread:index/getUser:getUser";
/** Ids as the real plug-in stores them: `/users/{object id}`. */
const ID_PREFIX = "/users/";

type Handler = (request: unknown) => unknown;

/** Serves `azuread.User` and `azuread.getUser` to the engine. @returns the port, on loopback. */
export function serve(): Promise<number> {
  let graph: Graph | undefined;
  const connected = () => {
    if (graph === undefined) throw new Error("The provider has not been configured.");
    return graph;
  };
  const users = () => new UserResource(connected());

  const handlers: Record<string, Handler> = {
    getPluginInfo: () => filled(new plugin.PluginInfo(), (info) => info.setVersion(VERSION)),
    attach: () => new Empty(),
    cancel: () => new Empty(),
    getSchema: () => filled(new provider.GetSchemaResponse(), (response) => response.setSchema("{}")),
    checkConfig: (request) =>
      filled(new provider.CheckResponse(), (response) =>
        response.setInputs((request as InstanceType<typeof provider.CheckRequest>).getNews()),
      ),
    diffConfig: () => new provider.DiffResponse(),
    configure: (request) => {
      graph = new Graph(
        graphSettings(
          plain(fields((request as InstanceType<typeof provider.ConfigureRequest>).getArgs())),
          process.env,
        ),
      );
      // Without them the engine itself keeps secret what came in as a secret.
      return filled(new provider.ConfigureResponse(), (response) => response.setAcceptsecrets(false));
    },
    check: (request) => {
      const { news } = checked(request as InstanceType<typeof provider.CheckRequest>);
      return filled(new provider.CheckResponse(), (response) =>
        response.setInputs(struct(withDefaults(news))),
      );
    },
    diff: (request) => {
      const call = request as InstanceType<typeof provider.DiffRequest>;
      assertUser(call.getUrn());
      const changed = changedInputs(fields(call.getOlds()), fields(call.getNews()));
      return filled(new provider.DiffResponse(), (response) => {
        response.setDiffsList(changed);
        response.setChanges(
          changed.length > 0
            ? provider.DiffResponse.DiffChanges.DIFF_SOME
            : provider.DiffResponse.DiffChanges.DIFF_NONE,
        );
      });
    },
    create: async (request) => {
      const call = request as InstanceType<typeof provider.CreateRequest>;
      assertUser(call.getUrn());
      const { id, state } = await users().create(fields(call.getProperties()));
      return filled(new provider.CreateResponse(), (response) => {
        response.setId(`${ID_PREFIX}${id}`);
        response.setProperties(struct(state));
      });
    },
    read: async (request) => {
      const call = request as InstanceType<typeof provider.ReadRequest>;
      assertUser(call.getUrn());
      const state = await users().read(bare(call.getId()), fields(call.getProperties()));
      return filled(new provider.ReadResponse(), (response) => {
        if (state === undefined) return;
        response.setId(call.getId());
        response.setProperties(struct(state));
        response.setInputs(struct(inputsOf(state, fields(call.getInputs()))));
      });
    },
    update: async (request) => {
      const call = request as InstanceType<typeof provider.UpdateRequest>;
      assertUser(call.getUrn());
      const state = await users().update(bare(call.getId()), fields(call.getOlds()), fields(call.getNews()));
      return filled(new provider.UpdateResponse(), (response) => response.setProperties(struct(state)));
    },
    delete: async (request) => {
      const call = request as InstanceType<typeof provider.DeleteRequest>;
      assertUser(call.getUrn());
      await users().delete(bare(call.getId()));
      return new Empty();
    },
    invoke: async (request) => {
      const call = request as InstanceType<typeof provider.InvokeRequest>;
      if (call.getTok() !== GET_USER) throw unsupported(call.getTok());
      const user = await getUser(connected(), fields(call.getArgs()));
      return filled(new provider.InvokeResponse(), (response) => response.setReturn(struct(user)));
    },
  };

  const server = new grpc.Server({
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  server.addService(
    providerServices.ResourceProviderService,
    Object.fromEntries(Object.entries(handlers).map(([name, handler]) => [name, unary(handler)])),
  );
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error) reject(error);
      else resolve(port);
    });
  });
}

function unary(handler: Handler): grpc.handleUnaryCall<unknown, unknown> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => handler(call.request))
      .then(
        (response) => {
          callback(null, response);
        },
        (error: unknown) => {
          callback({
            code: grpc.status.UNKNOWN,
            details: error instanceof Error ? error.message : String(error),
          });
        },
      );
  };
}

function filled<Message>(message: Message, fill: (message: Message) => unknown): Message {
  fill(message);
  return message;
}

function fields(properties: Struct | undefined): Properties {
  return properties?.toJavaScript() ?? {};
}

/** What the engine marks a secret with on the wire (`resource.SecretSig` of its Go SDK). */
const SECRET_MARK = "4dabf18193072939515e22adb298388d";

/** The arguments with secrets unwrapped: a provider is configured before it can say that it takes none. */
function plain(properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => {
      const isSecret = typeof value === "object" && value !== null && SECRET_MARK in value;
      return [name, isSecret ? (value as unknown as { value: unknown }).value : value];
    }),
  );
}

function struct(properties: Properties): Struct {
  return Struct.fromJavaScript(properties as Parameters<typeof Struct.fromJavaScript>[0]);
}

function checked(call: InstanceType<typeof provider.CheckRequest>): { news: Properties } {
  assertUser(call.getUrn());
  return { news: fields(call.getNews()) };
}

function bare(id: string): string {
  return id.startsWith(ID_PREFIX) ? id.slice(ID_PREFIX.length) : id;
}

function assertUser(urn: string): void {
  const type = urn.split("::")[2]?.split("$").pop() ?? "";
  if (type !== USER) throw unsupported(type);
}

function unsupported(token: string): Error {
  return new Error(
    `The stand-in for azuread knows ${USER} and ${GET_USER}, not ${token}. Use a real tenant for it.`,
  );
}
