import { Buffer } from 'node:buffer';

/** Whose tokens the APIs are called with. */
export type Access =
  /** One shop, with the tokens of a custom app that its merchant made. They do not expire. */
  | {
      readonly kind: 'custom-app';
      readonly adminToken: string;
      /** Private token of the Storefront API. */
      readonly storefrontToken: string;
    }
  /** Every shop that installed the app; their tokens are in the database. */
  | {
      readonly kind: 'installed';
      /** The app's client id. */
      readonly apiKey: string;
      /** 32 bytes each, the newest first: it encrypts, and all of them decrypt. */
      readonly tokenKeys: readonly Uint8Array[];
    };

/** Reads one variable, as `readConfig` does: notes what is missing or bad, and goes on. */
type Read = (name: string, expected: string) => string;
type ReadAs = <T>(name: string, expected: string, parse: (text: string) => T | undefined) => T;

/**
 * An Admin token in the environment means a custom app; else a client id means an app that shops install. With
 * neither, what a custom app needs is missed: it is the shorter way.
 */
export function readAccess(isSet: (name: string) => boolean, text: Read, read: ReadAs): Access {
  if (isSet('SHOPIFY_API_KEY') && !isSet('SHOPIFY_ADMIN_TOKEN')) {
    return Object.freeze({
      kind: 'installed',
      apiKey: text('SHOPIFY_API_KEY', "the app's client id"),
      tokenKeys: read(
        'TOKEN_KEYS',
        'keys of 32 bytes in base64, separated by commas, the newest first',
        keys,
      ),
    });
  }
  return Object.freeze({
    kind: 'custom-app',
    adminToken: text('SHOPIFY_ADMIN_TOKEN', 'an Admin API access token'),
    storefrontToken: text('SHOPIFY_STOREFRONT_TOKEN', 'a private Storefront API token'),
  });
}

/** More than one while a secret is replaced; shopify/client-secrets.ts says who uses which. */
export function readClientSecrets(read: ReadAs): readonly string[] {
  return read(
    'SHOPIFY_API_SECRET',
    "the app's client secret, or several separated by commas, the newest first",
    secrets,
  );
}

/** 32 bytes in base64. */
export function key(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === 32 && /^[A-Za-z0-9+/]{43}=?$/.test(text) ? bytes : undefined;
}

function keys(text: string): readonly Uint8Array[] | undefined {
  const all = text.split(',').map((each) => key(each.trim()));
  return all.every((each) => each !== undefined) ? all : undefined;
}

/** An empty one would make everybody's signature right. */
function secrets(text: string): readonly string[] | undefined {
  const all = text.split(',').map((each) => each.trim());
  return all.includes('') ? undefined : all;
}
