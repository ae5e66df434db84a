import { describe, expect, it } from 'vitest';
import { readSettings } from '../../../src/devstore/editor/settings.ts';
import { EVERY_SETTING, openEditor } from './support.ts';

const PAGE = { template: 'page', block: 'probe' };
const shown = (merchant: string) =>
  openEditor().get(`/editor?${new URLSearchParams({ ...PAGE, merchant }).toString()}`);

function read(fields: Readonly<Record<string, string>>) {
  const form = new FormData();
  for (const [id, value] of Object.entries(fields)) form.append(`settings.${id}`, value);
  return readSettings(EVERY_SETTING, form);
}

describe('the fields of a block', () => {
  it('are those of its schema: each with its label, its help and its default', async () => {
    const { body } = await shown('en');

    for (const id of ['text', 'textarea', 'url', 'checkbox', 'select', 'color', 'range', 'number', 'rich']) {
      expect(body).toContain(`<label for="settings.${id}">`);
      expect(body).toContain(`id="settings.${id}"`);
    }
    expect(body).toContain('<legend>A group</legend>');
    expect(body).toContain('A paragraph');
    expect(body).toMatch(/aria-describedby="settings\.text\.info settings\.text\.problem"/);
    expect(body).toContain('value="Hello"');
    expect(body).toMatch(/type="range"[^>]* min="2"[^>]* max="10"[^>]* step="2"[^>]* value="4"/);
    expect(body).toMatch(/type="checkbox"[^>]*\schecked/);
  });

  it('are labelled in the merchant’s language, with the default text where that has none', async () => {
    const { body } = await shown('de');

    expect(body).toContain('lang="de">Sonde</h2>');
    expect(body).toContain('<legend>Gruppe</legend>');
    expect(body).toContain('<label for="settings.text">Text</label>');
  });

  it('keep what was typed wrongly nowhere, and say what is wrong', async () => {
    const { post, shop } = openEditor();
    const { status, body } = await post({ ...PAGE, act: 'save', 'settings.range': '3' });

    expect(status).toBe(422);
    expect(body).toContain('id="settings.range.problem">Choose a number from 2 to 10.</p>');
    expect(shop.quirks.blockSettings).toEqual({});
  });
});

describe('what is read from the form', () => {
  it.each([
    ['text', 'A "quoted" <b>', 'A "quoted" <b>'],
    ['text', '', ''],
    ['textarea', 'one\r\ntwo', 'one\ntwo'],
    ['url', ' /pages/help ', '/pages/help'],
    ['url', 'https://example.com/', 'https://example.com/'],
    ['checkbox', 'false', false],
    ['select', 'b', 'b'],
    ['color', '#AABBCC', '#aabbcc'],
    ['range', '10', 10],
    ['number', '-1.5', -1.5],
    ['rich', 'a <strong>b</strong> <a href="/x">c</a>\nd', 'a <strong>b</strong> <a href="/x">c</a> d'],
  ])('takes %s "%s"', (id, typed, value) => {
    expect(read({ [id]: typed })).toEqual({ values: { [id]: value }, problems: {} });
  });

  it.each([
    ['text', 'Hello'],
    ['textarea', ''],
    ['checkbox', 'true'],
    ['range', '4'],
    ['number', ''],
    ['color', ''],
    ['url', ''],
  ])('leaves out %s "%s", which says what is so anyway', (id, typed) => {
    expect(read({ [id]: typed })).toEqual({ values: {}, problems: {} });
  });

  it.each([
    ['url', 'javascript:alert(1)'],
    ['url', '//elsewhere.example'],
    ['url', 'somewhere'],
    ['select', 'c'],
    ['color', 'red'],
    ['range', '12'],
    ['range', '5'],
    ['range', 'much'],
    ['number', 'many'],
    ['rich', '<script>alert(1)</script>'],
    ['rich', '<p>a</p>'],
  ])('refuses %s "%s"', (id, typed) => {
    const { values, problems } = read({ [id]: typed });

    expect(values).toEqual({});
    expect(Object.keys(problems)).toEqual([id]);
  });

  it('passes over what the schema does not have', () => {
    expect(read({ stranger: 'x' })).toEqual({ values: {}, problems: {} });
  });
});
