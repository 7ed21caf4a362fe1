import { ArrowLeftOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuarantine } from '../../api/queries/quarantine';
import { Freshness } from '../../components/Freshness';
import { PageHeader } from '../../components/PageHeader';
import { Nothing, Ready } from '../../components/states';
import './quarantine.css';
import { RefusedCard } from './RefusedCard';
import { useRefused } from './useRefused';

export function QuarantinePage() {
  const { t } = useTranslation();
  const query = useQuarantine();
  const { busy, ...acts } = useRefused();
  return (
    <>
      <Link to="/devices" className="ff-back ff-touch">
        <ArrowLeftOutlined aria-hidden /> {t('quarantine.back')}
      </Link>
      <PageHeader
        title={t('quarantine.title')}
        subtitle={t('quarantine.subtitle')}
        aside={query.data && <Freshness value={query.data.freshness} />}
      />
      <Ready query={query} rows={8}>
        {({ items, total }) =>
          items.length === 0 ? (
            <Nothing title={t('quarantine.empty')} hint={t('quarantine.emptyHint')} />
          ) : (
            <>
              <ul className="ff-stack" data-testid="quarantine">
                {items.map((item) => (
                  <RefusedCard key={item.group} item={item} {...acts} busy={busy === item.group} />
                ))}
              </ul>
              {total > items.length && <p className="ff-muted ff-refused-rest">{t('quarantine.shownOf', { shown: items.length, total })}</p>}
            </>
          )
        }
      </Ready>
    </>
  );
}
