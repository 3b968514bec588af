import { ConfigError, parseWorkerConfig } from './config.js';

const env = { PORT: '4100', TEMPORAL_ADDRESS: '127.0.0.1:7233' };

describe('parseWorkerConfig', () => {
  it('asks for a port and an address, the rest has defaults', () => {
    expect(parseWorkerConfig({ ...env, UNRELATED: 'x' })).toEqual({
      host: '127.0.0.1',
      port: 4100,
      temporalAddress: '127.0.0.1:7233',
      temporalNamespace: 'goalbeat',
      logLevel: 'info',
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
});
