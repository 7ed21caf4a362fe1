import { useTranslation } from 'react-i18next';
import type { PlanItem } from '../../api/types';
import { Panel } from '../../components/Panel';
import { useFormat } from '../../components/session';
import { ChoiceTag, DueTag, dueReason } from '../../components/tags';
import { WholeDates } from '../../components/WholeDates';

export function Plan({ items }: { items: PlanItem[] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('customer.plan')}>
      {items.length === 0 && <p className="ff-muted">{t('customer.noPlan')}</p>}
      <ul className="ff-contacts">
        {items.map((item) => (
          <Item key={item.id} item={item} />
        ))}
      </ul>
    </Panel>
  );
}

function Item({ item }: { item: PlanItem }) {
  const { t, language } = useFormat();
  const { fields, owner, due } = item;
  const done = fields.status === 'done' || fields.status === 'cancelled';
  const reason = due && dueReason(due, language);
  return (
    <li>
      <div className="ff-between">
        <span className="ff-wrap">{fields.goal ?? fields.next_action ?? t('customer.plan')}</span>
        {fields.status && <ChoiceTag entity="followup" field="status" code={fields.status} />}
      </div>
      <div className="ff-row ff-plan-due">
        {!done && <DueTag due={due} />}
        {owner && <span className="ff-muted">{owner.name}</span>}
      </div>
      {!done && reason && <p className="ff-muted ff-wrap"><WholeDates text={t('due.why', { text: reason })} /></p>}
    </li>
  );
}
