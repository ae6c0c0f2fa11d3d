import { parseArgs } from "node:util";
import type { Contract } from "./contract";
import { optionalVariables, requiredVariables } from "./target/live-settings";

export interface Arguments {
  readonly target: "sandbox" | "live";
  /** The contracts to check. */
  readonly chosen: readonly Contract[];
  /** Do not ask before something is made. */
  readonly yes: boolean;
  /** Where to write what was found; undefined for the default. */
  readonly observations: string | undefined;
  readonly action: "check" | "clean-up" | "list" | "help";
}

/** The command line. Throws, saying what is wrong with it. */
export function parseArguments(argv: readonly string[], contracts: readonly Contract[]): Arguments {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      target: { type: "string", default: "sandbox" },
      only: { type: "string", multiple: true, default: [] },
      yes: { type: "boolean", default: false },
      observations: { type: "string" },
      "clean-up": { type: "boolean", default: false },
      list: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const { target } = values;
  if (target !== "sandbox" && target !== "live") {
    throw new Error(`--target is sandbox or live, not "${target}".`);
  }
  // `--only a b`: what follows belongs to it.
  const ids = [...values.only, ...positionals].flatMap((text) => text.split(",")).filter((id) => id !== "");
  if (values.only.length === 0 && positionals.length > 0) {
    throw new Error(`"${positionals.join(" ")}" is no option. Ids of contracts come after --only.`);
  }
  const unknown = ids.filter((id) => !contracts.some((contract) => contract.id === id));
  if (unknown.length > 0) {
    throw new Error(`There is no contract ${unknown.join(", ")}. --list shows all of them.`);
  }
  if (values["clean-up"] && target === "sandbox") {
    throw new Error("--clean-up is for --target live: a sandbox of parity's own is gone when it ends.");
  }
  return {
    target,
    chosen: ids.length === 0 ? contracts : contracts.filter(({ id }) => ids.includes(id)),
    yes: values.yes,
    observations: values.observations,
    action: values.help ? "help" : values.list ? "list" : values["clean-up"] ? "clean-up" : "check",
  };
}

export const helpText = `Checks what the services are taken to do, on a sandbox of its own or on a real tenant.

  npm run parity -- [--target sandbox|live] [--only id…] [--yes] [--observations FILE] [--clean-up] [--list]

  --target        sandbox (default) or live
  --only          contracts to check, by id; default all
  --yes           do not ask before something is made in a real tenant
  --observations  file to write what was found to; default for live: parity/observations.json
  --clean-up      remove what earlier live runs have left, and check nothing
  --list          show the contracts: id, evidence, open point, sentence

--target live reads from the environment:
${described(requiredVariables)}
and may read:
${described(optionalVariables)}

Ends with 0 when all is as assumed, 1 when something is different or could not be settled, 2 when something is wrong
with the call or the configuration, 3 when something that was made could not be removed.
`;

function described(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, meaning]) => `  ${name}\n      ${meaning}`)
    .join("\n");
}
