/** `shop-name.myshopify.com`, as Shopify writes it: what a shop is known by, and the only host of its APIs. */
export const SHOP_DOMAIN = /^[a-z0-9][a-z0-9-]{0,62}\.myshopify\.com$/;
