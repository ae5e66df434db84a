import { describe, expect, it } from 'vitest';
import { createAdminApi } from '../../../src/devstore/shopify/admin-api.ts';
import { PEOPLE } from '../../../src/devstore/shopify/seed.ts';
import { gid, graphqlClient, openShop } from './support.ts';

const { shop } = openShop();
const ask = graphqlClient(createAdminApi(shop, { accessToken: 't' }), '/admin/api/2026-10/graphql.json', {
  'x-shopify-access-token': 't',
});

describe('what Shopify would refuse is refused in Shopify’s shape', () => {
  it.each([
    [
      'a field that does not exist',
      'mutation Link($id: ID!) {\n  customerGenerateAccountActivationUrl(customerId: $id) { userErrors { code } }\n}',
      {
        message: "Field 'code' doesn't exist on type 'UserError'",
        locations: [{ line: 2, column: 72 }],
        path: ['mutation Link', 'customerGenerateAccountActivationUrl', 'userErrors', 'code'],
        extensions: { code: 'undefinedField', typeName: 'UserError', fieldName: 'code' },
      },
    ],
    [
      'a missing argument',
      'query { customer { id } }',
      {
        message: "Field 'customer' is missing required arguments: id",
        locations: [{ line: 1, column: 9 }],
        path: ['query', 'customer'],
        extensions: {
          code: 'missingRequiredArguments',
          className: 'Field',
          name: 'customer',
          arguments: 'id',
        },
      },
    ],
    [
      'an argument that does not exist',
      '{ who: customer(id: "gid://shopify/Customer/1", mail: "a") { id } }',
      {
        message: "Field 'customer' doesn't accept argument 'mail'",
        locations: [{ line: 1, column: 49 }],
        path: ['query', 'who', 'mail'],
        extensions: {
          code: 'argumentNotAccepted',
          name: 'customer',
          typeName: 'Field',
          argumentName: 'mail',
        },
      },
    ],
    [
      'a literal of the wrong type',
      '{ customers(first: "ten") { nodes { id } } }',
      {
        message: "Argument 'first' on Field 'customers' has an invalid value (\"ten\"). Expected type 'Int'.",
        locations: [{ line: 1, column: 13 }],
        path: ['query', 'customers', 'first'],
        extensions: { code: 'argumentLiteralsIncompatible', typeName: 'Field', argumentName: 'first' },
      },
    ],
    [
      'a mistake in a fragment',
      'query A { shop { ...Names } } fragment Names on Shop { nickname }',
      {
        message: "Field 'nickname' doesn't exist on type 'Shop'",
        locations: [{ line: 1, column: 56 }],
        path: ['fragment Names', 'nickname'],
        extensions: { code: 'undefinedField', typeName: 'Shop', fieldName: 'nickname' },
      },
    ],
  ])('%s', async (_case, query, error) => {
    expect(await ask(query, query.includes('$id') ? { id: gid(PEOPLE.migrated) } : {})).toEqual({
      errors: [error],
    });
  });

  it('text that is no GraphQL', async () => {
    const { errors, data } = await ask('{ shop {');
    expect(errors?.[0]?.extensions).toEqual({ code: 'PARSE_ERROR' });
    expect(data).toBeUndefined();
  });

  it('what only graphql-js has words for', async () => {
    const { errors } = await ask('query A($unused: ID) { shop { name } }');
    expect(errors?.[0]?.message).toMatch(/never used/);
  });

  it('two operations without saying which', async () => {
    const { errors } = await ask('query A { shop { name } } query B { shop { name } }');
    expect(errors?.[0]?.message).toBe('An operation name is required');
  });
});

