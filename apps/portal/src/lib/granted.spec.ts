import { compileFields, project } from '@anika/webhooks';
import { grantedPart, shareOf } from './granted';

const ORDER =
  '{"n": 12345678901234567890, "items":[{"sku":"a","price":1},{"price":2},7],"client":{"city":"М","name":"И"}}';

describe('What a grant shows', () => {
  it('of a field is all of it, some of it or nothing', () => {
    expect(shareOf(['client', 'city'], null)).toBe('whole');
    expect(shareOf(['client', 'city'], ['car', 'client.city'])).toBe('whole');
    expect(shareOf(['client', 'city'], ['client'])).toBe('whole');
    expect(shareOf(['items'], ['items.sku'])).toBe('part');
    expect(shareOf(['items'], ['items.sku', 'items'])).toBe('whole');
    expect(shareOf(['client', 'city'], ['client.cit', 'client.name'])).toBe('none');
    expect(shareOf(['client.city'], ['client.city'])).toBe('none');
  });

  it.each([
    [['n']],
    [['items.sku']],
    [['client.city', 'items']],
    [['client', 'client.city']],
    [['none.of.it']],
  ])('of a text is what the API shows: %j', (granted) =>
    expect(grantedPart(ORDER, granted)).toBe(project(ORDER, compileFields(granted))),
  );

  it('of what has no members is nothing', () => {
    expect(grantedPart('"secret"', ['a'])).toBe('null');
    expect(grantedPart('[{"a":1,"b":2},3]', ['a'])).toBe('[{"a":1}]');
  });
});
