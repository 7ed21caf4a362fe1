import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Freshness as FreshnessValue, Overview } from '../../api/types';
import { Freshness } from '../../components/Freshness';
import { searchText } from '../../api/client';
import { mondayOf } from '../../format/time';
import { phonesNote } from './phonesNote';

type TileProps = {
  to: string;
  label: string;
  value: number | string;
  note: string;
  tone?: 'bad' | 'warn';
  freshness: FreshnessValue;
};

function Tile({ to, label, value, note, tone, freshness }: TileProps) {
  return (
    <Link to={to} className="ff-tile ff-panel" data-testid="tile">
      <span className="ff-tile-label">{label}</span>
      <span className="ff-tile-value ff-num" data-tone={tone} data-testid="tile-value">
        {value}
      </span>
      <span className="ff-tile-note">{note}</span>
      <Freshness value={freshness} short />
    </Link>
  );
}

export function Tiles({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const { visits, overdue, devices, conflicts_open, freshness, today } = overview;
  const inSync = devices.total - devices.behind;
  const attention = devices.behind > 0 || devices.quarantined > 0;
  return (
    <div className="ff-tiles">
      <Tile
        to={`/visits${searchText({ from: today, to: today })}`}
        label={t('overview.visitsToday')}
        value={visits.today}
        note={t('overview.vsYesterday', { n: visits.yesterday })}
        freshness={freshness}
      />
      <Tile
        to={`/visits${searchText({ from: mondayOf(today), to: today })}`}
        label={t('overview.visitsWeek')}
        value={visits.this_week}
        note={t('overview.vsLastWeek', { n: visits.last_week_to_date })}
        freshness={freshness}
      />
      <Tile
        to="/customers?due=overdue"
        label={t('overview.overdue')}
        value={overdue.total}
        tone={overdue.total > 0 ? 'bad' : undefined}
        note={t('overview.dueToday', { n: overdue.due_today })}
        freshness={freshness}
      />
      <Tile
        to="/conflicts"
        label={t('overview.conflicts')}
        value={conflicts_open}
        tone={conflicts_open > 0 ? 'warn' : undefined}
        note={t(conflicts_open > 0 ? 'overview.conflictsSome' : 'overview.conflictsNone')}
        freshness={freshness}
      />
      <Tile
        to="/devices"
        label={t('overview.phones')}
        value={t('overview.phonesUnit', { ok: inSync, total: devices.total })}
        tone={attention ? 'warn' : undefined}
        note={phonesNote(devices, t)}
        freshness={freshness}
      />
    </div>
  );
}
