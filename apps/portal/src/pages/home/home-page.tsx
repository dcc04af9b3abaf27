import { useTranslation } from 'react-i18next';
import { useMe } from '../../session/session';
import { PageHeader } from '../../ui/page-header';
import { Attention } from './attention';
import { FirstSteps } from './first-steps';
import { OperatorHome } from './operator-home';
import { SubscriptionList, TopicList } from './overview-lists';
import classes from './home.module.css';

/** What needs attention first, then what the company shares and receives. */
export function HomePage() {
  const { t } = useTranslation('home');
  const { scopes } = useMe();
  if (!scopes.includes('topics:read')) return <OperatorHome />;
  return (
    <>
      <PageHeader title={t('title')} />
      <FirstSteps />
      <Attention />
      <div className={classes.columns}>
        <TopicList />
        <SubscriptionList />
      </div>
    </>
  );
}
