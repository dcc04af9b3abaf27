import { pageOf, shortId } from './short-id';

const ID = 'top_01jd8k3m9cfe0rztgq8v5k2n4p';

describe('Ids', () => {
  it('are shortened in the middle', () => {
    expect(shortId(ID)).toBe('top_01jd…2n4p');
    expect(shortId('req_1')).toBe('req_1');
    expect(shortId(`dlv_${ID.slice(4)}01jd8k3m9cfe0rztgq8v5k2zzz`)).toBe('dlv_01jd…2n4p');
  });

  it('have pages by their prefix', () => {
    expect(pageOf(` ${ID}\n`)).toBe(`/topics/${ID}`);
    expect(pageOf(ID.replace('top', 'prt'))).toBe(`/partners/${ID.replace('top', 'prt')}`);
    const request = ID.replace('top', 'arq');
    expect(pageOf(request)).toBe(`/access?tab=requests&request=${request}`);
    expect(pageOf(ID.replace('top', 'key'))).toBeUndefined();
    expect(pageOf('top_../../sign-in')).toBeUndefined();
    expect(pageOf('')).toBeUndefined();
  });
});
