/** The page's style sheet. Colours keep a contrast of 4.5 to 1 at least on their ground, light and dark. */
export const style = `
:root {
  color-scheme: light dark;
  --ground: #f5f6f8; --panel: #fff; --text: #1b1f24; --quiet: #59636e; --line: #dfe3e8; --accent: #0f6cbd;
  --good: #146c2e; --good-ground: #e6f4ea; --bad: #b42318; --bad-ground: #fdecea; --note: #8a5300;
  --note-ground: #fdf3e1; --plain-ground: #eceff3; --accent-ground: #e5f0fa; --shadow: 0 1px 2px #0f172a14;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #12151a; --panel: #1a1f26; --text: #e6e9ee; --quiet: #9aa5b1; --line: #2c343e; --accent: #6cb6ff;
    --good: #57d07c; --good-ground: #14301f; --bad: #ff8f84; --bad-ground: #3c1a19; --note: #f0b65a;
    --note-ground: #35270f; --plain-ground: #28303a; --accent-ground: #16324c; --shadow: none;
  }
}
* { box-sizing: border-box }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100% }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto } }
body { margin: 0; background: var(--ground); color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif }
header, main, footer { max-width: 82rem; margin: 0 auto; padding: 0 1.5rem }
header { display: flex; flex-wrap: wrap; gap: .5rem 2rem; align-items: end; justify-content: space-between;
  padding-top: 1.75rem; padding-bottom: 1rem }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .2rem; letter-spacing: -.01em }
h1 small { font-size: .8rem; font-weight: 600; letter-spacing: .02em; vertical-align: middle; margin-left: .4rem;
  padding: .2rem .6rem; border-radius: 1rem; background: var(--accent-ground); color: var(--accent) }
header p { margin: 0; color: var(--quiet) }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; margin: 0; padding: 0; list-style: none }
a { color: var(--accent); text-underline-offset: .15em }
nav a { text-decoration: none } nav a:hover { text-decoration: underline }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px }
.skip { position: absolute; left: -99rem } .skip:focus { left: 1rem; top: .5rem; background: var(--panel); padding: .4rem .8rem }
main { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1.25rem }
section { background: var(--panel); border: 1px solid var(--line); border-radius: .75rem; padding: 1.1rem 1.35rem 1.25rem;
  box-shadow: var(--shadow); scroll-margin-top: 1rem; min-width: 0 }
#account-set, #accounts, #requests { grid-column: 1 / -1 }
#account-set { background: none; border: 0; box-shadow: none; padding: 0 }
h2 { font-size: 1.1rem; margin: 0 0 .7rem } h2 small { font-weight: 400; font-size: .9rem; color: var(--quiet); margin-left: .3rem }
.cards { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 1.25rem }
.card { background: var(--panel); border: 1px solid var(--line); border-top: 3px solid var(--good); border-radius: .75rem;
  padding: 1rem 1.35rem 1.1rem; box-shadow: var(--shadow) }
.card.missing { border-top-color: var(--line); border-style: dashed; border-top-style: solid }
.card.broken { border-top-color: var(--bad) }
.card h3 { margin: 0; font-size: .85rem; font-weight: 600; color: var(--quiet) }
.card p { margin: .25rem 0 0; overflow-wrap: anywhere } .card .who { font-size: 1.2rem; font-weight: 600; line-height: 1.3 }
.card.missing .who { color: var(--quiet); font-weight: 500 }
.rules { list-style: none; margin: 0; padding: 0; display: grid; gap: .7rem }
.rules li { display: flex; gap: .7rem; overflow-wrap: anywhere } .rules li > div { min-width: 0 }
.sign { flex: none; width: 1.5rem; height: 1.5rem; border-radius: 50%; display: grid; place-items: center; font-size: .85rem;
  font-weight: 700; background: var(--plain-ground); color: var(--quiet) }
.holds .sign { background: var(--good-ground); color: var(--good) } .broken .sign { background: var(--bad-ground); color: var(--bad) }
.verdict { font-size: .85rem; color: var(--quiet) }
.holds .verdict { color: var(--good) } .broken .verdict { color: var(--bad); font-weight: 600 }
form { display: flex; flex-wrap: wrap; gap: .6rem 1rem; align-items: center; margin: 0 0 .6rem }
label { display: inline-flex; gap: .5rem; align-items: center; color: var(--quiet) }
input, select, button { font: inherit; color: var(--text); background: var(--panel); border: 1px solid var(--quiet);
  border-radius: .4rem; padding: .3rem .6rem; min-width: 0 }
input[type=search] { width: 17rem } button { cursor: pointer } button:hover { border-color: var(--accent); color: var(--accent) }
table { border-collapse: collapse; width: 100% }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
th, td { text-align: left; vertical-align: top; padding: .55rem 1rem .55rem 0; border-top: 1px solid var(--line);
  font-weight: 400; overflow-wrap: anywhere }
thead th { color: var(--quiet); font-size: .85rem; font-weight: 600; border: 0; padding-top: .2rem; padding-bottom: .3rem;
  overflow-wrap: normal }
th:last-child, td:last-child { padding-right: 0 } .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
td ul, th ul { margin: 0; padding: 0; list-style: none } td li { padding-left: .9rem; text-indent: -.9rem } .parts li { padding: 0; text-indent: 0 }
code { font: .87em/1.5 ui-monospace, "Cascadia Mono", "Liberation Mono", Menlo, monospace }
code b { font-weight: 700 }
.quiet { color: var(--quiet) } .state { color: var(--bad); font-weight: 600 } .good { color: var(--good) }
p.quiet { margin: .5rem 0 }
.unit { display: block; color: var(--quiet) }
.name { font-weight: 600 } .sign-in-name { color: var(--quiet); display: block }
.badges { display: flex; flex-wrap: wrap; gap: .3rem; margin-top: .25rem }
.breach { display: block; color: var(--bad); font-weight: 600; margin-top: .2rem }
.badge { display: inline-block; font-size: .8rem; line-height: 1.5; padding: .05rem .55rem; border-radius: 1rem;
  background: var(--plain-ground); color: var(--text); white-space: nowrap }
.badge.administrator, .badge.system-administrator { background: var(--note-ground); color: var(--note) }
.badge.last-administrator, .badge.fault, .badge.odd { background: var(--bad-ground); color: var(--bad) }
.badge.integration-user, .badge.non-interactive { background: var(--accent-ground); color: var(--accent) }
.badge.salesperson { background: var(--good-ground); color: var(--good) }
.bar { display: block; width: 100%; max-width: 14rem; height: .5rem; border-radius: .25rem; margin: .3rem 0 .2rem }
.bar .all { fill: var(--plain-ground) } .bar .taken { fill: var(--accent) } .bar.full .taken { fill: var(--bad) }
dl { margin: 0 } dd { margin: 0; overflow-wrap: anywhere }
.facts > div { display: grid; grid-template-columns: 11rem 1fr; gap: 1rem; padding: .4rem 0; border-top: 1px solid var(--line) }
.facts > div:first-child { border-top: 0 } dt { color: var(--quiet) }
.legend { display: grid; grid-template-columns: repeat(auto-fill, minmax(30rem, 1fr)); gap: .5rem 2rem; margin-top: .6rem; font-size: .9rem }
.legend > div { display: grid; grid-template-columns: 9.5rem 1fr; gap: .75rem } .legend dd { color: var(--quiet) }
details { margin-top: .5rem } summary { cursor: pointer; color: var(--quiet) }
td details { margin-top: .2rem } .parts { margin: .3rem 0 0; font-size: .93em }
.pages { display: flex; gap: 1.5rem; justify-content: center; padding: .8rem 0 .2rem; border-top: 1px solid var(--line) }
#requests table { table-layout: fixed } #requests thead th:nth-child(1) { width: 5.5rem }
#requests thead th:nth-child(2) { width: 9rem } #requests thead th:nth-child(4) { width: 4.5rem } #requests thead th:nth-child(5) { width: 6rem }
#accounts table { table-layout: fixed } #accounts thead th:nth-child(1) { width: 34% } #accounts thead th:nth-child(2) { width: 18% }
#accounts thead th:nth-child(4) { width: 22% }
footer { display: flex; flex-wrap: wrap; gap: 0 2rem; justify-content: space-between; padding-top: .75rem; padding-bottom: 2rem; color: var(--quiet) }
@media (max-width: 60rem) { main, .cards { grid-template-columns: minmax(0, 1fr) } .cards { gap: .75rem } }
@media (max-width: 44rem) {
  header, main, footer { padding-left: 1rem; padding-right: 1rem } section { padding: 1rem }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  table, tbody, tr, tbody th, td { display: block }
  tr { border-top: 1px solid var(--line); padding: .6rem 0 } tbody th, td { border: 0; padding: .1rem 0; text-align: left; white-space: normal }
  td { display: grid; grid-template-columns: 6.5rem 1fr; gap: .75rem } td::before { content: attr(data-heading); color: var(--quiet); font-size: .85rem }
  td.number { text-align: left } td > * { grid-column: 2 } .facts > div, .legend > div, .legend { grid-template-columns: 1fr; gap: .1rem } .legend { gap: .6rem }
  #requests tr { display: grid; grid-template-columns: auto 1fr auto auto; gap: 0 .9rem }
  #requests td, #requests td.number { display: block } #requests td::before { content: none } #requests td:nth-child(3) { grid-column: 1 / -1; grid-row: 2 }
  label, input[type=search] { flex: 1 1 auto }
}
@media print { body { background: none } nav, form, footer, .pages { display: none } }
`;
