import { theme } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { searchText } from '../../api/client';
import type { Overview } from '../../api/types';
import { Chart } from '../../components/Chart';
import { Panel } from '../../components/Panel';
import { useFormat } from '../../components/session';
import { dayText } from '../../format/time';
import { dayBars } from './charts';

export function VisitsPanel({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const { token } = theme.useToken();
  const go = useNavigate();
  const { by_day } = overview.visits;
  const total = by_day.reduce((sum, day) => sum + day.count, 0);
  const option = useMemo(
    () => dayBars(by_day, token, (day) => dayText(day, language, overview.today), overview.today),
    [by_day, token, language, overview.today],
  );
  const open = (index: number) => {
    const date = by_day[index]?.date;
    if (date) void go(`/visits${searchText({ from: date, to: date })}`);
  };
  return (
    <Panel
      className="ff-span-7"
      title={t('overview.byDay')}
      freshness={overview.freshness}
      aside={<span className="ff-muted">{t('overview.visits', { count: total })}</span>}
    >
      <Chart option={option} label={t('overview.byDayChart', { total })} height={220} onPick={open} />
    </Panel>
  );
}
