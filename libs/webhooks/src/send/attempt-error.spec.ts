import { EndpointError } from '../endpoint/endpoint-error';
import { transportError } from './attempt-error';

const withCode = (code: string) =>
  Object.assign(new Error('connect 10.1.2.3:443 https://secret.example'), { code });

describe('transportError', () => {
  it.each([
    ['ECONNREFUSED', 'refused'],
    ['EHOSTUNREACH', 'refused'],
    ['ENETUNREACH', 'refused'],
    ['ETIMEDOUT', 'timeout'],
    ['ECONNRESET', 'reset'],
    ['EPIPE', 'reset'],
    ['EPROTO', 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['CERT_UNTRUSTED', 'tls'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
    ['ESOMETHING', 'other'],
    ['', 'other'],
  ])('calls %s %s, in a sentence without addresses', (code, expected) => {
    const error = transportError(withCode(code));
    expect(error.class).toBe(expected);
    expect(error.message).toMatch(/^(The|There|A) .*\.$/);
    expect(error.message).not.toMatch(/10\.1\.2\.3|secret/);
  });

  it('passes on what the policy says', () => {
    const refusal = new EndpointError('port', 'Port 22 is not allowed for an endpoint.');
    expect(transportError(refusal)).toEqual({ class: 'blocked-address', message: refusal.message });
    expect(transportError(new EndpointError('dns', 'x')).class).toBe('dns');
  });

  it('takes anything', () => expect(transportError(undefined).class).toBe('other'));
});
