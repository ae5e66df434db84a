import type { Extension } from '../liquid/extension.ts';
import type { Schema } from '../liquid/schema.ts';

/** Scripts and styles that blocks on one page name in their schema: each once, however many blocks name it. */
export interface HeadAssets {
  add(extension: Extension, schema: Schema): void;
  html(): string;
}

/** The tags are as documented: an async classic script and a stylesheet link, in the head. */
export function createHeadAssets(): HeadAssets {
  const tags = new Set<string>();
  return {
    add(extension, { javascript, stylesheet }) {
      if (stylesheet !== undefined) {
        tags.add(`<link href="${extension.assetUrl(stylesheet)}" rel="stylesheet" media="all">`);
      }
      if (javascript !== undefined) {
        tags.add(`<script src="${extension.assetUrl(javascript)}" async="async"></script>`);
      }
    },
    html: () => [...tags].join('\n'),
  };
}
