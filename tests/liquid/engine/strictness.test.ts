import { describe, expect, it } from 'vitest';
import { TAGS_FORBIDDEN_TO_APPS } from '../../../src/devstore/liquid/engine.ts';
import { problemWith, render } from './support.ts';

describe('what Shopify does not have is an error that names file, line and thing', () => {
  it.each([
    ['a tag nobody has', '\n\n{% blink %}', 'unknown-tag', 3, 'Shopify has no tag "blink"'],
    ['a filter nobody has', '\n{{ "a" | shout }}', 'unknown-filter', 2, 'Shopify has no filter "shout"'],
    ['a filter only the engine has', '{{ "a" | jsonify }}', 'unknown-filter', 1, 'no filter "jsonify"'],
    ['another engine filter', '{{ "a" | slugify }}', 'unknown-filter', 1, 'no filter "slugify"'],
    ['a tag only the engine has', '{% block "a" %}{% endblock %}', 'unknown-tag', 1, 'no tag "block"'],
    ['a filter the local shop lacks', '{{ "a" | image_url }}', 'not-modelled', 1, 'does not model it yet'],
    ['a tag the local shop lacks', '{% paginate a by 2 %}{% endpaginate %}', 'not-modelled', 1, '"paginate"'],
    ['a form nobody has', '{% form "love_letter" %}{% endform %}', 'render', 1, 'no form "love_letter"'],
    ['a form the local shop lacks', '{% form "cart", cart %}{% endform %}', 'not-modelled', 1, '"cart"'],
    ['a snippet that is not there', '{% render "gone" %}', 'missing-file', 1, 'snippets/gone.liquid'],
    ['a snippet named by a variable', '{% assign a = "x" %}{% render a %}', 'render', 1, 'in quotes'],
    ['a tag left open', '\n{% if true %}', 'syntax', 2, 'not closed'],
    ['a form left open', '{% form "contact" %}', 'syntax', 1, 'not closed with endform'],
    ['a division by zero', '{{ 1 | divided_by: 0 }}', 'render', 1, 'divided by 0'],
  ])('%s', (_, source, kind, line, what) => {
    const problem = problemWith(() => render(source));

    expect(problem).toMatchObject({ kind, place: { file: 'blocks/sample.liquid', line } });
    expect(problem.what).toContain(what);
    expect(problem.message).toContain(`blocks/sample.liquid:${line}: `);
  });

  it.each(TAGS_FORBIDDEN_TO_APPS)('an app that uses the tag %s', (tag) => {
    const problem = problemWith(() => render(`{% ${tag} 'a' %}`, { owner: 'extension' }));

    expect(problem).toMatchObject({ kind: 'forbidden-tag', place: { line: 1 } });
  });

  it('names the snippet, not the file that renders it', () => {
    const snippets = { inner: 'fine\n{{ "key" | t }}' };
    const problem = problemWith(() => render('{% render "inner" %}', { snippets }));

    expect(problem.place).toEqual({ file: 'snippets/inner.liquid', line: 2 });
  });
});

describe('what Shopify does have', () => {
  it('renders snippets in a scope of their own, with values, with one object and for each', () => {
    const snippets = { card: '({{ card }}{{ title }}{{ outer }})' };
    const scope = { outer: 'leak', one: 1, many: [1, 2] };

    expect(render('{% render "card", title: one %}', { snippets, scope })).toBe('(1)');
    expect(render('{% render "card" with one %}', { snippets, scope })).toBe('(1)');
    expect(render('{% render "card" with one as title %}', { snippets, scope })).toBe('(1)');
    expect(render('{% render "card" for many as title %}', { snippets, scope })).toBe('(1)(2)');
  });

  it('prints nothing for schema and doc, whatever they hold', () => {
    const source =
      '{% schema %}{ "a": "{{ app.metafields.a.b }}" }{% endschema %}{% doc %}{% render "x" %}{% enddoc %}|';

    expect(render(source)).toBe('|');
  });

  it('prints output as it is: nothing escapes by itself', () => {
    expect(render('{{ a }}|{{ a | escape }}', { scope: { a: `<i>"it's"&</i>` } })).toBe(
      `<i>"it's"&</i>|&lt;i&gt;&quot;it&#39;s&quot;&amp;&lt;/i&gt;`,
    );
  });

  it('reads names that end in a question mark', () => {
    expect(
      render('{% if form.posted_successfully? %}yes{% endif %}', {
        scope: { form: { 'posted_successfully?': true } },
      }),
    ).toBe('yes');
  });

  it('knows style, liquid, echo, comment, section, sections and layout in themes', () => {
    expect(render('{% style %}a{% endstyle %}')).toBe('<style data-shopify>a</style>');
    expect(render('{% liquid\nassign a = 1\necho a\n%}{% comment %}no{% endcomment %}{% # no %}')).toBe('1');
    expect(render("{% section 'header' %}{% sections 'footer-group' %}")).toBe(
      '[section header][group footer-group]',
    );
  });

  it('makes handles as Shopify does', () => {
    expect(render(`{{ "100% M & Ms!!!" | handleize }} {{ "My_app (2)" | handle }}`)).toBe(
      '100-m-ms my_app-2',
    );
  });

  it('makes tags for assets', () => {
    expect(render("{{ 'a.css' | asset_url | stylesheet_tag }}")).toBe(
      '<link href="//cdn/a.css" rel="stylesheet" type="text/css" media="all" />',
    );
    expect(render("{{ 'a.js' | asset_url | script_tag }}")).toBe(
      '<script src="//cdn/a.js" type="text/javascript"></script>',
    );
    expect(render("{{ 'a.js' | asset_url | preload_tag: as: 'script' }}")).toBe(
      '<link href="//cdn/a.js" as="script" rel="preload">',
    );
  });
});
