import { shownHeaders } from './shown-headers';

it('shows names, and values that are no secrets', () => {
  const custom = { 'X-Api-Key': 's3cret', authorization: 'Bearer s3cret' };
  const sent = {
    ...custom,
    'content-type': 'application/json',
    'webhook-id': 'msg_1',
    'webhook-signature': 'v1,AAAA',
  };
  expect(shownHeaders(sent, custom)).toEqual({
    'X-Api-Key': '[redacted]',
    authorization: '[redacted]',
    'content-type': 'application/json',
    'webhook-id': 'msg_1',
    'webhook-signature': '[redacted]',
  });
});
