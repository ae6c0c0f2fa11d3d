import type { EnvironmentView } from "./environment";
import { amount } from "./environment";
import { html, type Html } from "./html";
import type { Section } from "./section";
import { table } from "./table";

const settingColumns = [
  { heading: "Setting" },
  { heading: "Now", kind: "number" },
  { heading: "Usually", kind: "number" },
];

/** @param clockOffset milliseconds that the tenant's clock was stepped forward */
export function environmentSection(
  { environment, changedSettings }: EnvironmentView,
  organizationUrl: string,
  clockOffset: number,
): Section {
  const entries: [string, Html | string][] =
    environment === undefined
      ? [["Environment", html`<span class="state">none: import a tenant, or reset the sandbox</span>`]]
      : [
          ["Name", environment.name],
          ["Organization", html`<code>${organizationUrl}</code>`],
          ["Environment id", html`<code>${environment.id}</code>`],
          [
            "Administration mode",
            environment.administrationMode
              ? html`<span class="state">on: only administrators enter</span>`
              : "off",
          ],
          [
            "Security group",
            environment.securityGroup === undefined
              ? "none: everybody with a licence may enter"
              : `${environment.securityGroup.name}, members: ${environment.securityGroup.members}`,
          ],
        ];
  const clock: [string, Html | string] = [
    "Clock",
    clockOffset === 0
      ? "the real time"
      : html`<span class="state">${amount(clockOffset, "ms")} ahead of the real time</span>`,
  ];
  return {
    id: "environment",
    heading: "Environment",
    content: html`<dl class="facts">
        ${[...entries, clock].map(
          ([name, value]) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>
      ${
        changedSettings.length === 0
          ? html`<p class="quiet">
              All <a href="/admin/settings">settings</a> of time and protection are the usual ones.
            </p>`
          : table(
              "Settings that differ from the usual ones",
              settingColumns,
              changedSettings.map(({ name, value, usually, rule }) => [
                html`<code>${name}</code> <span class="quiet">${rule}</span>`,
                value,
                usually,
              ]),
            )
      }`,
  };
}
