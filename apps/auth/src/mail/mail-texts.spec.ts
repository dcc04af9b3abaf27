import { composeMail } from './mail-texts';

describe('A mail', () => {
  const link = 'https://anika.example/invite/abc';

  it('says the same in text and HTML, and takes no markup or line breaks from names', () => {
    const facts = { company: 'A & <b>B</b>\nBcc: x@example.com', inviter: '"Eve"', link };
    const { subject, text, html } = composeMail('invitation', 'en', facts);
    expect(subject).toBe('Invitation to A & <b>B</b> Bcc: x@example.com on ANIKA');
    expect(text).toContain(`\n\n${link}\n`);
    expect(html).toContain(`<a href="${link}">${link}</a>`);
    expect(html).toContain('&quot;Eve&quot; invites you to join A &amp; &lt;b&gt;B&lt;/b&gt;');
    expect(html).not.toContain('<b>');
  });

  it.each(['en', 'ru'] as const)('is written in %s, whatever it is about', (locale) => {
    for (const kind of ['invitation', 'reset', 'password_changed', 'email_changed'] as const) {
      const { subject, text } = composeMail(kind, locale, {
        company: 'АвтоЭкспресс',
        inviter: 'Ольга',
        link,
      });
      expect(/[а-яё]{4}/.test(subject.replace('АвтоЭкспресс', ''))).toBe(locale === 'ru');
      expect(text).not.toContain('undefined');
    }
  });
});
