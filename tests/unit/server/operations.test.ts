import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, parse, validate, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { describe, expect, it } from 'vitest';
import { API_VERSION } from '../../../src/server/shopify/graphql.ts';
import { CHANGE_CUSTOMER_EMAIL } from '../../../src/server/shopify/operations/change-customer-email.ts';
import { FIND_ORDERS } from '../../../src/server/shopify/operations/find-orders.ts';
import { LIST_CUSTOMERS } from '../../../src/server/shopify/operations/list-customers.ts';
import { LOOK_UP_CUSTOMER } from '../../../src/server/shopify/operations/look-up-customer.ts';
import { MIRROR_ACCOUNTS } from '../../../src/server/shopify/operations/mirror-accounts.ts';
import { READ_ACCOUNTS } from '../../../src/server/shopify/operations/read-accounts.ts';
import { READ_CUSTOMER } from '../../../src/server/shopify/operations/read-customer.ts';
import { RECOVER_CUSTOMER } from '../../../src/server/shopify/operations/recover-customer.ts';
import { SEND_ACCOUNT_INVITE } from '../../../src/server/shopify/operations/send-account-invite.ts';
import { SURVEY_CUSTOMERS } from '../../../src/server/shopify/operations/survey-customers.ts';

const OPERATIONS = {
  'change-customer-email.ts': { api: 'admin', document: CHANGE_CUSTOMER_EMAIL },
  'find-orders.ts': { api: 'admin', document: FIND_ORDERS },
  'read-customer.ts': { api: 'admin', document: READ_CUSTOMER },
  'list-customers.ts': { api: 'admin', document: LIST_CUSTOMERS },
  'look-up-customer.ts': { api: 'admin', document: LOOK_UP_CUSTOMER },
  'send-account-invite.ts': { api: 'admin', document: SEND_ACCOUNT_INVITE },
  'mirror-accounts.ts': { api: 'admin', document: MIRROR_ACCOUNTS },
  'read-accounts.ts': { api: 'admin', document: READ_ACCOUNTS },
  'survey-customers.ts': { api: 'admin', document: SURVEY_CUSTOMERS },
  'recover-customer.ts': { api: 'storefront', document: RECOVER_CUSTOMER },
} as const;

describe('every operation', () => {
  it.each(Object.entries(OPERATIONS))('%s fits the schema that Shopify publishes', (_, { api, document }) => {
    expect(validate(publishedSchema(api), parse(document))).toEqual([]);
  });

  it('is among those that are checked here', () => {
    const folder = fileURLToPath(new URL('../../../src/server/shopify/operations', import.meta.url));

    expect(readdirSync(folder).toSorted()).toEqual(Object.keys(OPERATIONS).toSorted());
  });
});

it('a field that does not exist is found', () => {
  const document = parse('query LookUp { shop { nickname } }');

  expect(validate(publishedSchema('admin'), document)).toHaveLength(1);
});

function publishedSchema(api: 'admin' | 'storefront'): GraphQLSchema {
  const file = `../../../src/devstore/shopify/schemas/${api}_${API_VERSION}.json.gz`;
  const text = gunzipSync(readFileSync(new URL(file, import.meta.url))).toString('utf8');
  const { data }: { data: IntrospectionQuery } = JSON.parse(text);
  return buildClientSchema(data);
}
