import { ConfigError, settings } from './config';
import { envExample } from './env-example';
import { SETTINGS } from './settings';

class TopicsConfig extends settings('TOPICS_TCP', 'DELIVERY_SCHEDULE', 'WEBHOOK_ALLOW_HTTP') {}

const complete = {
  HTTP_PORT: '8081',
  PUBLIC_URL: 'http://127.0.0.1:8080',
  INTERNAL_SECRET: 'a secret of enough letters',
  TOPICS_TCP: '10.0.0.1:4001,10.0.0.2:4001',
};

describe('settings', () => {
  it('reads, converts and fills in defaults', () => {
    const config = new TopicsConfig({ ...complete, DELIVERY_SCHEDULE: '0.2,5', WEBHOOK_ALLOW_HTTP: 'false' });
    expect(config).toMatchObject({
      HTTP_PORT: 8081,
      HOST: '127.0.0.1',
      TOPICS_TCP: ['10.0.0.1:4001', '10.0.0.2:4001'],
      DELIVERY_SCHEDULE: [0.2, 5],
      WEBHOOK_ALLOW_HTTP: false,
    });
  });

  it('names every missing and every wrong setting, and repeats no value', () => {
    const read = () =>
      new TopicsConfig({ ...complete, PUBLIC_URL: undefined, INTERNAL_SECRET: 'too short', HTTP_PORT: '' });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/PUBLIC_URL is missing/);
    expect(read).toThrow(/INTERNAL_SECRET is wrong/);
    expect(read).toThrow(/HTTP_PORT is missing/);
    expect(read).not.toThrow(/too short/);
  });

  it('all stand in .env.example with a line of description', () => {
    const text = envExample();
    for (const [name, schema] of Object.entries(SETTINGS)) {
      expect(schema.description).toBeTruthy();
      expect(text).toMatch(new RegExp(`^(# )?${name}=`, 'm'));
    }
  });
});
