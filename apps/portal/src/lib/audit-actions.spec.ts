import * as contracts from '@anika/contracts';
import { AUDIT_ACTIONS } from './audit-actions';

it('Actions of the audit log are those of the API', () =>
  expect(AUDIT_ACTIONS.toSorted()).toEqual(Object.keys(contracts.AUDIT_ACTIONS).toSorted()));
