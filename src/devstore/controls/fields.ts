import { html } from 'hono/html';
import { FAULT_KINDS } from '../faults/faults.ts';
import type { Markup } from '../shopify/html-page.ts';
import { isRecord } from '../shopify/is-record.ts';
import type { Fault, FaultTarget, Quirks } from '../shopify/types.ts';
import { QUIRK_LIST, type QuirkInfo } from './quirk-list.ts';

/** The label and field of a quirk, filled with its value. */
export function quirkField(name: keyof Quirks, value: unknown): Markup {
  const info: QuirkInfo = QUIRK_LIST[name];
  const id = `quirks.${name}`;
  const label = html`<label for="${id}">${info.label}</label>`;
  switch (info.kind) {
    case 'switch':
      return html`<div class="field tick">
        <input type="hidden" name="${id}" value="false" />
        <input type="checkbox" id="${id}" name="${id}" value="true" ${value === true ? 'checked' : ''} />
        ${label}
      </div>`;
    case 'choice':
      return html`<div class="field">${label} ${select(id, info.options.map(same), String(value))}</div>`;
    case 'number':
      return html`<div class="field">
        ${label}
        <input
          type="number"
          id="${id}"
          name="${id}"
          min="${info.min}"
          max="${info.max}"
          value="${String(value)}"
        />
      </div>`;
    case 'limit': {
      const { count = '', windowMs } = isRecord(value) ? value : {};
      const minutes = typeof windowMs === 'number' ? windowMs / 60_000 : '';
      return html`<fieldset class="field">
        <legend>${info.label} (empty: no limit)</legend>
        <input type="hidden" name="${id}" value="" />
        <div class="row">
          ${numberField(`${id}.count`, 'How many', String(count))}
          ${numberField(`${id}.minutes`, 'In how many minutes', String(minutes))}
        </div>
      </fieldset>`;
    }
    case 'records':
      return html`<div class="field">
        ${label}
        <textarea id="${id}" name="${id}" rows="3" spellcheck="false">
${JSON.stringify(value, null, 2)}</textarea>
      </div>`;
    default:
      return html`<div class="field">
        ${label}
        <input id="${id}" name="${id}" value="${String(value)}" autocomplete="off" />
      </div>`;
  }
}

/** The fields that say what is wrong with one dependency. */
export function faultFields(target: FaultTarget, label: string, fault: Fault | undefined): Markup {
  const id = `faults.${target}`;
  const kinds = [
    ['', 'Works'] as const,
    ...FAULT_KINDS[target].map((kind) => [kind, KIND_LABELS[kind]] as const),
  ];
  return html`<fieldset>
    <legend>${label}</legend>
    <div class="row">
      <div>
        <label for="${id}.kind">Condition</label>
        ${select(`${id}.kind`, kinds, fault?.kind ?? '')}
      </div>
      ${
        FAULT_KINDS[target].includes('delay')
          ? numberField(`${id}.ms`, 'Late by, ms', fault?.kind === 'delay' ? String(fault.ms) : '2000')
          : ''
      }
      ${
        FAULT_KINDS[target].includes('status')
          ? numberField(`${id}.status`, 'Status', fault?.kind === 'status' ? String(fault.status) : '503')
          : ''
      }
      ${numberField(`${id}.times`, 'Times (empty: always)', String(fault?.times ?? ''))}
    </div>
  </fieldset>`;
}

const KIND_LABELS: Readonly<Record<Fault['kind'], string>> = {
  delay: 'Answers late',
  status: 'Answers with an error page',
  refuse: 'Drops the connection',
  throttle: 'Says “Throttled”',
};

/** A list to choose from; options are pairs of value and words. */
export function select(id: string, options: readonly (readonly [string, string])[], chosen: string): Markup {
  return html`<select id="${id}" name="${id}">
    ${options.map(
      ([value, words]) =>
        html`<option value="${value}" ${value === chosen ? 'selected' : ''}>${words}</option>`,
    )}
  </select>`;
}

function numberField(id: string, label: string, value: string): Markup {
  return html`<div>
    <label for="${id}">${label}</label>
    <input type="number" id="${id}" name="${id}" min="0" step="any" size="8" value="${value}" />
  </div>`;
}

function same(option: string): readonly [string, string] {
  return [option, option];
}
