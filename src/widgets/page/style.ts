/** Colors of a theme: text at 7:1 or more on its ground, lines and marks at 3:1 or more, to be told apart by all. */
const light = `color-scheme: light; --ground: #ffffff; --raised: #f4f6f8; --ink: #1b1f24; --quiet: #505862;
  --line: #7d858f; --faint: #d9dee4; --blue: #005f96; --orange: #a84300; --green: #00684a; --purple: #8c3b6c;
  --on-blue: #ffffff`;

const dark = `color-scheme: dark; --ground: #15181c; --raised: #20252b; --ink: #eceff2; --quiet: #b0b8c1;
  --line: #858e99; --faint: #39414a; --blue: #6cbcf0; --orange: #ff9f5a; --green: #4fd0a2; --purple: #eda6cf;
  --on-blue: #0b1420`;

/** What all widgets look like. */
export const style = `
:root { ${light} }
@media (prefers-color-scheme: dark) { :root { ${dark} } }
:root[data-theme="light"] { ${light} }
:root[data-theme="dark"] { ${dark} }
* { box-sizing: border-box }
html, body { margin: 0; padding: 0; color: var(--ink); overflow-x: hidden }
body { overflow-wrap: break-word; font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif }
main { max-width: 960px; padding: 14px 16px; background: var(--ground); border: 1px solid var(--faint); border-radius: 10px; display: flow-root }
h2 { font-size: 17px; line-height: 1.3; margin: 0 0 10px }
h3 { font-size: 15px; margin: 0 0 4px }
p { margin: 6px 0 }
[hidden] { display: none !important }
.number { font-variant-numeric: tabular-nums }
td.number { white-space: nowrap }
code { font: 0.93em ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; background: var(--raised); padding: 0 3px; border-radius: 3px; overflow-wrap: anywhere }
.quiet { color: var(--quiet) }
button, select, input, textarea { font: inherit; color: inherit }
button, select, input[type="text"], input[type="number"] {
  min-height: 34px; padding: 3px 12px; border: 1px solid var(--line); border-radius: 7px; background: var(--raised) }
button { cursor: pointer }
button:hover:not(:disabled) { border-color: var(--blue) }
button.main { background: var(--blue); border-color: var(--blue); color: var(--on-blue); font-weight: 600 }
button:disabled { opacity: 0.55; cursor: default }
button[aria-pressed="true"] { outline: 2px solid var(--blue); outline-offset: -2px }
:focus-visible { outline: 3px solid var(--blue); outline-offset: 2px }
input[type="range"]:focus-visible { outline-offset: -2px; border-radius: 8px }
.steady { min-height: 3.9em }
input[type="range"] { width: 100%; accent-color: var(--blue); min-height: 34px; margin: 0; padding: 0 }
input[type="radio"], input[type="checkbox"] { accent-color: var(--blue); width: 17px; height: 17px; margin: 3px 9px 0 0; flex: none }
.row { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin: 8px 0 }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(300px, 100%), 1fr)); gap: 14px; align-items: start }
.controls { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(150px, 100%), 1fr)); gap: 8px 14px; margin: 8px 0; align-items: end }
.field { display: flex; flex-direction: column; gap: 2px; min-width: 0; font-size: 14px }
.field > select, .field > input { width: 100%; min-width: 0 }
@media (min-width: 360px) { .wide { grid-column: span 2 } }
.verdict { padding: 7px 11px; border-left: 4px solid var(--line); background: var(--raised); border-radius: 0 7px 7px 0 }
.verdict.right { border-color: var(--green) }
.verdict.wrong { border-color: var(--orange) }
.right > b:first-child { color: var(--green) }
.wrong > b:first-child { color: var(--orange) }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
th, td { text-align: left; padding: 4px 10px 4px 0; border-bottom: 1px solid var(--faint); vertical-align: top }
th { font-weight: 600 }
th[scope="row"] { font-weight: 400; color: var(--quiet) }
.steps th { white-space: nowrap }
.questions, .card { overflow-wrap: anywhere }
.questions { margin: 0; padding: 0; list-style: none; counter-reset: question }
.questions > li { margin-bottom: 18px; counter-increment: question }
.questions legend::before, .questions .ask::before { content: counter(question) ". " }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0 }
legend, .ask { padding: 0; font-weight: 600; margin-bottom: 6px; display: block }
.choice { margin: 4px 0 }
.choice label { display: flex; padding: 5px 6px; min-height: 34px; border-radius: 6px; cursor: pointer }
.choice label:hover { background: var(--raised) }
.reason { display: block; margin: 0 0 4px 32px; font-size: 14px }
.heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
svg { display: block; width: 100%; height: auto; overflow: visible }
.plot .axis { fill: none; stroke: var(--line); stroke-width: 1 }
.plot { max-width: 430px }
.plot[role="application"] { cursor: crosshair; border-radius: 6px; outline-offset: 0 }
/* display: touch-action does not count for what is inline, as drawings are. */
.handle { display: block; fill-opacity: 0; cursor: grab; touch-action: none }
.plot:active .handle { cursor: grabbing }
.plot + .quiet { min-height: 3em; margin: 4px 0 0; max-width: 430px }
.legend { display: flex; flex-wrap: wrap; gap: 2px 20px; margin: 2px 0 12px; font-size: 14px }
.swatch { display: inline-block; width: 18px; height: 4px; border-radius: 2px; margin: 0 8px 4px 0; vertical-align: middle }
.message { margin: 0; white-space: pre-wrap; font: 14px/1.4 ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere }
[aria-invalid="true"] { border-color: var(--orange); outline: 2px solid var(--orange) }
.steps { max-height: 300px; overflow-y: auto; font-size: 14px }
.now { background: var(--raised) }
.pad { display: block; width: min(280px, 100%); aspect-ratio: 1; border-radius: 8px; border: 1px solid var(--line); touch-action: none; cursor: crosshair }
.beside { display: grid; gap: 14px 40px }
@media (min-width: 600px) { .beside { grid-template-columns: 280px minmax(0, 1fr) } }
.seen { display: flex; gap: 14px; align-items: center; margin-bottom: 10px }
.eye { flex: none; width: 112px; height: 112px; border: 1px solid var(--line); image-rendering: pixelated }
.outputs th, .outputs td { border: 0; padding: 2px 8px 2px 0; vertical-align: middle }
.outputs .number { width: 4.5em }
.track { width: 100% }
.bar { display: block; height: 16px; min-width: 1px; background: var(--line); border-radius: 3px }
.brightest .bar { background: var(--blue) }
.brightest th { color: var(--ink); font-weight: 700 }
.example { padding: 3px; min-height: 0; line-height: 0 }
.example canvas { width: 44px; height: 44px; image-rendering: pixelated }
.units { display: grid; grid-template-columns: auto 1fr; gap: 10px; align-items: center; margin: 6px 0 }
.units > span:last-child { display: flex; flex-wrap: wrap; gap: 5px }
.units button { padding: 0; width: 42px; min-height: 42px; line-height: 0; overflow: hidden }
.units canvas { width: 40px; height: 40px }
.units button[aria-pressed="true"] { outline-width: 4px; outline-offset: -3px }
.cell { width: 100%; font: 13px/1.4 ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; background: var(--raised);
  border: 1px solid var(--line); border-radius: 7px; padding: 8px; margin-top: 6px }
summary { cursor: pointer; padding: 6px 0; min-height: 34px; border-radius: 6px }
.card { min-height: 170px; padding: 14px 18px; border: 1px solid var(--line); border-radius: 10px; background: var(--raised);
  display: grid; align-items: center; text-align: center; cursor: pointer }
.front { font-size: 19px; font-weight: 600 }
hr { border: 0; border-top: 1px solid var(--faint); width: 100%; margin: 10px 0 }
svg text { fill: var(--ink); font-size: 12px }
.diagram { max-width: 430px }
.diagram text { paint-order: stroke; stroke: var(--ground); stroke-width: 4px; stroke-linejoin: round }
.diagram circle + text { stroke: none }
.diagram .weight { font-size: 10.5px; fill: var(--quiet) }
`;
