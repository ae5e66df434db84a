import { html } from 'hono/html';
import { select } from '../controls/fields.ts';
import type { Schema } from '../liquid/schema.ts';
import type { TemplateSection } from '../liquid/theme.ts';
import { htmlResponse } from '../shopify/html-page.ts';
import type { Markup } from '../shopify/html-page.ts';
import { toolsHeader } from '../shopify/tools-header.ts';
import { LOCALE_OBJECTS } from '../storefront/locales.ts';
import { THEME_NAMES } from '../theme-names.ts';
import { PROBLEMS } from './deep-links.ts';
import type { Problem } from './deep-links.ts';
import { EDITOR_CSS } from './editor-css.ts';
import { TEMPLATES, WIDTHS } from './selection.ts';
import type { Selection } from './selection.ts';
import { settingFields } from './setting-fields.ts';

export const UNSAVED = 'There are changes that shoppers do not see yet.';

/** All that the page of the editor shows. */
export interface EditorView {
  readonly selection: Selection;
  /** In the merchant's language. */
  readonly schema: Schema;
  /** Every block of the app: file name and name in the merchant's language. */
  readonly blocks: readonly (readonly [handle: string, name: string])[];
  readonly merchantLanguages: readonly string[];
  /** The template's sections, `liquid` for one without, undefined where the theme has no such template. */
  readonly sections: readonly TemplateSection[] | 'liquid' | undefined;
  readonly embedEnabled: boolean;
  readonly values: Readonly<Record<string, unknown>>;
  /** What is wrong with a setting, by its id. */
  readonly settingProblems: Readonly<Record<string, string>>;
  readonly problem: Problem | undefined;
  readonly saved: boolean;
  readonly hasDraft: boolean;
  readonly previewUrl: string;
  readonly storefront: string;
}

/** The editor as one page: what to look at, the block's settings, the page in a frame. */
export function editorPage(view: EditorView): Promise<Response> {
  const { problem, settingProblems, selection, storefront } = view;
  const wrong = problem !== undefined || Object.keys(settingProblems).length > 0;
  const body = html`<script src="/editor/editor.js"></script>
    ${toolsHeader()}
    <main class="editor">
      <h1>Theme editor</h1>
      ${problem === undefined ? '' : html`<p class="problem" role="alert">${PROBLEMS[problem]}</p>`}
      ${pickForm(view)}
      <div class="panes">
        <section class="pane-settings" aria-labelledby="settings-title">
          <h2 id="settings-title" lang="${selection.merchant}">${view.schema.name ?? selection.block}</h2>
          ${placement(view)} ${settingsForm(view)}
        </section>
        <section class="pane-preview" aria-labelledby="preview-title">
          <h2 id="preview-title">Preview</h2>
          ${preview(view)}
        </section>
      </div>
    </main>`;
  return htmlResponse({
    title: 'Theme editor',
    body,
    css: EDITOR_CSS,
    status: wrong ? 422 : 200,
    allows: ["script-src 'self'", "connect-src 'self'", `frame-src ${storefront}`],
  });
}

function pickForm({ selection, blocks, merchantLanguages }: EditorView): Markup {
  const same = (name: string) => [name, name] as const;
  const field = (name: keyof Selection, label: string, options: readonly (readonly [string, string])[]) =>
    html`<div><label for="${name}">${label}</label> ${select(name, options, selection[name])}</div>`;
  return html`<form class="row pick" action="/editor">
    ${field('theme', 'Theme', THEME_NAMES.map(same))} ${field('template', 'Template', TEMPLATES.map(same))}
    ${field(
      'block',
      'Block',
      blocks.map(([handle, name]) => [handle, `${name} (${handle})`] as const),
    )}
    ${field(
      'locale',
      'Language of the page',
      LOCALE_OBJECTS.map(({ iso_code, endonym_name }) => [iso_code, endonym_name] as const),
    )}
    ${field('merchant', 'Language of the merchant', merchantLanguages.map(same))}
    ${field('width', 'Width', WIDTHS.map(same))}
    <button>Show</button>
  </form>`;
}

/** Where the block stands, and the way to put it there. */
function placement({ selection, sections, embedEnabled, schema }: EditorView): Markup {
  if (schema.target !== 'section') {
    return html`<form method="post" action="/editor" class="row field">
      ${hidden(selection)}
      <p>This app embed is switched ${embedEnabled ? 'on' : 'off'}.</p>
      <button name="act" value="${embedEnabled ? 'embed-off' : 'embed-on'}">
        ${embedEnabled ? 'Switch off' : 'Switch on'}
      </button>
    </form>`;
  }
  const list = sections === undefined || sections === 'liquid' ? [] : sections;
  const places = list.filter(({ appBlocks }) => appBlocks.includes(selection.block));
  const targets = [
    ['newAppsSection', 'a new Apps section'] as const,
    ...list
      .filter(({ takesAppBlocks }) => takesAppBlocks)
      .map(({ key, id }) => [`sectionId:${id}`, `the section “${key}”`] as const),
  ];
  return html`<form method="post" action="/editor" class="field">
    ${hidden(selection)}
    <p>
      ${
        places.length === 0
          ? 'This block is not on this page.'
          : `This block is on this page, in ${places.map(({ key }) => `“${key}”`).join(' and ')}.`
      }
    </p>
    <div class="row">
      <div><label for="target">Add it to</label> ${select('target', targets, 'newAppsSection')}</div>
      <button name="act" value="add">Add block</button>
    </div>
  </form>`;
}

function settingsForm({ selection, schema, values, settingProblems, saved, hasDraft }: EditorView): Markup {
  const state = hasDraft ? UNSAVED : saved ? 'Saved.' : '';
  return html`<form method="post" action="/editor" data-settings novalidate>
    ${hidden(selection)}
    <div lang="${selection.merchant}">${settingFields(schema, values, settingProblems)}</div>
    <p role="status" data-state>${state}</p>
    <div class="row">
      <button name="act" value="draft">Update preview</button>
      <button name="act" value="save">Save</button>
      <button name="act" value="discard">Discard changes</button>
    </div>
  </form>`;
}

function preview({ selection, previewUrl }: EditorView): Markup {
  return html`<div class="row field">
      <button type="button" data-act="select" aria-pressed="true" hidden>Block selected</button>
    </div>
    <div class="stage">
      <iframe
        class="${selection.width}"
        title="Preview: ${selection.template}"
        src="${previewUrl}"
        data-block="${selection.block}"
      ></iframe>
    </div>
    <details class="field">
      <summary>Events in the preview</summary>
      <ol data-events tabindex="0" aria-label="Events in the preview"></ol>
    </details>`;
}

/** What the merchant looks at goes along with every post. */
function hidden(selection: Selection): readonly Markup[] {
  return Object.entries(selection).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
}
