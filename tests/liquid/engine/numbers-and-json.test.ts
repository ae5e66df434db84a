import { describe, expect, it } from 'vitest';
import { opaque } from '../../../src/devstore/liquid/json.ts';
import { problemWith, render } from './support.ts';

describe('arithmetic is Ruby’s', () => {
  it.each([
    ['7 | divided_by: 2', '3'],
    ['7 | divided_by: 2.0', '3.5'],
    ['6 | divided_by: 2.0', '3.0'],
    ['-7 | divided_by: 2', '-4'],
    ['"7" | divided_by: "2"', '3'],
    ['5 | times: 1.0', '5.0'],
    ['3.0', '3.0'],
    ['3.50', '3.5'],
    ['0.1 | plus: 0.2', '0.3'],
    ['"3.0" | plus: 1', '4.0'],
    ['"12 apples" | plus: 1', '13'],
    ['nothing | plus: 1', '1'],
    ['10 | minus: 2.5 | plus: 0.5', '8.0'],
    ['-7 | modulo: 3', '2'],
    ['4.6 | round', '5'],
    ['4.612 | round: 2', '4.61'],
    ['4.2 | ceil', '5'],
    ['4.8 | floor', '4'],
    ['-3.0 | abs', '3.0'],
    ['3 | at_most: 2.0', '2.0'],
    ['3 | at_least: 2.0', '3'],
    ['1 | append: 2.0', '12.0'],
  ])('%s is %s', (expression, result) => {
    expect(render(`{{ ${expression} }}`)).toBe(result);
  });

  it('compares whole floats with integers by value', () => {
    expect(render('{% if 3.0 == 3 %}same{% endif %}{% if 3.0 != 3 %}other{% endif %}')).toBe('same');
    expect(render('{% if 3.0 < 4 and 4 >= 4.0 %}ordered{% endif %}')).toBe('ordered');
  });
});

describe('json', () => {
  it('cannot end a script element or start an entity', () => {
    expect(render('{{ a | json }}', { scope: { a: '</script>&\u2028' } })).toBe(
      String.raw`"\u003c/script\u003e\u0026\u2028"`,
    );
  });

  it('writes floats as floats, nothing as null, and objects in their order', () => {
    expect(render('{{ 3.0 | json }} {{ nothing | json }}')).toBe('3.0 null');
    expect(render('{{ a | json }}', { scope: { a: { b: [1, 'x', null], c: true } } })).toBe(
      '{"b":[1,"x",null],"c":true}',
    );
  });

  it('is refused for Shopify’s own objects', () => {
    const problem = problemWith(() =>
      render('{{ shop | json }}', { scope: { shop: opaque({ name: 'x' }) } }),
    );

    expect(problem).toMatchObject({ kind: 'render', what: 'Shopify gives no JSON for this object' });
  });
});
