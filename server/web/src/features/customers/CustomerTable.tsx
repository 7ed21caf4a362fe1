import { Table, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import type { CustomerItem } from '../../api/types';
import { useFormat } from '../../components/session';
import { ChoiceTag, DueTag } from '../../components/tags';
import { dayText, dayOf } from '../../format/time';
import { useSortLabels } from './sortLabels';
import { type CustomerView, type SortKey, sortKeys } from './useCustomerView';

type Props = { items: CustomerItem[]; view: CustomerView; busy: boolean };

export function CustomerTable({ items, view, busy }: Props) {
  return (
    <Table<CustomerItem>
      className="ff-panel ff-customer-table"
      data-testid="customers"
      rowKey="id"
      columns={useColumns(view)}
      dataSource={items}
      loading={busy}
      pagination={false}
      scroll={{ x: 'max-content' }}
      sortDirections={['ascend', 'descend', 'ascend']}
      onChange={(_pages, _filters, sorter) => {
        const one = Array.isArray(sorter) ? sorter[0] : sorter;
        const key = sortKeys.find((name) => name === one?.columnKey);
        if (key) view.sortBy(key, one?.order === 'descend' ? 'desc' : 'asc');
      }}
    />
  );
}

function useColumns(view: CustomerView): TableColumnsType<CustomerItem> {
  const labels = useSortLabels();
  const { language, zone, today, t } = useFormat();
  const column = (key: SortKey) => ({
    key,
    title: labels[key],
    sorter: true,
    sortOrder: view.sorting.sort === key ? (view.sorting.order === 'asc' ? ('ascend' as const) : ('descend' as const)) : null,
  });
  return [
    { ...column('name'), width: 320, render: (_, item) => <CustomerName item={item} /> },
    { ...column('stage'), render: (_, { fields }) => fields.stage && <ChoiceTag entity="customer" field="stage" code={fields.stage} /> },
    {
      ...column('grade'),
      render: (_, { fields }) =>
        fields.potential_class && <ChoiceTag entity="customer" field="potential_class" code={fields.potential_class} />,
    },
    { ...column('owner'), render: (_, { owner }) => owner?.name ?? <span className="ff-muted">{t('customers.noOwner')}</span> },
    { ...column('next_due'), render: (_, { next_due }) => <DueTag due={next_due} /> },
    {
      ...column('last_visit'),
      render: (_, { last_visit_at }) =>
        last_visit_at === null ? (
          <span className="ff-muted">{t('time.never')}</span>
        ) : (
          <span className="ff-num">{dayText(dayOf(last_visit_at, zone), language, today)}</span>
        ),
    },
  ];
}

export function CustomerName({ item }: { item: CustomerItem }) {
  const { t } = useFormat();
  const { name, code, industry } = item.fields;
  return (
    <div className="ff-customer-name">
      <Link to={`/customers/${item.id}`} className="ff-wrap">
        {name}
      </Link>
      <span className="ff-muted">{[code ?? t('customers.provisional'), industry].filter(Boolean).join(' · ')}</span>
    </div>
  );
}
