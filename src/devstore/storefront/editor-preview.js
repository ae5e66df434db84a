// @ts-check
// Runs in the page that the theme editor shows: renders sections anew and tells the page's scripts about it, with
// the events that shopify.dev lists under "Integrate sections and blocks with the theme editor".
(() => {
  const { editorOrigin = '' } = document.currentScript?.dataset ?? {};
  const BLOCKS = '[data-shopify-editor-block]';
  const SECTIONS = '[data-shopify-editor-section]';

  const report = (message) => parent.postMessage({ from: 'preview', ...message }, editorOrigin);
  const dataOf = (element, name) => JSON.parse(element.getAttribute(name) ?? '{}');

  /**
   * Where a block stands: its element and what is rendered anew around it. An embed has no section; that it gets
   * the events of one, with its own id, is how the local shop fills a gap in the documentation.
   */
  const placesOf = (root, type) =>
    [...root.querySelectorAll(BLOCKS)]
      .map((element) => ({ element, block: dataOf(element, 'data-shopify-editor-block') }))
      .filter(({ element, block }) => block.type === type && !element.parentElement?.closest(BLOCKS))
      .map(({ element, block }) => {
        const section = element.closest(SECTIONS);
        const id = section ? dataOf(section, 'data-shopify-editor-section').id : block.id;
        return { element, blockId: block.id, section: section ?? element, sectionId: id };
      });

  const dispatch = (target, type, detail) => {
    target.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
    report({ event: type, detail });
  };

  const select = (type, load) => {
    for (const { element, blockId, section, sectionId } of placesOf(document, type)) {
      dispatch(section, 'shopify:section:select', { sectionId, load });
      dispatch(element, 'shopify:block:select', { blockId, sectionId, load });
    }
  };

  const deselect = (type) => {
    for (const { element, blockId, section, sectionId } of placesOf(document, type)) {
      dispatch(element, 'shopify:block:deselect', { blockId, sectionId });
      dispatch(section, 'shopify:section:deselect', { sectionId });
    }
  };

  const sectionsOf = (root, type) =>
    new Map(placesOf(root, type).map(({ section, sectionId }) => [sectionId, section]));

  /** Scripts in the new HTML do not run: they were parsed elsewhere. */
  const update = async (type) => {
    const answer = await fetch(location.href, { cache: 'no-store' });
    const fresh = sectionsOf(new DOMParser().parseFromString(await answer.text(), 'text/html'), type);
    const shown = sectionsOf(document, type);
    const same = fresh.size === shown.size && [...fresh.keys()].every((id) => shown.has(id));
    if (fresh.size === 0 && shown.size === 0) return report({ event: 'updated' });
    // A section more or less, or a page with a fault: that is another page.
    if (!same) return location.reload();
    for (const [sectionId, section] of fresh) {
      const old = shown.get(sectionId);
      dispatch(old, 'shopify:section:unload', { sectionId });
      old.replaceWith(section);
      dispatch(section, 'shopify:section:load', { sectionId });
    }
    report({ event: 'updated' });
  };

  const ACTS = {
    update: async ({ block, selected }) => {
      await update(block);
      if (selected) select(block, true);
    },
    select: async ({ block, load }) => select(block, load),
    deselect: async ({ block }) => deselect(block),
  };

  // One after the other: what was asked for last is what stands in the end.
  let turn = Promise.resolve();
  window.addEventListener('message', ({ origin, source, data }) => {
    if (origin !== editorOrigin || source !== parent || !Object.hasOwn(ACTS, data?.act)) return;
    turn = turn
      .then(() => ACTS[data.act](data))
      .catch((error) => report({ event: 'failed', detail: String(error) }));
  });
  window.addEventListener('load', () => report({ event: 'ready' }));

  // The page stays the one that is being edited.
  window.addEventListener('submit', (event) => event.preventDefault());
  window.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    if (link && !link.getAttribute('href').startsWith('#')) event.preventDefault();
  });
})();
