import { scriptPolicy } from './script-policy';

const ALERT = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='";

describe('scriptPolicy', () => {
  it('allows the scripts in the page by their hashes', () => {
    const policy = scriptPolicy(
      '<script src="a.js"></script><script type="text/javascript">alert(1)</script>',
    );
    expect(policy).toContain(`script-src 'self' ${ALERT};`);
    expect(policy.match(/sha256-/g)).toHaveLength(1);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  });

  it('allows none where there is none', () => {
    expect(scriptPolicy('<script src="a.js"></script>')).toContain("script-src 'self';");
  });
});
