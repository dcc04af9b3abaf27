import { nextAddress } from './next-address';

const HERE = 'https://anika.example';

describe('The address after signing in', () => {
  it.each([
    ['/topics?scope=shared', `${HERE}/topics?scope=shared`],
    ['/ops/queues', `${HERE}/ops/queues`],
    [undefined, `${HERE}/`],
    ['//evil.example/', `${HERE}/`],
    ['https://evil.example/', `${HERE}/`],
    ['\\\\evil.example', `${HERE}/`],
    ['javascript:alert(1)', `${HERE}/`],
    ['http://', `${HERE}/`],
  ])('of %s is %s', (next, address) => expect(nextAddress(next, HERE)).toBe(address));
});
