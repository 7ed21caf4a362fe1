import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { searchText } from '../../api/client';
import { useVisits } from '../../api/queries/visits';
import type { VisitPage } from '../../api/types';
import { Freshness } from '../../components/Freshness';
import { PageHeader } from '../../components/PageHeader';
import { useFormat } from '../../components/session';
import { Nothing, Ready } from '../../components/states';
import { dayHeading } from '../../format/time';
import { useArrivals } from './useArrivals';
import { useVisitFilter } from './useVisitFilter';
import { VisitCard } from './VisitCard';
import { VisitFilters } from './VisitFilters';
import { byArrivalDay } from './visitDays';
import './visits.css';

export function VisitsPage() {
  const { t } = useTranslation();
  const { filter, change, clear, filtered } = useVisitFilter();
  const query = useVisits(filter);
  const freshness = query.data?.pages[0]?.freshness;
  return (
    <>
      <PageHeader
        title={t('visits.title')}
        subtitle={t('visits.subtitle')}
        aside={freshness && <Freshness value={freshness} />}
      />
      <VisitFilters filter={filter} change={change} clear={clear} filtered={filtered} />
      <Ready query={query} rows={8}>
        {({ pages }) => (
          <Feed key={searchText(filter)} pages={pages} settled={!query.isPlaceholderData} filtered={filtered} clear={clear} />
        )}
      </Ready>
      {query.hasNextPage && (
        <div className="ff-more">
          <Button onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>
            {t('visits.more')}
          </Button>
        </div>
      )}
    </>
  );
}

type FeedProps = { pages: VisitPage[]; settled: boolean; filtered: boolean; clear: () => void };

function Feed({ pages, settled, filtered, clear }: FeedProps) {
  const { t, zone, language, today } = useFormat();
  const visits = pages.flatMap((page) => page.items);
  const isNew = useArrivals(visits, settled);
  if (visits.length === 0 && filtered) {
    return (
      <Nothing title={t('visits.emptyFiltered')}>
        <Button onClick={clear}>{t('visits.clear')}</Button>
      </Nothing>
    );
  }
  if (visits.length === 0) return <Nothing title={t('visits.empty')} hint={t('visits.emptyHint')} />;
  return (
    <div className="ff-feed" data-testid="feed">
      {byArrivalDay(visits, zone).map(({ day, visits: ofDay }) => (
        <section key={day} aria-label={dayHeading(day, language, today, t)}>
          <h2 className="ff-feed-day">{dayHeading(day, language, today, t)}</h2>
          <ul className="ff-stack">
            {ofDay.map((visit) => (
              <VisitCard key={visit.id} visit={visit} isNew={isNew(visit)} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
