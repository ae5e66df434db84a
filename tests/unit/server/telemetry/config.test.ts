import { describe, expect, it } from 'vitest';
import { testConfig } from '../../../support/service-under-test.ts';

const telemetry = (more: Readonly<Record<string, string>>) =>
  testConfig('postgres://localhost/latchkey', more).telemetry;

describe('the configuration of what looks on', () => {
  it('has nobody look on unless asked to', () => {
    expect(telemetry({})).toEqual({
      metricsPort: 'off',
      metricsHost: '127.0.0.1',
      topShops: 20,
      tracesEndpoint: undefined,
      tracesRatio: 1,
      serviceName: 'latchkey',
    });
  });

  it('takes a port, an endpoint with or without a path, and a share', () => {
    expect(
      telemetry({
        METRICS_PORT: '9464',
        METRICS_TOP_SHOPS: '5',
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/',
        OTEL_TRACES_SAMPLER_ARG: '0.05',
      }),
    ).toMatchObject({
      metricsPort: 9464,
      topShops: 5,
      tracesEndpoint: 'http://collector:4318',
      tracesRatio: 0.05,
    });
    expect(telemetry({ METRICS_PORT: 'off' }).metricsPort).toBe('off');
  });

  it.each([
    ['METRICS_PORT', '70000'],
    ['METRICS_TOP_SHOPS', '9000'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://user:secret@collector:4318'],
    ['OTEL_TRACES_SAMPLER_ARG', '5'],
  ])('names %s when it is bad, and shows no value', (name, value) => {
    const reading = () => telemetry({ [name]: value });

    expect(reading).toThrow(`${name}: bad`);
    expect(reading).not.toThrow(value);
  });
});
