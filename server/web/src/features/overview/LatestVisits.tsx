import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useVisits } from '../../api/queries/visits';
import type { Visit } from '../../api/types';
import { Panel } from '../../components/Panel';
import { useFormat } from '../../components/session';
import { Nothing, Ready } from '../../components/states';
import { fieldInfo } from '../../catalog/lookup';
import { ago } from '../../format/time';
import { valueText } from '../../format/value';

const shown = 6;

export function LatestVisits() {
  const { t } = useTranslation();
  const query = useVisits({}, shown);
  return (
    <Panel
      className="ff-span-5"
      title={t('overview.latest')}
      aside={<Link to="/visits" className="ff-touch">{t('overview.seeAll')}</Link>}
      freshness={query.data?.pages[0]?.freshness}
    >
      <Ready query={query}>
        {({ pages }) => {
          const items = pages[0]?.items ?? [];
          if (items.length === 0) return <Nothing title={t('visits.empty')} hint={t('visits.emptyHint')} />;
          return (
            <ul className="ff-latest">
              {items.map((visit) => (
                <Line key={visit.id} visit={visit} />
              ))}
            </ul>
          );
        }}
      </Ready>
    </Panel>
  );
}

function Line({ visit }: { visit: Visit }) {
  const format = useFormat();
  const channels = valueText(visit.fields.channels, fieldInfo('interaction', 'channels'), format);
  return (
    <li>
      <div className="ff-between">
        <Link to={`/customers/${visit.customer.id}`} className="ff-wrap ff-touch">
          {visit.customer.name}
        </Link>
        <span className="ff-muted ff-num">{ago(visit.received_at, format.now, format.t)}</span>
      </div>
      <p className="ff-latest-text">
        <span className="ff-muted">{[visit.rep.name, channels].filter(Boolean).join(' · ')}</span> {visit.fields.note}
      </p>
    </li>
  );
}
