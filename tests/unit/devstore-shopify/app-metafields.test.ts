import { describe, expect, it } from 'vitest';
import { open } from './admin-api-support.ts';

const INSTALLATION = `query {
  currentAppInstallation {
    id
    codes: metafield(namespace: "accounts", key: "codes") { type value jsonValue }
    version: metafield(namespace: "accounts", key: "version") { type value }
    all: metafields(first: 10, namespace: "accounts") { nodes { key value } }
  }
}`;
const SET = `mutation Set($metafields: [MetafieldsSetInput!]!) {
  metafieldsSet(metafields: $metafields) {
    metafields { id namespace key type value }
    userErrors { field message code elementIndex }
  }
}`;
const ownerId = 'gid://shopify/AppInstallation/1';
const codes = { ownerId, namespace: 'accounts', key: 'codes', type: 'boolean', value: 'true' };
const version = { ...codes, key: 'version', type: 'single_line_text_field', value: 'NEW_CUSTOMER_ACCOUNTS' };

describe('metafields of the app', () => {
  it('are none in a fresh shop', async () => {
    const { ask } = open();

    expect((await ask(INSTALLATION)).data).toEqual({
      currentAppInstallation: { id: ownerId, codes: null, version: null, all: { nodes: [] } },
    });
  });

  it('are set and read, with their type, and Liquid has them as boolean and text', async () => {
    const { ask, shop } = open();
    shop.setQuirks({ appMetafields: { other: { one: 'kept' } } });

    const { data } = await ask(SET, { metafields: [codes, version] });

    expect(data?.['metafieldsSet']).toEqual({
      metafields: [
        { id: 'gid://shopify/Metafield/accounts.codes', ...withoutOwner(codes) },
        { id: 'gid://shopify/Metafield/accounts.version', ...withoutOwner(version) },
      ],
      userErrors: [],
    });
    expect(shop.quirks.appMetafields).toEqual({
      other: { one: 'kept' },
      accounts: { codes: true, version: 'NEW_CUSTOMER_ACCOUNTS' },
    });
    expect((await ask(INSTALLATION)).data?.['currentAppInstallation']).toMatchObject({
      codes: { type: 'boolean', value: 'true', jsonValue: true },
      version: { type: 'single_line_text_field', value: 'NEW_CUSTOMER_ACCOUNTS' },
      all: {
        nodes: [
          { key: 'codes', value: 'true' },
          { key: 'version', value: 'NEW_CUSTOMER_ACCOUNTS' },
        ],
      },
    });
  });

  it('keep their type where none is given', async () => {
    const { ask, shop } = open();
    await ask(SET, { metafields: [codes] });
    const { ownerId: owner, namespace, key } = codes;
    await ask(SET, { metafields: [{ ownerId: owner, namespace, key, value: 'false' }] });

    expect(shop.quirks.appMetafields).toEqual({ accounts: { codes: false } });
  });

  it.each([
    [{ type: undefined }, 'type', 'BLANK', "Type can't be blank"],
    [{ value: 'yes' }, 'value', 'INVALID_VALUE', 'Value must be true or false.'],
    [{ value: '' }, 'value', 'BLANK', "Value can't be blank"],
    [{ type: 'single_line_text_field', value: 'a\nb' }, 'value', 'INVALID_VALUE', /single line/],
    [{ key: 'a' }, 'key', 'TOO_SHORT', /minimum is 2/],
    [{ key: 'a'.repeat(65) }, 'key', 'TOO_LONG', /maximum is 64/],
    [{ key: 'a b' }, 'key', 'INVALID', /invalid/],
    [{ namespace: 'ab' }, 'namespace', 'TOO_SHORT', /minimum is 3/],
    [{ ownerId: 'gid://shopify/AppInstallation/2' }, 'ownerId', 'INVALID', /does not exist/],
  ] as const)('are refused with %j, all of them', async (change, field, code, message) => {
    const { ask, shop } = open();

    const { data } = await ask(SET, { metafields: [version, { ...codes, ...change }] });

    expect(data?.['metafieldsSet']).toEqual({
      metafields: [],
      userErrors: [
        {
          field: ['metafields', '1', field],
          code,
          message: typeof message === 'string' ? message : expect.stringMatching(message),
          elementIndex: null,
        },
      ],
    });
    expect(shop.quirks.appMetafields).toEqual({});
  });

  it('do not change from one type to another', async () => {
    const { ask } = open();
    await ask(SET, { metafields: [codes] });

    const { data } = await ask(SET, {
      metafields: [{ ...codes, type: 'single_line_text_field', value: 'true' }],
    });

    expect(data?.['metafieldsSet']).toMatchObject({ userErrors: [{ code: 'INVALID_TYPE' }] });
  });

  it('are set 25 at once at most', async () => {
    const { ask } = open();
    const many = Array.from({ length: 26 }, (_, index) => ({ ...codes, key: `key_${index}` }));

    expect((await ask(SET, { metafields: many })).data?.['metafieldsSet']).toEqual({
      metafields: null,
      userErrors: [
        {
          field: ['metafields'],
          message: 'Exceeded the maximum metafields input limit of 25.',
          code: 'LESS_THAN_OR_EQUAL_TO',
          elementIndex: null,
        },
      ],
    });
  });

  it.each([
    { ...codes, type: 'json', value: '{}' },
    { ...codes, namespace: undefined },
    { ...codes, compareDigest: 'abc' },
    { ...codes, ownerId: 'gid://shopify/Product/1' },
  ])('that are not modelled say so: %j', async (input) => {
    const { errors } = await open().ask(SET, { metafields: [input] });

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_MODELLED' });
  });
});

function withoutOwner({ ownerId: _owner, ...rest }: typeof codes) {
  return rest;
}

describe('the kind of customer accounts', () => {
  const ACCOUNTS = `query { shop { customerAccountsV2 {
    customerAccountsVersion url loginLinksVisibleOnStorefrontAndCheckout loginRequiredAtCheckout
  } } }`;

  it.each([
    ['CLASSIC', null],
    ['NEW_CUSTOMER_ACCOUNTS', 'http://127.0.0.1:4404'],
  ] as const)('is told whole: %s', async (accountsVersion, url) => {
    const { ask, shop } = open({ accountsVersion });
    shop.origins.accounts = 'http://127.0.0.1:4404';

    expect((await ask(ACCOUNTS)).data?.['shop']).toEqual({
      customerAccountsV2: {
        customerAccountsVersion: accountsVersion,
        url,
        loginLinksVisibleOnStorefrontAndCheckout: true,
        loginRequiredAtCheckout: false,
      },
    });
  });
});
