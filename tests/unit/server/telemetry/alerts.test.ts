import { describe, expect, it } from 'vitest';
import { LOG_EVENTS } from '../../../../src/server/domain/log-events.ts';
import { createPrometheus } from '../../../../src/server/telemetry/prometheus.ts';
import { movableClock } from '../../../support/service-under-test.ts';
import { readProjectFile } from '../../../support/source-files.ts';

const rules = readProjectFile('deploy/alerts.yml');
const page = readProjectFile('docs/operations.md');
const matches = (text: string, pattern: RegExp) => [
  ...new Set(Array.from(text.matchAll(pattern), ([, found = '']) => found)),
];

describe('the example alerts', () => {
  it('have a page in the runbook each, and the runbook no other', () => {
    const alerts = matches(rules, /alert: (\w+)/g);

    expect(alerts.length).toBeGreaterThan(10);
    expect(matches(page, /^### (Latchkey\w+)/gm)).toEqual(alerts);
  });

  it('and the runbook ask for metrics that exist', async () => {
    const prometheus = createPrometheus({ topShops: 1, clock: movableClock() });
    const { text } = await prometheus.page();
    const known = matches(text, /^# TYPE (\w+)/gm);
    const asked = matches(rules + page, /\b((?:latchkey|nodejs)_[a-z0-9_]*[a-z0-9])\b/g)
      .map((name) => name.replace(/_(bucket|sum|count)$/, ''))
      .filter((name) => name !== 'latchkey_restored');

    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('document every metric of ours', async () => {
    const { text } = await createPrometheus({ topShops: 1, clock: movableClock() }).page();
    const ours = matches(text, /^# TYPE (latchkey_\w+)/gm);

    expect(ours.filter((name) => !page.includes(name))).toEqual([]);
  });

  it('wait for events that are logged', () => {
    const events = matches(rules, /event="([^"]+)"/g);

    expect(events.length).toBeGreaterThan(3);
    expect(events.filter((event) => !Object.hasOwn(LOG_EVENTS, event))).toEqual([]);
  });
});
