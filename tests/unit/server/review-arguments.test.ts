import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../../src/server/cli/arguments.ts';
import { maskAddress } from '../../../src/server/cli/render.ts';

const REF = '7QX2M-4RVWH';

describe('a command line', () => {
  it.each([
    [[], { name: 'help' }],
    [['--help'], { name: 'help' }],
    [['list'], { name: 'list', all: false }],
    [['list', '--all'], { name: 'list', all: true }],
    [['show', '7qx2m4rvwh'], { name: 'show', reference: REF, who: 'kim' }],
    [['show', REF, '--by', 'Lou Berg'], { name: 'show', reference: REF, who: 'Lou Berg' }],
    [['show', `r-${REF}`], { name: 'show', reference: REF, who: 'kim' }],
    [['find', REF], { name: 'find', reference: { signs: '7QX2M4RVWH', state: undefined } }],
    [['find', 'w7qx2m4rvwh'], { name: 'find', reference: { signs: '7QX2M4RVWH', state: 'throttled' } }],
    [
      ['refuse', REF, '--reason', ' No answer '],
      { name: 'refuse', reference: REF, who: 'kim', reason: 'No answer' },
    ],
    [
      ['approve', REF, '--now', '--despite-facts', '--reason', 'Called back'],
      { name: 'approve', reference: REF, who: 'kim', early: true, despiteFacts: true, reason: 'Called back' },
    ],
  ])('%j is understood', (argv, value) => {
    expect(parseCommand(argv, 'kim')).toEqual({ ok: true, value });
  });

  it.each([
    [['aprove', REF], 'no command aprove'],
    [['constructor'], 'no command constructor'],
    [['approve'], 'needs a reference'],
    [['approve', 'ada@example.com'], 'no reference'],
    [['approve', REF, REF], 'one reference only'],
    [['show', `C-${REF}`], 'Look it up with find'],
    [['find'], 'needs a reference'],
    [['find', `Q-${REF}`], 'no reference'],
    [['find', REF, '--now'], 'no option --now'],
    [['refuse', REF, '--now'], 'no option --now'],
    [['list', REF], 'takes no reference'],
    [['show', REF, '--by', 'a\u001b[2J'], 'takes a name'],
    [['approve', REF, '--reason', 'ada@example.com called'], 'Leave addresses out'],
    [['approve', REF, '--reason', ''], 'needs words'],
    [['approve', REF, '--reason', 'x'.repeat(301)], 'up to 300'],
    [['approve', REF, '--nwo'], 'nwo'],
  ])('%j is turned away with a reason', (argv, words) => {
    expect(parseCommand(argv, 'kim')).toEqual({
      ok: false,
      reason: expect.stringContaining(words) as unknown,
    });
  });
});

it.each([
  ['ada@old.example', 'a***@o***.example'],
  ['a@b.co.uk', 'a***@b***.uk'],
  ['😀x@münchen.de', '😀***@m***.de'],
])('%s is masked as %s', (address, masked) => {
  expect(maskAddress(address)).toBe(masked);
});
