import { html } from 'hono/html';
import type { Schema, Setting } from '../liquid/schema.ts';
import type { Markup } from '../shopify/html-page.ts';
import { fieldName } from './settings.ts';

/**
 * The fields that a block's schema asks for, in its order; each `header` names the group below it.
 *
 * @param values what is chosen, by setting id; defaults fill the rest
 * @param problems what is wrong with a value, by setting id
 */
export function settingFields(
  { settings = [] }: Schema,
  values: Readonly<Record<string, unknown>>,
  problems: Readonly<Record<string, string>>,
): readonly Markup[] {
  const field = (setting: Setting): Markup => {
    const { id, type, content } = setting;
    if (type === 'paragraph') return html`<p class="quiet">${content}</p>`;
    if (id === undefined) return '';
    return settingField(setting, id, values[id] ?? setting.default ?? '', problems[id] ?? '');
  };
  return groupsOf(settings).map(({ title, members }) =>
    title === undefined
      ? html`${members.map(field)}`
      : html`<fieldset class="group">
          <legend>${title}</legend>
          ${members.map(field)}
        </fieldset>`,
  );
}

interface Group {
  readonly title: string | undefined;
  readonly members: Setting[];
}

function groupsOf(settings: readonly Setting[]): readonly Group[] {
  const groups: Group[] = [{ title: undefined, members: [] }];
  for (const setting of settings) {
    if (setting.type === 'header') groups.push({ title: setting.content, members: [] });
    else groups.at(-1)?.members.push(setting);
  }
  return groups;
}

function settingField(setting: Setting, id: string, value: unknown, problem: string): Markup {
  const name = fieldName(id);
  const info = setting.info === undefined ? '' : html`<p class="quiet" id="${name}.info">${setting.info}</p>`;
  // Always there, so that the script has a place to write to and a reader hears of it.
  const trouble = html`<p class="trouble" id="${name}.problem">${problem}</p>`;
  const label = html`<label for="${name}">${setting.label}</label>`;
  const control = controlOf(setting, name, value, problem);
  if (setting.type === 'checkbox') {
    return html`<div class="field">
      <div class="tick">${control} ${label}</div>
      ${info} ${trouble}
    </div>`;
  }
  return html`<div class="field">${label} ${control} ${info} ${trouble}</div>`;
}

function controlOf(setting: Setting, name: string, value: unknown, problem: string): Markup {
  const described = `${setting.info === undefined ? '' : `${name}.info `}${name}.problem`;
  const invalid = problem === '' ? 'false' : 'true';
  const text = String(value);
  switch (setting.type) {
    case 'checkbox':
      return html`<input type="hidden" name="${name}" value="false" />
        <input
          type="checkbox"
          id="${name}"
          name="${name}"
          value="true"
          aria-describedby="${described}"
          ${value === true ? 'checked' : ''}
        />`;
    case 'select':
    case 'radio':
      return html`<select
        id="${name}"
        name="${name}"
        aria-describedby="${described}"
        aria-invalid="${invalid}"
      >
        ${(setting.options ?? []).map(
          (option) =>
            html`<option value="${option.value}" ${option.value === text ? 'selected' : ''}>
              ${option.label}
            </option>`,
        )}
      </select>`;
    case 'textarea':
    case 'inline_richtext':
    case 'html':
    case 'richtext':
      return html`<textarea
        id="${name}"
        name="${name}"
        rows="3"
        placeholder="${setting.placeholder ?? ''}"
        aria-describedby="${described}"
        aria-invalid="${invalid}"
      >
${text}</textarea>`;
    case 'range':
      return html`<span class="range">
        <input
          type="range"
          id="${name}"
          name="${name}"
          min="${setting.min}"
          max="${setting.max}"
          step="${setting.step ?? 1}"
          value="${text}"
          aria-describedby="${described}"
          aria-invalid="${invalid}"
          data-unit="${setting.unit ?? ''}"
        />
        <output for="${name}">${text} ${setting.unit ?? ''}</output>
      </span>`;
    default:
      return html`<input
        type="text"
        id="${name}"
        name="${name}"
        value="${text}"
        placeholder="${setting.type === 'color' ? '#1a2b3c' : (setting.placeholder ?? '')}"
        inputmode="${INPUT_MODES[setting.type] ?? 'text'}"
        autocomplete="off"
        spellcheck="${setting.type === 'text' ? 'true' : 'false'}"
        aria-describedby="${described}"
        aria-invalid="${invalid}"
      />`;
  }
}

const INPUT_MODES: Readonly<Record<string, string>> = { number: 'decimal', url: 'url' };
