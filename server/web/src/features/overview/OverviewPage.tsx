import { useTranslation } from 'react-i18next';
import { useOverview } from '../../api/queries/overview';
import type { Overview } from '../../api/types';
import { Freshness } from '../../components/Freshness';
import { PageHeader } from '../../components/PageHeader';
import { useSession } from '../../components/session';
import { Ready } from '../../components/states';
import { FunnelPanel } from './FunnelPanel';
import { LatestVisits } from './LatestVisits';
import './overview.css';
import { SyncPanel } from './SyncPanel';
import { TeamPanel } from './TeamPanel';
import { Tiles } from './Tiles';
import { VisitsPanel } from './VisitsPanel';

export function OverviewPage() {
  const { t } = useTranslation();
  const { user, organisation } = useSession();
  const query = useOverview();
  const team = user.team?.name ?? organisation.name;
  return (
    <>
      <PageHeader
        title={t('overview.title')}
        subtitle={t('overview.greeting', { name: user.name, team })}
        aside={query.data && <Freshness value={query.data.freshness} />}
      />
      <Ready query={query} rows={10}>
        {(overview) => <Body overview={overview} />}
      </Ready>
    </>
  );
}

function Body({ overview }: { overview: Overview }) {
  return (
    <div className="ff-overview">
      <Tiles overview={overview} />
      <VisitsPanel overview={overview} />
      <FunnelPanel overview={overview} />
      <div className="ff-span-7 ff-stack">
        <TeamPanel overview={overview} />
        <SyncPanel />
      </div>
      <LatestVisits />
    </div>
  );
}
