import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useTimeline } from '../../api/queries/customers';
import type { TimelineItem } from '../../api/types';
import { choiceLabel, fieldInfo } from '../../catalog/lookup';
import { Panel } from '../../components/Panel';
import { useFormat } from '../../components/session';
import { Ready } from '../../components/states';
import { clock, dayHeading, dayOf } from '../../format/time';
import { valueText } from '../../format/value';
import { useLanguage } from '../../i18n';
import { Attachments } from './Attachments';
import { VisitBody } from '../visits/VisitBody';
import '../visits/visits.css';

const kinds = ['interaction', 'attachment', 'followup', 'stage', 'filed'] as const;

export function Timeline({ id }: { id: string }) {
  const { t } = useTranslation();
  const query = useTimeline(id);
  return (
    <Panel title={t('customer.timeline')}>
      <Ready query={query} rows={6}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items).filter((item) => kinds.includes(item.kind));
          if (items.length === 0) return <p className="ff-muted">{t('customer.noTimeline')}</p>;
          return (
            <ol className="ff-timeline" data-testid="timeline">
              {items.map((item) => (
                <Entry key={`${item.kind} ${item.id}`} item={item} />
              ))}
            </ol>
          );
        }}
      </Ready>
      {query.hasNextPage && (
        <div className="ff-more">
          <Button onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>
            {t('customer.more')}
          </Button>
        </div>
      )}
    </Panel>
  );
}

function Entry({ item }: { item: TimelineItem }) {
  const format = useFormat();
  const { t, language, zone, today } = format;
  const channels =
    item.kind === 'interaction' ? valueText(item.fields.channels, fieldInfo('interaction', 'channels'), format) : null;
  return (
    <li data-kind={item.kind}>
      <div className="ff-row">
        <b>{channels ?? t(`customer.${item.kind}`)}</b>
        <span className="ff-muted ff-num">
          {dayHeading(dayOf(item.at, zone), language, today, t)} {item.kind !== 'filed' && clock(item.at, language, zone)}
        </span>
        <span className="ff-muted">{item.who?.name ?? t('customer.imported')}</span>
      </div>
      <EntryBody item={item} />
    </li>
  );
}

function EntryBody({ item }: { item: TimelineItem }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const stages = fieldInfo('customer', 'stage')?.enum;
  switch (item.kind) {
    case 'interaction':
      return (
        <>
          <VisitBody fields={item.fields} channelTags={false} />
          <Attachments items={item.attachments} />
        </>
      );
    case 'attachment':
      return <Attachments items={item.attachments} />;
    case 'followup':
      return <p className="ff-prose">{item.fields.goal ?? item.fields.next_action}</p>;
    case 'stage': {
      const to = item.to === null ? t('overview.noStage') : choiceLabel(stages, item.to, language);
      return <p>{item.from === null ? t('customer.stageSet', { to }) : `${choiceLabel(stages, item.from, language)} → ${to}`}</p>;
    }
    case 'filed':
      return null;
  }
}
