import { Button, DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useTranslation } from 'react-i18next';
import type { VisitFilter } from '../../api/queries/visits';
import { useUsers } from '../../api/queries/users';
import { choices } from '../../catalog/lookup';
import { useLanguage } from '../../i18n';

type Props = { filter: VisitFilter; change: (filter: VisitFilter) => void; clear: () => void; filtered: boolean };

export function VisitFilters({ filter, change, clear, filtered }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const users = useUsers().data ?? [];
  const day = (text: string | undefined) => (text ? dayjs(text) : null);
  return (
    <div className="ff-filters ff-visit-filters">
      <Select
        className="ff-filter"
        aria-label={t('visits.rep')}
        placeholder={t('visits.rep')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={filter.rep}
        onChange={(rep?: string) => change({ rep })}
        options={users.map((user) => ({ value: user.id, label: user.name }))}
      />
      <Select
        className="ff-filter"
        aria-label={t('visits.channel')}
        placeholder={t('visits.channel')}
        allowClear
        value={filter.channel}
        onChange={(channel?: string) => change({ channel })}
        options={choices('channel', language)}
      />
      <DatePicker.RangePicker
        className="ff-wide"
        aria-label={t('visits.period')}
        placeholder={[t('visits.from'), t('visits.to')]}
        allowEmpty={[true, true]}
        format={language === 'en' ? 'D MMM YYYY' : 'YYYY-MM-DD'}
        value={[day(filter.from), day(filter.to)]}
        onChange={(range) =>
          change({ from: range?.[0]?.format('YYYY-MM-DD'), to: range?.[1]?.format('YYYY-MM-DD') })
        }
      />
      {filtered && <Button onClick={clear}>{t('visits.clear')}</Button>}
    </div>
  );
}
