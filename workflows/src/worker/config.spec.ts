import { ConfigError, parsePromotion, parseWorkerConfig } from './config.js';

const env = { PORT: '4100', TEMPORAL_ADDRESS: '127.0.0.1:7233' };

describe('parseWorkerConfig', () => {
  it('asks for a port and an address, the rest has defaults', () => {
    expect(parseWorkerConfig({ ...env, UNRELATED: 'x' })).toEqual({
      host: '127.0.0.1',
      port: 4100,
      temporalAddress: '127.0.0.1:7233',
      temporalNamespace: 'goalbeat',
      logLevel: 'info',
      version: null,
    });
  });

  it('lists every wrong name, and no value', () => {
    const wrong = { PORT: '70000', TEMPORAL_ADDRESS: 'secret-host', LOG_LEVEL: 'shout' };
    expect(() => parseWorkerConfig(wrong)).toThrow(ConfigError);
    expect(() => parseWorkerConfig(wrong)).toThrow(/: PORT, TEMPORAL_ADDRESS, LOG_LEVEL$/);
  });

  it.each(['', 'nonsense', '0', '80.5'])('takes no port %p', (port) => {
    expect(() => parseWorkerConfig({ ...env, PORT: port })).toThrow(/PORT/);
  });

  it('takes both words of a version or none', () => {
    const version = { WORKER_DEPLOYMENT_NAME: 'workflows', WORKER_BUILD_ID: '1.4.0+3f2a' };
    expect(parseWorkerConfig({ ...env, ...version }).version).toEqual({
      deploymentName: 'workflows',
      buildId: '1.4.0+3f2a',
    });
    expect(() => parseWorkerConfig({ ...env, WORKER_BUILD_ID: '1' })).toThrow(/: WORKER_DEPLOYMENT_NAME$/);
    expect(() => parseWorkerConfig({ ...env, WORKER_DEPLOYMENT_NAME: 'w' })).toThrow(/: WORKER_BUILD_ID$/);
    expect(() => parseWorkerConfig({ ...env, ...version, WORKER_DEPLOYMENT_NAME: 'a.b' })).toThrow(/DEPLOYMENT_NAME$/);
  });
});

describe('parsePromotion', () => {
  it('needs no port, and a version', () => {
    expect(
      parsePromotion({ TEMPORAL_ADDRESS: '[::1]:7233', WORKER_DEPLOYMENT_NAME: 'workflows', WORKER_BUILD_ID: 'b' }),
    ).toMatchObject({ temporalAddress: '[::1]:7233', version: { buildId: 'b' } });
    expect(() => parsePromotion({ TEMPORAL_ADDRESS: 'h:1' })).toThrow(/: WORKER_DEPLOYMENT_NAME, WORKER_BUILD_ID$/);
  });
});
