import { browserName } from './browser-name';

describe('The name of a browser', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/147.0.0.0 Safari/537.36', 'Chrome, Linux'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1',
      'Safari, iPhone',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 YaBrowser/25.8 Safari/537.36',
      'Yandex, Windows',
    ],
    ['curl/8.5.0', 'curl'],
    ['our-program', 'our-program'],
  ])('of %s is %s', (userAgent, name) => expect(browserName(userAgent)).toBe(name));
});
