import { settingFacts } from "../settings-facts";
import { defaultSettings, type SandboxSettings } from "../settings";
import type { Store } from "../state/store";

/** The environment, and what of the sandbox's rules was changed. */
export interface EnvironmentView {
  /** Undefined when the tenant has been emptied. */
  readonly environment:
    | {
        readonly name: string;
        readonly id: string;
        readonly administrationMode: boolean;
        /** Undefined when everybody may enter. */
        readonly securityGroup: { readonly name: string; readonly members: number } | undefined;
      }
    | undefined;
  readonly changedSettings: readonly ChangedSetting[];
}

export interface ChangedSetting {
  readonly name: string;
  readonly value: string;
  readonly usually: string;
  readonly rule: string;
}

export function environmentOf(store: Store, settings: SandboxSettings): EnvironmentView {
  const [row] = store.all("environments");
  const group = row?.securityGroupId == null ? undefined : store.get("groups", row.securityGroupId);
  return {
    environment: row && {
      name: row.displayName,
      id: row.id,
      administrationMode: row.administrationMode,
      securityGroup:
        row.securityGroupId === null
          ? undefined
          : { name: group?.displayName ?? row.securityGroupId, members: group?.members.length ?? 0 },
    },
    changedSettings: (Object.keys(defaultSettings) as (keyof SandboxSettings)[])
      .filter((name) => settings[name] !== defaultSettings[name])
      .map((name) => {
        const { unit, rule } = settingFacts[name] ?? { unit: "", rule: "" };
        return {
          name,
          value: amount(settings[name], unit),
          usually: amount(defaultSettings[name], unit),
          rule,
        };
      }),
  };
}

/** With the largest unit of time that leaves a whole number. */
export function amount(value: number, unit: string): string {
  if (unit !== "ms" || value === 0) return String(value);
  const units = [
    [3_600_000, "h"],
    [60_000, "min"],
    [1000, "s"],
  ] as const;
  const [size, name] = units.find(([length]) => value % length === 0) ?? [1, "ms"];
  return `${value / size} ${name}`;
}
