import { SalesIntegration, type SalesIntegrationArgs } from "@bc-sales/components";
import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { referenceTo } from "./reference";

type Properties = Record<string, unknown>;

/** A resource as the program hands it to an engine. */
export interface DeclaredResource {
  readonly name: string;
  readonly type: string;
  /** Outputs of other resources are references. */
  readonly inputs: Properties;
  /** Names of the resources that must be there first. */
  readonly dependencies: readonly string[];
  /** Whether it is only forgotten when it leaves the program. */
  readonly retainOnDelete: boolean;
  readonly secretOutputs: readonly string[];
  readonly protect: boolean;
}

/** A question of the program to a provider. */
export interface DeclaredLookUp {
  readonly name: string;
  readonly token: string;
  readonly args: Properties;
}

/** All that a program declares, each resource after those it depends on. */
export interface DeclaredProgram {
  readonly resources: readonly DeclaredResource[];
  readonly lookUps: readonly DeclaredLookUp[];
}

/** Outputs that are no inputs, as far as the components use them. */
const OUTPUTS: Readonly<Record<string, readonly string[]>> = {
  "pulumi-nodejs:dynamic/bcsales:SalesEnvironment": ["environmentId", "displayName"],
  "pulumi-nodejs:dynamic/bcsales:InitialPassword": ["password"],
  "azuread:index/user:User": ["objectId"],
};

/** The component takes the roster's state apart for its own outputs, which nothing here depends on. */
const NOBODY = {
  people: [JSON.stringify({ columns: [], values: [] })],
  drift: {},
  initialPasswords: "{}",
};

/** What `SalesIntegration` itself registers: the real components on a monitor that only takes notes. */
export async function declaredBy(args: SalesIntegrationArgs): Promise<DeclaredProgram> {
  const notes = new Notes();
  const { stackTraceLimit } = Error;
  // Pulumi keeps a stack for each promise, which takes most of the time.
  Error.stackTraceLimit = 0;
  try {
    await declare(args, notes);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  return notes;
}

async function declare(args: SalesIntegrationArgs, notes: Notes): Promise<void> {
  await pulumi.runtime.setMocks(notes);
  pulumi.runtime.setMockOptions(new NotingMonitor(notes));
  new SalesIntegration("sales", args);
  await pulumi.runtime.disconnect();
}

class Notes implements DeclaredProgram, pulumi.runtime.Mocks {
  readonly resources: DeclaredResource[] = [];
  readonly lookUps: DeclaredLookUp[] = [];

  newResource({ name, type, inputs }: pulumi.runtime.MockResourceArgs): pulumi.runtime.MockResourceResult {
    const outputs = [...Object.keys(inputs as Properties), ...(OUTPUTS[type] ?? [])];
    const references = Object.fromEntries(outputs.map((output) => [output, referenceTo(name, output)]));
    const isRoster = type.endsWith(":SalespeopleRoster");
    return { id: name, state: isRoster ? { ...references, ...NOBODY } : references };
  }

  call({ token, inputs }: pulumi.runtime.MockCallArgs): pulumi.runtime.MockCallResult {
    const name = `look-up-${String(this.lookUps.length)}`;
    this.lookUps.push({ name, token, args: inputs as Properties });
    return { objectId: referenceTo(name, "objectId") };
  }
}

/** The parts of a registration (`pulumirpc.RegisterResourceRequest`) that mocks are not told of. */
interface Registration {
  getType(): string;
  getName(): string;
  getCustom(): boolean;
  getObject(): Parameters<typeof pulumi.runtime.deserializeProperties>[0];
  getDependenciesList(): string[];
  getRetainondelete(): boolean;
  getProtect(): boolean;
  getAdditionalsecretoutputsList(): string[];
}

class NotingMonitor extends MockMonitor {
  constructor(private readonly notes: Notes) {
    super(notes);
  }

  override async registerResource(
    request: Registration,
    callback: (error: unknown, response: unknown) => void,
  ): Promise<void> {
    if (request.getCustom()) {
      const inputs: unknown = pulumi.runtime.deserializeProperties(request.getObject());
      this.notes.resources.push({
        name: request.getName(),
        type: request.getType(),
        inputs: plain(inputs) as Properties,
        dependencies: request.getDependenciesList().map(nameOf),
        retainOnDelete: request.getRetainondelete(),
        secretOutputs: request.getAdditionalsecretoutputsList(),
        protect: request.getProtect(),
      });
    }
    await super.registerResource(request, callback);
  }
}

function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}

/** The inputs without the provider's text, and secrets as what they are. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  if (pulumi.runtime.isRpcSecret(value)) return plain(pulumi.runtime.unwrapRpcSecret(value));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "__provider")
      .map(([key, member]) => [key, plain(member)]),
  );
}
