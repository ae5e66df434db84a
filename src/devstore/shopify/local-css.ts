/** The look of the local shop's own pages: system type, one column, both colour schemes. */
export const LOCAL_CSS = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); --soft: color-mix(in srgb, currentColor 6%, transparent); --quiet: color-mix(in srgb, currentColor 72%, transparent); --accent: light-dark(#1d4ed8, #9cc0ff); }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; background: light-dark(#fff, #16181d); color: light-dark(#1b1d22, #eceef2); }
main, header { max-width: 46rem; margin: 0 auto; padding: 1rem; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; border-bottom: 1px solid var(--line); }
h1 { font-size: 1.5rem; line-height: 1.25; margin: .5rem 0 1rem; overflow-wrap: anywhere; }
h2 { font-size: 1.125rem; margin: 2rem 0 .5rem; }
a { color: var(--accent); text-underline-offset: .15em; overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
input, select, textarea, button { font: inherit; color: inherit; min-height: 2.75rem; padding: .4rem .7rem; border: 1px solid var(--quiet); border-radius: .4rem; background: transparent; max-width: 100%; }
select option { background: light-dark(#fff, #16181d); }
textarea { width: 100%; font-family: ui-monospace, monospace; font-size: .875rem; }
button { cursor: pointer; background: var(--soft); font-weight: 600; }
label { display: block; font-weight: 600; }
fieldset { border: 1px solid var(--line); border-radius: .5rem; margin: 0 0 1rem; padding: .5rem 1rem 1rem; min-width: 0; }
legend { font-weight: 600; padding: 0 .35rem; }
.row { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; }
.field { margin: 0 0 1rem; }
.quiet { color: var(--quiet); font-size: .9375rem; margin: 0 0 .75rem; }
.problem { border: 1px solid; border-left-width: .4rem; border-radius: .4rem; padding: .5rem 1rem; color: light-dark(#9f1239, #fda4af); }
`;
