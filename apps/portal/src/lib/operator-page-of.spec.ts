import { operatorPageOf } from './operator-page-of';

const SUFFIX = '01kavwz1w6fzrrjx8m41rp7swe';

describe("An operator's search", () => {
  it.each([
    [`prt_${SUFFIX}`, `/operator/partners/prt_${SUFFIX}`],
    [` sub_${SUFFIX} `, `/operator/deliveries?subscriptionId=sub_${SUFFIX}`],
    [`top_${SUFFIX}`, `/operator/deliveries?topicId=top_${SUFFIX}`],
    [`msg_${SUFFIX}`, undefined],
    ['A&B', '/operator/partners?q=A%26B'],
    [' ', undefined],
  ])('for %s leads to %s', (text, page) => expect(operatorPageOf(text)).toBe(page));
});
