import { filled } from './portal-page';

const HTML =
  '<meta property="csp-nonce" nonce="{{nonce}}"><script type="application/json" id="settings" nonce="{{nonce}}">\n{}\n</script><p>';

describe('The page of the portal', () => {
  it('has the nonce in each place and the settings as data', () => {
    const page = filled(HTML, 'abc', { registration: true, demoLogins: [{ company: '</script><b>$&' }] });
    expect(page).not.toContain('{{nonce}}');
    expect(page.match(/nonce="abc"/g)).toHaveLength(2);
    expect(page.match(/<\/script>/g)).toHaveLength(1);
    const json = /id="settings"[^>]*>(.*?)<\/script>/.exec(page)?.[1] ?? '';
    expect(JSON.parse(json)).toEqual({ registration: true, demoLogins: [{ company: '</script><b>$&' }] });
  });
});
