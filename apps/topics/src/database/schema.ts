import { AuditEntryEntity } from '@anika/platform';
import { Initial1700000000000 } from './1700000000000-initial.migration';
import { HealthAndEvents1700000000002 } from './1700000000002-health-and-events.migration';
import { GrantLimits1700000000003 } from './1700000000003-grant-limits.migration';
import { SignatureType1700000000005 } from './1700000000005-signature-type.migration';
import { Retention1700000000006 } from './1700000000006-retention.migration';
import { Limits1700000000014 } from './1700000000014-limits.migration';
import { SearchableFields1700000000015 } from './1700000000015-searchable-fields.migration';
import { Contracts1700000000020 } from './1700000000020-contracts.migration';
import { Audit1700000000024 } from './1700000000024-audit.migration';
import { AccessRequests1700000000021 } from './1700000000021-access-requests.migration';
import { Outbox1700000000022 } from './1700000000022-outbox.migration';
import { NewestGrants1700000000070 } from './1700000000070-newest-grants.migration';
import { AccessRequestEntity } from './access-request.entity';
import { ContractEntity } from './contract.entity';
import { GrantEntity } from './grant.entity';
import { KnownPartnerEntity } from './known-partner.entity';
import { SubscriptionEntity } from './subscription.entity';
import { TopicEntity } from './topic.entity';

/** The tables of the app, and how they came to be. */
export const SCHEMA = {
  entities: [
    TopicEntity,
    GrantEntity,
    SubscriptionEntity,
    KnownPartnerEntity,
    AccessRequestEntity,
    AuditEntryEntity,
    ContractEntity,
  ],
  migrations: [
    Initial1700000000000,
    HealthAndEvents1700000000002,
    GrantLimits1700000000003,
    SignatureType1700000000005,
    Retention1700000000006,
    Limits1700000000014,
    SearchableFields1700000000015,
    Contracts1700000000020,
    AccessRequests1700000000021,
    Outbox1700000000022,
    Audit1700000000024,
    NewestGrants1700000000070,
  ],
};
