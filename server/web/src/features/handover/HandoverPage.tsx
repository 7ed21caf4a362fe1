import { ArrowLeftOutlined } from '@ant-design/icons';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useHandoverPreview } from '../../api/queries/handover';
import { useUsers } from '../../api/queries/users';
import type { User } from '../../api/types';
import { PageHeader } from '../../components/PageHeader';
import { Nothing, Ready } from '../../components/states';
import { Done } from './Done';
import './handover.css';
import { Preview } from './Preview';
import { useHandover } from './useHandover';

/** One colleague's whole book to another: choose both, look, confirm; and back again. */
export function HandoverPage() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const from = params.get('from') ?? '';
  const to = params.get('to') ?? '';
  const users = useUsers();
  const preview = useHandoverPreview(from, to);
  const { step, handOver, takeBack, busy } = useHandover();
  const choose = (name: 'from' | 'to') => (id?: string) =>
    setParams({ from, to, [name]: id ?? '' }, { replace: true });
  return (
    <>
      <Link to="/customers" className="ff-back ff-touch">
        <ArrowLeftOutlined aria-hidden /> {t('handover.back')}
      </Link>
      <PageHeader title={t('handover.title')} subtitle={t('handover.subtitle')} />
      <Ready query={users} rows={2}>
        {(people) => (
          <div className="ff-handover-people ff-panel">
            <Who label={t('handover.from')} name="from" people={people} value={from} choose={choose('from')} />
            <Who label={t('handover.to')} name="to" people={people.filter(({ id, active }) => active && id !== from)} value={to} choose={choose('to')} />
          </div>
        )}
      </Ready>
      {step && <Done step={step} takeBack={takeBack} busy={busy} />}
      {from === '' || to === '' || from === to ? (
        <Nothing title={t('handover.chooseBoth')} />
      ) : (
        <Ready query={preview} rows={8}>
          {(book) => <Preview book={book} confirm={handOver} busy={busy} />}
        </Ready>
      )}
    </>
  );
}

type WhoProps = { label: string; name: string; people: User[]; value: string; choose: (id?: string) => void };

function Who({ label, name, people, value, choose }: WhoProps) {
  const { t } = useTranslation();
  return (
    <label className="ff-handover-who">
      <span className="ff-muted">{label}</span>
      <Select
        data-testid={`handover-${name}`}
        aria-label={label}
        placeholder={t('handover.choose')}
        showSearch={{ optionFilterProp: 'label' }}
        allowClear
        value={people.some(({ id }) => id === value) ? value : undefined}
        onChange={(id?: string) => choose(id)}
        options={people.map((one) => ({ value: one.id, label: optionLabel(one) }))}
      />
    </label>
  );

  function optionLabel(one: User): string {
    const text = one.team ? `${one.name} · ${one.team.name}` : one.name;
    return one.active ? text : t('handover.inactive', { name: text });
  }
}
