import { describe, expect, it } from 'vitest';
import { lookUpAnswer, startFakeShopify, THROTTLED, type Answer } from '../support/fake-shopify.ts';
import { ADA, DONE, invited, setUpProcessing } from './processing-support.ts';

const processing = setUpProcessing();
const { answerLookUps, kept, row, processor } = processing;
const CLASSIC = { customerAccountsV2: { customerAccountsVersion: 'CLASSIC' } };

describe('a look-up that fails', () => {
  it.each([
    ['is throttled', THROTTLED, 'throttled'],
    ['answers 429', { text: 'slow down', status: 429 }, 'throttled'],
    ['answers 503', { text: '<h1>Down</h1>', status: 503 }, 'http-error'],
    ['answers 401', { json: { errors: 'Invalid API key' }, status: 401 }, 'unauthorized'],
    ['answers something that is not JSON', { text: '<h1>Hello</h1>', status: 200 }, 'not-json'],
    ['answers more than can be right', { text: 'x'.repeat(1_000_001), status: 200 }, 'not-json'],
    ['hangs up', 'cut', 'cut-off'],
    ['reports errors', { json: { errors: [{ message: 'boom' }] } }, 'graphql-error'],
    ['names an unheard-of state', lookUpAnswer({ id: ADA, state: 'ASLEEP' }), 'state-unknown'],
    ['names an unheard-of kind of accounts', lookUpAnswer(invited, 'NEXT'), 'state-unknown'],
    ['answers no data at all', { json: {} }, 'not-json'],
    ['answers null', { json: null }, 'not-json'],
    ['answers data of another kind', { json: { data: {} } }, 'state-unknown'],
    ['leaves out the customer', { json: { data: { shop: CLASSIC } } }, 'state-unknown'],
    [
      'leaves out the tags',
      { json: { data: { shop: CLASSIC, customerByIdentifier: { id: ADA, state: 'INVITED' } } } },
      'state-unknown',
    ],
    ['leads elsewhere', { text: '', status: 301 }, 'http-error'],
    ['answers 500', { text: '', status: 500 }, 'http-error'],
  ] satisfies [string, Answer, string][])(
    'because Shopify %s is retried, nothing is decided',
    async (_, answer, problem) => {
      processing.shopify.on('LookUpCustomer', () => answer);
      const id = await kept();

      expect(await processor()(id)).toEqual({ kind: 'retry', problem });

      expect(await row(id)).toMatchObject({ decision: null });
    },
  );

  it('because nobody listens is retried, and works out once somebody does', async () => {
    const id = await kept();
    const gone = await startFakeShopify();
    await gone.close();
    expect(await processor({ origin: gone.origin })(id)).toEqual({ kind: 'retry', problem: 'unreachable' });

    answerLookUps(null);
    expect(await processor()(id)).toEqual(DONE);
    expect(await row(id)).toMatchObject({ decision: 'no-mail' });
  });
});
