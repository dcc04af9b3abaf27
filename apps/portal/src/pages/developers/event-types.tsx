import { useTranslation } from 'react-i18next';
import { EVENT_TYPES, eventText } from '../../lib/event-types';
import { Facts } from '../../ui/facts';

/** Every kind of event, in words. */
export function EventTypes() {
  const { t } = useTranslation('developers');
  return (
    <Facts of={Object.fromEntries(EVENT_TYPES.map((type) => [type, t(`events.type.${eventText(type)}`)]))} />
  );
}
