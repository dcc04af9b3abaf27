import { html as fill } from './html';

describe('html', () => {
  it('escapes what is put in', () => {
    const { text } = fill`<a href="${'"><script>'}">${"&'"}</a>`;
    expect(text).toBe('<a href="&quot;&gt;&lt;script&gt;">&amp;&#39;</a>');
  });

  it('keeps HTML and joins lists of it', () => {
    const cells = ['a', '<b>'].map((cell) => fill`<td>${cell}</td>`);
    const { text } = fill`<tr>${cells}</tr>${fill`<hr>`}${0}`;
    expect(text).toBe('<tr><td>a</td><td>&lt;b&gt;</td></tr><hr>0');
  });
});
