import type { ExecutionContext } from '@nestjs/common';
import { CredentialGuard } from './credential.guard';

describe('CredentialGuard', () => {
  const guard = new CredentialGuard();
  const context = {
    switchToHttp: () => ({ getRequest: () => ({ headers: { authorization: 'Bearer anika_x' } }) }),
  } as unknown as ExecutionContext;

  it('tells a fault of ours as what it is, not as a wrong credential', () => {
    const fault = new TypeError('a fault');
    expect(() => guard.handleRequest(fault, false, [], context)).toThrow(fault);
  });

  it('refuses who was not recognised', () => {
    expect(() => guard.handleRequest(null, false, [], context)).toThrow(
      expect.objectContaining({ code: 'CREDENTIAL_INVALID' }),
    );
  });
});
