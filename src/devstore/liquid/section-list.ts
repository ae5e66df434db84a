/** A block of a JSON template: an app's block has a type like `shopify://apps/<app>/blocks/<handle>/<uuid>`. */
export interface BlockData {
  readonly type: string;
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface SectionData {
  readonly type: string;
  readonly disabled?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly blocks?: Readonly<Record<string, BlockData>>;
  readonly block_order?: readonly string[];
}

/** A JSON template or a section group. */
export interface SectionList {
  readonly layout?: string | false;
  readonly sections: Readonly<Record<string, SectionData>>;
  readonly order: readonly string[];
}

/** What the merchant did to one template in the theme editor. */
export interface Arrangement {
  /** Section types of the theme's own file that the merchant has hidden, or never added. */
  readonly hiddenSections: ReadonlySet<string>;
  /** App blocks the merchant added: the block's file name by `section/block`, both names free to choose. */
  readonly addedBlocks: Readonly<Record<string, string>>;
  /** The same for section groups, by `sections/header-group`; none when left out. */
  readonly groupBlocks?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The wrapper that Shopify provides for app blocks outside sections, where a theme has no `apps.liquid`. */
export const APPS_SECTION = `{% for block in section.blocks %}{% render block %}{% endfor %}
{% schema %}
{ "name": "Apps", "blocks": [{ "type": "@app" }], "presets": [{ "name": "Apps" }] }
{% endschema %}`;

/** The file name of the app block behind a type, or undefined where it is a block of the theme's own. */
export function appBlockHandle(type: string): string | undefined {
  return /^shopify:\/\/apps\/[\w-]+\/blocks\/([\w-]+)\/[\w-]+$/.exec(type)?.[1];
}

/** The template as the merchant arranged it: blocks go last into the section named, or into a new Apps section. */
export function arranged(list: SectionList, { hiddenSections, addedBlocks }: Arrangement): SectionList {
  const order = list.order.filter((key) => {
    const section = list.sections[key];
    return section === undefined || !(section.disabled === true || hiddenSections.has(section.type));
  });
  const sections = { ...list.sections };
  for (const [place, handle] of Object.entries(addedBlocks)) {
    const [key = place, block = handle] = place.split('/');
    if (!order.includes(key)) order.push(key);
    const section = sections[key] ?? { type: 'apps' };
    sections[key] = {
      ...section,
      blocks: {
        ...section.blocks,
        [block]: { type: `shopify://apps/account-access/blocks/${handle}/local` },
      },
      block_order: [...(section.block_order ?? []), block],
    };
  }
  return { ...list, sections, order };
}
