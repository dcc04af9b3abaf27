import { useTranslation } from 'react-i18next';
import { Anchor } from '@mantine/core';
import { PageHeader } from '../../ui/page-header';
import classes from './home.module.css';

/** Operators see no partner's data: what is there for them to look at. */
export function OperatorHome() {
  const { t } = useTranslation('home');
  return (
    <>
      <PageHeader title={t('operator.title')} about={t('operator.text')} />
      <ul className={classes.list}>
        <li>
          <Anchor href="/ops/queues">{t('operator.queues')}</Anchor>
        </li>
        <li>
          <Anchor href="/status">{t('operator.status')}</Anchor>
        </li>
      </ul>
    </>
  );
}
