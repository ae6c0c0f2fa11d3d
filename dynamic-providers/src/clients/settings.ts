import type { Problem } from "../problems";
import { type Cloud, CLOUDS, type EndpointOverrides, isSafe } from "./clouds";
import {
  chooseCredential,
  type ConfigReader,
  type CredentialChoice,
  type Environment,
} from "./sign-in/credential-choice";

/** Which tenant, and who signs in to it. */
export interface TenantSettings {
  readonly cloud: Cloud;
  /** Other addresses than the cloud's own. */
  readonly endpoints?: EndpointOverrides;
  readonly credential: CredentialChoice;
}

/** The namespace of our configuration, whatever the project is called. */
const NAMESPACE = "bc-sales";

/** What configuration and environment say of the tenant. With problems, the settings must not be used. */
export function tenantSettings(
  config: ConfigReader,
  env: Environment,
): { readonly settings: TenantSettings; readonly problems: readonly Problem[] } {
  const cloud = readCloud(config(`${NAMESPACE}:cloud`));
  const endpoints = readEndpoints(config(`${NAMESPACE}:endpoints`));
  const credential = chooseCredential(config, env);
  return {
    settings: {
      cloud: cloud.value ?? "public",
      ...(endpoints.value === undefined ? {} : { endpoints: endpoints.value }),
      credential: credential.choice,
    },
    problems: [...cloud.problems, ...endpoints.problems, ...credential.problems, ...openDoors(env)],
  };
}

/** Node would send secrets to anybody who says to be Entra. */
function openDoors(env: Environment): readonly Problem[] {
  const name = "NODE_TLS_REJECT_UNAUTHORIZED";
  if (env[name] !== "0") return [];
  return [
    {
      where: name,
      message: "The environment turns off the verification of certificates.",
      remedy: `Unset ${name}. To trust a private authority, set NODE_EXTRA_CA_CERTS to its PEM file.`,
    },
  ];
}

interface Read<T> {
  readonly value?: T;
  readonly problems: readonly Problem[];
}

function readCloud(given: string | undefined): Read<Cloud> {
  if (given === undefined || given === "") return { problems: [] };
  const cloud = CLOUDS.find((name) => name === given);
  if (cloud !== undefined) return { value: cloud, problems: [] };
  return {
    problems: [
      {
        where: `${NAMESPACE}:cloud`,
        message: `"${given}" is no cloud.`,
        remedy: `Use one of ${CLOUDS.join(", ")}.`,
      },
    ],
  };
}

const ENDPOINTS = ["authority", "graph", "powerPlatform"] as const satisfies (keyof EndpointOverrides)[];

/** Objects arrive as JSON text, or, from newer engines, as they are. */
function readEndpoints(given: unknown): Read<EndpointOverrides> {
  if (given === undefined || given === "") return { problems: [] };
  const value = typeof given === "string" ? json(given) : given;
  const where = `${NAMESPACE}:endpoints`;
  const remedy = "Give authority, graph and powerPlatform as https addresses, or remove the key.";
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { problems: [{ where, message: "This is no object.", remedy }] };
  }
  const addresses = value as Partial<Record<string, unknown>>;
  const known = new Set<string>(ENDPOINTS);
  const problems = [
    ...ENDPOINTS.filter((name) => !isAddress(addresses[name])).map((name) => ({
      where: `${where}.${name}`,
      message: addresses[name] === undefined ? "The address is missing." : "This is not an https address.",
      remedy,
    })),
    ...Object.keys(addresses)
      .filter((name) => !known.has(name))
      .map((name) => ({ where: `${where}.${name}`, message: "There is no such endpoint.", remedy })),
  ];
  return problems.length > 0 ? { problems } : { value: value as EndpointOverrides, problems };
}

function isAddress(value: unknown): boolean {
  return typeof value === "string" && URL.canParse(value) && isSafe(new URL(value));
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
