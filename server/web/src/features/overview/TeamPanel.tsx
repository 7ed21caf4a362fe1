import { Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { searchText } from '../../api/client';
import type { Overview } from '../../api/types';
import { Freshness } from '../../components/Freshness';
import { Panel } from '../../components/Panel';
import { useFormat } from '../../components/session';
import { Nothing } from '../../components/states';
import { dayText, mondayOf } from '../../format/time';
import { type RepLine, teamLines } from './teamLines';

/** Overdue and visits by rep, most overdue first; every figure opens what it counts. */
export function TeamPanel({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const columns = useColumns(overview);
  const lines = teamLines(overview);
  return (
    <Panel className="ff-span-7" title={t('overview.overdueByRep')} freshness={overview.freshness}>
      {overview.overdue.total === 0 && lines.length > 0 && <p className="ff-good">{t('overview.allDone')}</p>}
      <Table<RepLine>
        size="small"
        rowKey={(line) => line.rep.id}
        columns={columns}
        dataSource={lines}
        pagination={false}
        scroll={{ x: 'max-content' }}
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
    { title: t('overview.rep'), key: 'rep', render: (_, { rep }) => <Link to={`/visits${searchText({ rep: rep.id })}`}>{rep.name}</Link> },
    {
      title: t('overview.overdueCount'),
      key: 'overdue',
      render: (_, { rep, overdue }) => (
        <Link to={customers(rep.id, 'overdue')} className="ff-bar">
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
      render: (_, { oldest_on }) => <span className="ff-num">{oldest_on ? dayText(oldest_on, language, today) : '–'}</span>,
    },
    {
      title: t('overview.dueTodayCount'),
      key: 'due',
      align: 'right',
      render: (_, { rep, due_today }) => <Count to={customers(rep.id, 'today')} n={due_today} />,
    },
    {
      title: t('overview.visitsToday'),
      key: 'today',
      align: 'right',
      render: (_, { rep, today: n }) => <Count to={visits(rep.id, today)} n={n} />,
    },
    {
      title: t('overview.visitsWeek'),
      key: 'week',
      align: 'right',
      render: (_, { rep, this_week }) => <Count to={visits(rep.id, mondayOf(today))} n={this_week} />,
    },
    { title: t('overview.dataTo'), key: 'freshness', render: (_, { freshness }) => <Freshness value={freshness} /> },
  ];
}

function Count({ to, n }: { to: string; n: number }) {
  return (
    <Link to={to} className="ff-num">
      {n}
    </Link>
  );
}
