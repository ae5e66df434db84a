/** The global that Shopify hands to an extension, for this one target. */
declare const shopify: import('@shopify/ui-extensions/customer-account.profile.block.render').Api;
