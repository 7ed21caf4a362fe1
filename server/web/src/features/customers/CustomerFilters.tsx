import { SearchOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUsers } from '../../api/queries/users';
import { choices } from '../../catalog/lookup';
import { useLanguage } from '../../i18n';
import { useNarrow } from '../../theme/useMedia';
import { type CustomerView, type ListFilter, sortKeys } from './useCustomerView';
import { useSortLabels } from './sortLabels';

export function CustomerFilters({ view }: { view: CustomerView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const users = useUsers().data ?? [];
  const narrow = useNarrow();
  const { filter, change } = view;
  return (
    <div className="ff-filters ff-customer-filters">
      <Search value={filter.search ?? ''} change={(search) => change({ search })} />
      <Choice
        name="stage"
        label={t('customers.filterStage')}
        view={view}
        options={[...choices('funnel_stage', language), { value: 'none', label: t('customers.stageNone') }]}
      />
      <Choice
        name="owner"
        label={t('customers.filterOwner')}
        view={view}
        options={users.map((user) => ({ value: user.id, label: user.name }))}
      />
      <Choice name="grade" label={t('customers.filterGrade')} view={view} options={choices('potential_class', language)} />
      <Choice
        name="due"
        label={t('customers.filterDue')}
        view={view}
        options={[
          { value: 'overdue', label: t('customers.dueOverdue') },
          { value: 'today', label: t('customers.dueToday') },
          { value: 'week', label: t('customers.dueWeek') },
        ]}
      />
      {narrow && <Sorting view={view} />}
      {view.filtered && <Button onClick={view.clear}>{t('customers.clear')}</Button>}
    </div>
  );
}

type ChoiceProps = {
  name: keyof ListFilter;
  label: string;
  view: CustomerView;
  options: { value: string; label: string }[];
};

function Choice({ name, label, view, options }: ChoiceProps) {
  return (
    <Select
      className="ff-filter"
      data-testid={`filter-${name}`}
      aria-label={label}
      placeholder={label}
      allowClear
      popupMatchSelectWidth={false}
      value={view.filter[name]}
      onChange={(value?: string) => view.change({ [name]: value })}
      options={options}
    />
  );
}

/** Where there is no table head to click. */
function Sorting({ view }: { view: CustomerView }) {
  const { t } = useTranslation();
  const labels = useSortLabels();
  const { sort, order } = view.sorting;
  return (
    <Select
      className="ff-wide"
      aria-label={t('customers.sortBy')}
      value={`${sort} ${order}`}
      onChange={(value: string) => {
        const [key, direction] = value.split(' ');
        const found = sortKeys.find((one) => one === key);
        if (found) view.sortBy(found, direction === 'desc' ? 'desc' : 'asc');
      }}
      options={sortKeys.flatMap((key) =>
        (['asc', 'desc'] as const).map((direction) => ({
          value: `${key} ${direction}`,
          label: `${t('customers.sortBy')}: ${labels[key]} (${t(direction === 'asc' ? 'customers.ascending' : 'customers.descending')})`,
        })),
      )}
    />
  );
}

const typingPauseMs = 300;

/** Asks once the typing pauses, and not in the middle of an input method's composition. */
function Search({ value, change }: { value: string; change: (text: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const [composing, setComposing] = useState(false);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (composing || text.trim() === value) return;
    const timer = setTimeout(() => change(text.trim()), typingPauseMs);
    return () => clearTimeout(timer);
  }, [text, composing, value, change]);
  return (
    <Input
      className="ff-wide ff-search"
      type="search"
      maxLength={100}
      allowClear
      prefix={<SearchOutlined aria-hidden />}
      aria-label={t('customers.search')}
      placeholder={t('customers.search')}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
    />
  );
}
