import { theme } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { FunnelStep, Overview } from '../../api/types';
import { choiceLabel, fieldInfo } from '../../catalog/lookup';
import { Chart } from '../../components/Chart';
import { Panel } from '../../components/Panel';
import { useLanguage } from '../../i18n';
import { funnelBars } from './charts';

const customersOf = (step: FunnelStep) => `/customers?stage=${encodeURIComponent(step.stage ?? 'none')}`;

export function FunnelPanel({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { token } = theme.useToken();
  const go = useNavigate();
  const stages = useMemo(() => overview.funnel.filter((step) => !step.exit), [overview.funnel]);
  const exits = overview.funnel.filter((step) => step.exit);
  const enumeration = fieldInfo('customer', 'stage')?.enum;
  const name = (step: FunnelStep) =>
    step.stage === null ? t('overview.noStage') : choiceLabel(enumeration, step.stage, language);
  const option = useMemo(
    () =>
      funnelBars(
        stages.map(({ stage, count }) => ({ name: choiceLabel(enumeration, stage ?? '', language), count })),
        token,
      ),
    [stages, token, enumeration, language],
  );
  const open = (index: number) => {
    const step = stages[index];
    if (step) void go(customersOf(step));
  };
  return (
    <Panel
      className="ff-span-5"
      title={t('overview.funnel')}
      freshness={overview.freshness}
      aside={<span className="ff-muted">{t('overview.customersCount', { n: overview.customers })}</span>}
    >
      <Chart option={option} label={t('overview.funnelChart')} height={190} onPick={open} />
      <ul className="ff-sr">
        {stages.map((step) => (
          <li key={step.stage}>
            <Link to={customersOf(step)}>{t('overview.funnelItem', { stage: name(step), n: step.count })}</Link>
          </li>
        ))}
      </ul>
      <p className="ff-exits ff-muted">
        {t('overview.exits')}
        {exits.map((step) => (
          <Link key={step.stage ?? 'none'} to={customersOf(step)}>
            {name(step)} <span className="ff-num">{step.count}</span>
          </Link>
        ))}
      </p>
    </Panel>
  );
}
