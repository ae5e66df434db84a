/** Is this the preview in the theme editor? (shopify.dev, "Integrate sections and blocks with the theme editor") */
export function inThemeEditor(): boolean {
  return Object(Object(window)['Shopify'])['designMode'] === true;
}
