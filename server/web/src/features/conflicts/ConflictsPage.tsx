import { Button, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { type ConflictFilter, useConflicts } from '../../api/queries/conflicts';
import { Freshness } from '../../components/Freshness';
import { PageHeader } from '../../components/PageHeader';
import { Nothing, Ready } from '../../components/states';
import { ConflictCard } from './ConflictCard';
import './conflicts.css';
import { useSettle } from './useSettle';

export function ConflictsPage() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const state: ConflictFilter = params.get('state') === 'resolved' ? 'resolved' : 'open';
  const query = useConflicts(state);
  const { settle, busy } = useSettle();
  const { open, freshness } = query.data?.pages[0] ?? {};
  return (
    <>
      <PageHeader
        title={t('conflicts.title')}
        subtitle={t('conflicts.subtitle')}
        aside={freshness && <Freshness value={freshness} />}
      />
      <Segmented<ConflictFilter>
        className="ff-conflict-tabs"
        aria-label={t('conflicts.title')}
        value={state}
        onChange={(next) => setParams(next === 'open' ? {} : { state: next }, { replace: true })}
        options={[
          { value: 'open', label: open === undefined ? t('conflicts.open') : `${t('conflicts.open')} ${open}` },
          { value: 'resolved', label: t('conflicts.resolved') },
        ]}
      />
      <Ready query={query} rows={8}>
        {({ pages }) => {
          const conflicts = pages.flatMap((page) => page.items);
          if (conflicts.length === 0) return <None state={state} />;
          return (
            <ul className="ff-stack" data-testid="conflicts">
              {conflicts.map((conflict) => (
                <ConflictCard key={conflict.id} conflict={conflict} settle={settle} busy={busy === conflict.id} />
              ))}
            </ul>
          );
        }}
      </Ready>
      {query.hasNextPage && (
        <div className="ff-conflict-more">
          <Button onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>
            {t('conflicts.more')}
          </Button>
        </div>
      )}
    </>
  );
}

function None({ state }: { state: ConflictFilter }) {
  const { t } = useTranslation();
  return state === 'open' ? (
    <Nothing title={t('conflicts.empty')} hint={t('conflicts.emptyHint')} />
  ) : (
    <Nothing title={t('conflicts.emptyResolved')} />
  );
}
