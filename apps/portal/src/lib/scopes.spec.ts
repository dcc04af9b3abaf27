import { API_KEY_SCOPES, ROLE_SCOPES } from '@anika/contracts';
import { KEY_SCOPES, ROLE_STEPS } from './scopes';

describe('Scopes', () => {
  it('of keys are those of the API', () =>
    expect([...KEY_SCOPES].toSorted()).toEqual([...API_KEY_SCOPES].toSorted()));

  it('of roles are those of the API', () => {
    const { viewer, member, owner } = ROLE_STEPS;
    expect(new Set(ROLE_SCOPES.viewer)).toEqual(new Set(viewer));
    expect(new Set(ROLE_SCOPES.member)).toEqual(new Set([...viewer, ...member]));
    expect(new Set(ROLE_SCOPES.owner)).toEqual(new Set([...viewer, ...member, ...owner]));
  });
});