describe('variables', () => {
  const find = 'query Find($who: CustomerIdentifierInput!) { customerByIdentifier(identifier: $who) { id } }';
  const one = 'query One($id: ID!) { customer(id: $id) { id } }';
  const invite =
    'mutation I($id: ID!, $email: EmailInput) { customerSendAccountInviteEmail(customerId: $id, email: $email) { userErrors { message } } }';

  it.each([
    [
      'none of one-of-many (recorded)',
      find,
      { who: {} },
      'Variable $who of type CustomerIdentifierInput! was provided invalid value',
      [
        {
          path: [],
          explanation: "'CustomerIdentifierInput' requires exactly one argument, but 0 were provided.",
        },
      ],
    ],
    [
      'two of one-of-many',
      find,
      { who: { emailAddress: 'a@example.com', phoneNumber: '1' } },
      'Variable $who of type CustomerIdentifierInput! was provided invalid value',
      [
        {
          path: [],
          explanation: "'CustomerIdentifierInput' requires exactly one argument, but 2 were provided.",
        },
      ],
    ],
    [
      'a missing one',
      one,
      {},
      'Variable $id of type ID! was provided invalid value',
      [{ path: [], explanation: 'Expected value to not be null' }],
    ],
    [
      'a bare number for an id',
      one,
      { id: '42' },
      'Variable $id of type ID! was provided invalid value',
      [{ path: [], explanation: "Invalid global id '42'" }],
    ],
    [
      'a field that is not there',
      invite,
      { id: gid(PEOPLE.migrated), email: { subjekt: 'x' } },
      'Variable $email of type EmailInput was provided invalid value for subjekt (Field is not defined on EmailInput)',
      [{ path: ['subjekt'], explanation: 'Field is not defined on EmailInput' }],
    ],
  ])('%s', async (_case, query, variables, message, problems) => {
    const { errors, data } = await ask(query, variables);
    expect(errors).toMatchObject([{ message, extensions: { code: 'INVALID_VARIABLE', problems } }]);
    expect(data).toBeUndefined();
  });

  it('may be left out where the type allows it', async () => {
    const before = shop.mails.length;
    expect((await ask(invite, { id: gid(PEOPLE.migrated) })).errors).toBeUndefined();
    expect(shop.mails.length).toBe(before + 1);
  });

  it('an id literal that is none', async () => {
    const { errors } = await ask('{ customer(id: "42") { id } }');
    expect(errors?.[0]).toMatchObject({
      message: "Invalid global id '42'",
      extensions: { code: 'argumentLiteralsIncompatible' },
    });
  });

  it('the id of something else finds nobody', async () => {
    expect((await ask(one, { id: 'gid://shopify/Order/1' })).data).toEqual({ customer: null });
  });
});

describe('what the local shop does not model is an error, before anything happens', () => {
  it.each([
    ['{ products(first: 1) { nodes { id } } }', 'QueryRoot.products'],
    ['query A($id: ID!) { customer(id: $id) { id orders(first: 1) { nodes { id } } } }', 'Customer.orders'],
    ['{ customers(first: 1, sortKey: NAME) { nodes { id } } }', 'QueryRoot.customers(sortKey:)'],
    ['{ shop { plan { publicDisplayName } } }', 'Shop.plan'],
  ])('%s', async (query, what) => {
    const answer = await ask(query, { id: gid(PEOPLE.migrated) });
    expect(answer.errors?.[0]?.message).toBe(`The local shop does not model ${what}`);
    expect(answer.errors?.[0]?.extensions).toEqual({ code: 'NOT_MODELLED' });
    expect(answer).not.toHaveProperty('data');
  });

  it('sends no mail for a mutation that also asks for something unmodelled', async () => {
    const before = shop.mails.length;
    await ask(
      'mutation A($id: ID!) { customerSendAccountInviteEmail(customerId: $id) { customer { orders(first: 1) { nodes { id } } } } }',
      { id: gid(PEOPLE.migrated) },
    );
    expect(shop.mails.length).toBe(before);
  });

  it('looks up nobody by phone number', async () => {
    const { errors } = await ask(
      '{ customerByIdentifier(identifier: { phoneNumber: "+4712345678" }) { id } }',
    );
    expect(errors?.[0]?.extensions).toEqual({ code: 'NOT_MODELLED' });
  });

  it('can be asked what Shopify’s schema is', async () => {
    const { data } = await ask('{ __type(name: "CustomerState") { enumValues { name } } }');
    expect(JSON.stringify(data)).toContain('DECLINED');
  });
});
