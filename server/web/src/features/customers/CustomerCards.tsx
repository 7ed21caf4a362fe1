import type { CustomerItem } from '../../api/types';
import { useFormat } from '../../components/session';
import { ChoiceTag, DueTag } from '../../components/tags';
import { CustomerName } from './CustomerTable';

/** The list where the screen is too narrow for a table. */
export function CustomerCards({ items }: { items: CustomerItem[] }) {
  const { t } = useFormat();
  return (
    <ul className="ff-stack ff-customer-cards">
      {items.map((item) => (
        <li key={item.id} className="ff-panel">
          <CustomerName item={item} />
          <div className="ff-row">
            {item.fields.stage && <ChoiceTag entity="customer" field="stage" code={item.fields.stage} />}
            {item.fields.potential_class && (
              <ChoiceTag entity="customer" field="potential_class" code={item.fields.potential_class} />
            )}
            <span className="ff-muted">{item.owner?.name ?? t('customers.noOwner')}</span>
          </div>
          <div className="ff-row">
            <span className="ff-muted">{t('customers.nextDue')}</span>
            <DueTag due={item.next_due} />
          </div>
        </li>
      ))}
    </ul>
  );
}
