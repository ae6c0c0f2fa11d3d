import { Html } from "../format/html";

/** Colours reach a contrast of 4.5 on their ground (WCAG 2.2, AA) in both schemes; states are words too, never colour alone. */
export const pageStyle = new Html(`
:root { color-scheme: light dark; --ground: #fff; --text: #1b1b1f; --faint: #55555f; --line: #d5d5dc; --good: #0b6b34; --bad: #b3141f; --doubt: #7a5200; --band: #f4f4f7; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #16161a; --text: #ececf1; --faint: #a9a9b5; --line: #3a3a44; --good: #5fd38d; --bad: #ff8a8a; --doubt: #f0b84a; --band: #202027; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 70rem; padding: 1.5rem; background: var(--ground); color: var(--text); font: 1rem/1.45 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
p { margin: .4rem 0; }
.verdict { display: inline-block; margin: .2rem 0 .8rem; padding: .3rem .8rem; border: 2px solid; border-radius: .4rem; font-weight: 600; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0; }
dt { color: var(--faint); }
dd { margin: 0; overflow-wrap: anywhere; }
section { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; margin: .5rem 0; }
th, td { padding: .45rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: break-word; }
thead th { background: var(--band); color: var(--faint); font-size: .85rem; }
tbody th { font-weight: 600; }
td:last-child { min-width: 8rem; }
.name { font-family: ui-monospace, monospace; font-size: .9em; font-weight: 400; }
.badge { font-weight: 600; white-space: nowrap; }
.ok { color: var(--good); }
.different { color: var(--bad); }
.unknown { color: var(--doubt); }
.idle { color: var(--faint); }
ul { margin: .3rem 0 0; padding-left: 1.1rem; }
summary { cursor: pointer; padding: .4rem 0; }
code { font-family: ui-monospace, monospace; font-size: .9em; }
@media screen and (max-width: 45rem) {
  table, tbody, tr, th, td { display: block; width: auto; }
  thead { display: none; }
  tr { padding: .4rem 0; border-bottom: 1px solid var(--line); }
  th, td { padding: .1rem 0; border: 0; overflow-wrap: anywhere; }
  td::before { content: attr(data-label) ": "; color: var(--faint); }
}
@media print {
  details::details-content { content-visibility: visible; }
  :root { --ground: #fff; --text: #000; --faint: #444; --line: #bbb; --good: #0b6b34; --bad: #b3141f; --doubt: #7a5200; --band: #eee; }
  body { max-width: none; padding: 0; font-size: .8rem; }
  section { overflow: visible; }
  tr { break-inside: avoid; }
  h2 { break-after: avoid; }
}
`);
