/**
 * What the editor needs beyond the common look. Where there is room, the page itself does not scroll, as at Shopify:
 * a block that scrolls itself into view moves the preview and nothing around it.
 */
export const EDITOR_CSS = `
header, main.editor { max-width: none; }
.pick { margin-bottom: 1rem; }
.row > div { min-width: 0; max-width: 100%; }
.panes { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 1.5rem; }
.panes h2 { margin-top: .5rem; }
.pane-preview { display: flex; flex-direction: column; min-height: 0; }
.stage { --fit: 1; flex: 1; min-height: 85vh; overflow-x: auto; border: 1px solid var(--line); border-radius: .5rem; background: var(--soft); }
.stage.fitted { overflow: clip; }
iframe { display: block; border: 0; height: calc(100% / var(--fit)); min-height: 85vh; background: #fff; margin: 0 auto; }
iframe.phone { width: 390px; }
iframe.desktop { width: 1280px; transform: scale(var(--fit)); transform-origin: 0 0; }
@media (min-width: 64rem) and (min-height: 40rem) {
  body { height: 100dvh; display: grid; grid-template-rows: auto minmax(0, 1fr); }
  header, main.editor { width: 100%; }
  main.editor { display: flex; flex-direction: column; min-height: 0; padding-bottom: .5rem; }
  .panes { flex: 1; min-height: 0; grid-template-columns: 24rem minmax(0, 1fr); }
  .pane-settings { overflow-y: auto; padding-right: .75rem; }
  .stage, iframe { min-height: 0; }
}
fieldset.group { border: 0; border-top: 1px solid var(--line); border-radius: 0; padding: .5rem 0 0; margin: 1.25rem 0 0; }
.group > legend { padding: 0 .5rem 0 0; font-size: 1rem; }
.field .quiet { margin: .25rem 0 0; }
.field > input, .field > select { width: 100%; }
[data-settings] textarea { font: inherit; }
[aria-pressed=true] { box-shadow: inset 0 0 0 2px var(--accent); }
.tick { display: flex; gap: .6rem; align-items: center; }
.tick input { min-height: 0; width: 1.25rem; height: 1.25rem; flex: none; }
.tick label { font-weight: 400; }
.range { display: flex; gap: .75rem; align-items: center; }
.range input { flex: 1; min-width: 0; padding: 0; }
.trouble { margin: .25rem 0 0; color: light-dark(#9f1239, #fda4af); }
.trouble:empty { display: none; }
[aria-invalid=true] { border-color: light-dark(#9f1239, #fda4af); border-width: 2px; }
[data-events] { font: .8125rem/1.5 ui-monospace, monospace; overflow: auto; max-height: 12rem; overflow-wrap: anywhere; }
`;
