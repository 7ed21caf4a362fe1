import { Tag } from 'antd';
import { Link } from 'react-router';
import type { Visit } from '../../api/types';
import { fieldLabel } from '../../catalog/lookup';
import { useFormat } from '../../components/session';
import { clock, moment, span } from '../../format/time';
import { VisitBody } from './VisitBody';

/** An arrival later than this after the visit is worth a word. */
const lateAfterMs = 60 * 60_000;

export function VisitCard({ visit, isNew }: { visit: Visit; isNew: boolean }) {
  const { t, language, zone, today } = useFormat();
  const began = visit.fields.started_at ?? null;
  const delay = began === null ? 0 : visit.received_at - began;
  return (
    <li className="ff-panel ff-visit" data-new={isNew} data-testid="visit" data-id={visit.id}>
      <div className="ff-between">
        <div className="ff-row">
          <Link to={`/customers/${visit.customer.id}`} className="ff-visit-customer ff-wrap ff-touch">
            {visit.customer.name}
          </Link>
          {isNew && <Tag color="processing">{t('visits.new')}</Tag>}
        </div>
        <span className="ff-muted ff-num ff-visit-arrival">
          {t('visits.arrived', { time: clock(visit.received_at, language, zone) })}
          {delay > lateAfterMs && ` · ${t('visits.late', { delay: span(delay, t) })}`}
        </span>
      </div>
      <p className="ff-muted">
        {visit.rep.name}
        {began !== null && ` · ${fieldLabel('interaction', 'started_at', language)} ${moment(began, language, zone, today, t)}`}
      </p>
      <VisitBody fields={visit.fields} />
    </li>
  );
}
