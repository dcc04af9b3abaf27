import { AuditTable } from '@anika/platform';

export class Audit1700000000023 extends AuditTable {
  readonly name = 'Audit1700000000023';
}
