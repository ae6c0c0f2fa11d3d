import { createHash } from "node:crypto";
import { html, Html } from "./html";
import { pageHref, type PageQuery } from "./query";
import { section, type Section } from "./section";
import { style } from "./style";

/** What stands at the top of the page. */
export interface Masthead {
  readonly tenant: string;
  readonly domain: string;
}

const styleHash = createHash("sha256").update(style).digest("base64");

/** Nothing but this style and the icon in the page itself: no script, no other origin, no frame. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  "img-src data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

// Without it browsers ask for /favicon.ico.
const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%230f6cbd'/%3E%3Cpath d='M4 5.5h8M4 8h8M4 10.5h5' stroke='white' stroke-width='1.6' stroke-linecap='round'/%3E%3C/svg%3E";

/** Seconds between two loads of a page that refreshes itself. */
const refreshSeconds = 5;

const dataLinks = [
  ["/admin/state", "state"],
  ["/admin/requests", "requests"],
  ["/admin/settings", "settings"],
  ["/admin/coverage", "what is covered"],
] as const;

/** The whole page: the first section across, the others as they find place. */
export function pageDocument(
  { tenant, domain }: Masthead,
  query: PageQuery,
  sections: readonly Section[],
): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        ${query.refresh > 0 ? html`<meta http-equiv="refresh" content="${query.refresh}" />` : html``}
        <title>${tenant} – local tenant</title>
        <link rel="icon" href="${icon}" />
        ${new Html(`<style>${style}</style>`)}
      </head>
      <body>
        <a class="skip" href="#account-set">Skip to the account set</a>
        <header>
          <div>
            <h1>${tenant} <small>local tenant</small></h1>
            <p>${domain} · a sandbox on this machine; nothing here exists anywhere else</p>
          </div>
          <nav aria-label="Sections">
            <ul>
              ${sections.map(({ id, heading }) => html`<li><a href="#${id}">${heading}</a></li>`)}
            </ul>
          </nav>
        </header>
        <main>${sections.map(section)}</main>
        <footer>
          <p>
            ${
              query.refresh > 0
                ? html`Loads again every ${query.refresh} seconds.
                    <a href="${pageHref(query, { refresh: 0 })}">Stop</a>`
                : html`<a href="${pageHref(query, { refresh: refreshSeconds })}"
                    >Load again every ${refreshSeconds} seconds</a
                  >`
            }
          </p>
          <p>As data: ${dataLinks.map(([href, label]) => html`<a href="${href}">${label}</a> `)}</p>
        </footer>
      </body>
    </html>`;
}
