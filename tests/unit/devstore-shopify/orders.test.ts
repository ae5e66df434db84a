import { describe, expect, it } from 'vitest';
import { createAdminApi } from '../../../src/devstore/shopify/admin-api.ts';
import { PEOPLE } from '../../../src/devstore/shopify/seed.ts';
import { CHANGE_CUSTOMER_EMAIL } from '../../../src/server/shopify/operations/change-customer-email.ts';
import { FIND_ORDERS } from '../../../src/server/shopify/operations/find-orders.ts';
import { gid, graphqlClient, openShop } from './support.ts';

function open() {
  const { shop } = openShop();
  const headers = { 'x-shopify-access-token': 'admin token' };
  const handle = createAdminApi(shop, { accessToken: 'admin token' });
  return { shop, ask: graphqlClient(handle, '/admin/api/2026-10/graphql.json', headers) };
}

describe('finding an order', () => {
  it.each(['name:"1002" OR name:"#1002"', 'name:"#1002"', 'name:"1002"'])('works with %s', async (query) => {
    const { data } = await open().ask(FIND_ORDERS, { query });

    expect(data).toEqual({
      orders: {
        nodes: [
          {
            name: '#1002',
            customer: { id: gid(PEOPLE.migratedNorwegian) },
            shippingAddress: { zip: '0150' },
            billingAddress: { zip: '0150' },
          },
        ],
      },
    });
  });

  it('finds nothing where there is nothing, and no customer behind a guest', async () => {
    const { ask } = open();

    expect((await ask(FIND_ORDERS, { query: 'name:"999"' })).data).toEqual({ orders: { nodes: [] } });
    expect((await ask(FIND_ORDERS, { query: 'name:"1007"' })).data).toMatchObject({
      orders: { nodes: [{ customer: null }] },
    });
  });

  it('refuses a search that is not modelled rather than guess', async () => {
    const { errors } = await open().ask(FIND_ORDERS, { query: 'email:someone@example.com' });

    expect(JSON.stringify(errors)).toContain('NOT_MODELLED');
  });
});

describe('changing an address', () => {
  const change = (ask: ReturnType<typeof open>['ask'], id: string, email: string) =>
    ask(CHANGE_CUSTOMER_EMAIL, { id, email });

  it('leaves the customer who they are', async () => {
    const { ask, shop } = open();

    const { data } = await change(ask, gid(PEOPLE.migrated), 'oliver@new.example');

    expect(data).toEqual({ customerUpdate: { userErrors: [] } });
    expect(shop.findByEmail('oliver@new.example')?.id).toBe(PEOPLE.migrated.id);
    expect(shop.findByEmail(PEOPLE.migrated.email)).toBeUndefined();
  });

  it.each([
    ['an address that is taken', gid(PEOPLE.migrated), PEOPLE.enabled.email, 'Email has already been taken'],
    ['no address', gid(PEOPLE.migrated), 'not-an-email', 'Email is invalid'],
    ['a customer who does not exist', 'gid://shopify/Customer/1', 'a@b.example', 'Customer does not exist'],
  ])('is refused for %s', async (_, id, email, message) => {
    const { data } = await change(open().ask, id, email);

    expect(data).toMatchObject({ customerUpdate: { userErrors: [{ message }] } });
  });
});
