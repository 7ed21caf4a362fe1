import { Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { searchText } from '../../api/client';
import type { Freshness as FreshnessValue, Overview } from '../../api/types';
import { Panel } from '../../components/Panel';
import { useFormat } from '../../components/session';
import { Nothing } from '../../components/states';
import { freshnessText } from '../../format/freshness';
import { dayText, moment, mondayOf } from '../../format/time';
import { useNarrow } from '../../theme/useMedia';
import { type RepLine, teamLines } from './teamLines';

/** Overdue and visits by rep, most overdue first; every figure opens what it counts. */
export function TeamPanel({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const columns = useColumns(overview);
  const narrow = useNarrow();
  const lines = teamLines(overview);
  return (
    <Panel title={t('overview.overdueByRep')} freshness={overview.freshness}>
      {overview.overdue.total === 0 && overview.customers > 0 && <p className="ff-good">{t('overview.allDone')}</p>}
      <Table<RepLine>
        size="small"
        rowKey={(line) => line.rep.id}
        columns={columns}
        dataSource={lines}
        pagination={false}
        scroll={narrow ? undefined : { x: 'max-content' }}
        locale={{ emptyText: <Nothing title={t('visits.empty')} hint={t('visits.emptyHint')} /> }}
      />
    </Panel>
  );
}

function useColumns(overview: Overview): TableColumnsType<RepLine> {
  const { t } = useTranslation();
  const { language } = useFormat();
  const { today } = overview;
  const most = Math.max(1, ...overview.overdue.by_rep.map((line) => line.overdue));
  const visits = (rep: string, from: string) => `/visits${searchText({ rep, from, to: today })}`;
  const customers = (owner: string, due: string) => `/customers${searchText({ owner, due })}`;
  return [
    {
      title: t('overview.rep'),
      key: 'rep',
      render: (_, { rep }) => (
        <Link to={`/visits${searchText({ rep: rep.id })}`} className="ff-rep ff-touch">
          {rep.name}
        </Link>
      ),
    },
    {
      title: t('overview.overdueCount'),
      key: 'overdue',
      render: (_, { rep, overdue }) => (
        <Link to={customers(rep.id, 'overdue')} className="ff-bar ff-touch">
          <span className="ff-bar-number ff-num">{overdue}</span>
          <span className="ff-bar-track" aria-hidden>
            <span style={{ width: `${(100 * overdue) / most}%` }} />
          </span>
        </Link>
      ),
    },
    {
      title: t('overview.oldest'),
      key: 'oldest',
      responsive: ['md'],
      render: (_, { oldest_on }) => <span className="ff-num">{oldest_on ? dayText(oldest_on, language, today) : '–'}</span>,
    },
    {
      title: t('overview.dueTodayCount'),
      key: 'due',
      align: 'right',
      render: (_, { rep, due_today }) => <Count to={customers(rep.id, 'today')} n={due_today} />,
    },
    {
      title: t('overview.today'),
      key: 'today',
      align: 'right',
      render: (_, { rep, today: n }) => <Count to={visits(rep.id, today)} n={n} />,
    },
    {
      title: t('overview.week'),
      key: 'week',
      align: 'right',
      render: (_, { rep, this_week }) => <Count to={visits(rep.id, mondayOf(today))} n={this_week} />,
    },
    {
      title: t('overview.dataTo'),
      key: 'freshness',
      responsive: ['md'],
      render: (_, { freshness }) => <CompleteTo value={freshness} />,
    },
  ];
}

/** The rep's own freshness in a cell: the time alone, marked when a phone is older. */
function CompleteTo({ value }: { value: FreshnessValue }) {
  const { language, zone, today, t } = useFormat();
  const late = value.complete_to === null || value.phones_behind > 0;
  return (
    <span className="ff-freshness" title={freshnessText(value, language, zone, today, t)}>
      <span className="ff-dot" data-tone={late ? 'warn' : 'good'} aria-hidden />
      <span className="ff-num">
        {value.complete_to === null ? t('time.never') : moment(value.complete_to, language, zone, today, t)}
      </span>
    </span>
  );
}

function Count({ to, n }: { to: string; n: number }) {
  return (
    <Link to={to} className="ff-num ff-touch">
      {n}
    </Link>
  );
}
