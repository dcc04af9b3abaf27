import { Order } from './order';

/** Serves jobs by their turns, as BullMQ does. */
function served(jobs: { readonly partner: string; readonly turn: number }[]): string {
  return jobs
    .toSorted((one, other) => one.turn - other.turn)
    .map(({ partner }) => partner)
    .join('');
}

describe('Order', () => {
  it('serves partners in turn, whoever came first', () => {
    const order = new Order();
    const jobs = [...'aaaaaabbc'].map((partner) => ({ partner, turn: order.next(partner, 1) }));
    expect(served(jobs)).toBe('abcabaaaa');
  });

  it('counts messages: many in one job are as many turns', () => {
    const order = new Order();
    const jobs = [
      { partner: 'a', turn: order.next('a', 500) },
      { partner: 'a', turn: order.next('a', 500) },
      ...Array.from({ length: 12 }, () => ({ partner: 'b', turn: order.next('b', 50) })),
    ];
    expect(served(jobs)).toBe('bbbbbbbbbabbba');
  });

  it('gives who comes late no turns of the past', () => {
    const order = new Order();
    for (let count = 0; count < 10; count += 1) order.next('a', 1);
    order.serve(5);
    expect(order.next('b', 1)).toBe(6);
    order.serve(3);
    expect(order.next('c', 1)).toBe(6);
    expect(order.next('a', 1)).toBe(11);
    order.reset();
    expect(order.next('a', 1)).toBe(1);
  });

  it('stays within what BullMQ takes as a priority', () => {
    const order = new Order();
    order.serve(2 ** 21 - 2);
    expect([order.next('a', 1), order.next('a', 500)]).toEqual([2 ** 21 - 1, 2 ** 21 - 1]);
  });
});
