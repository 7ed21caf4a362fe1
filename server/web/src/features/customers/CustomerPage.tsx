import { ArrowLeftOutlined } from '@ant-design/icons';
import { Alert, Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ApiError } from '../../api/client';
import { useCustomer } from '../../api/queries/customers';
import type { CustomerDetail } from '../../api/types';
import { Freshness } from '../../components/Freshness';
import { PageHeader } from '../../components/PageHeader';
import { useFormat } from '../../components/session';
import { Ready } from '../../components/states';
import { ChoiceTag, DueTag, dueReason } from '../../components/tags';
import { WholeDates } from '../../components/WholeDates';
import { Contacts } from './Contacts';
import './customers.css';
import { CustomerFile } from './CustomerFile';
import { Plan } from './Plan';
import { Timeline } from './Timeline';

export function CustomerPage() {
  const { id = '' } = useParams();
  const query = useCustomer(id);
  if (query.error instanceof ApiError && query.error.status === 404) return <Missing />;
  return (
    <>
      <Back />
      <Ready query={query} rows={10}>
        {(customer) => <Body customer={customer} />}
      </Ready>
    </>
  );
}

function Back() {
  const { t } = useTranslation();
  return (
    <Link to="/customers" className="ff-back ff-touch">
      <ArrowLeftOutlined aria-hidden /> {t('customers.back')}
    </Link>
  );
}

function Missing() {
  const { t } = useTranslation();
  return (
    <Result
      status="404"
      title={t('customer.notFound')}
      subTitle={t('customer.notFoundHint')}
      extra={<Link to="/customers">{t('customers.back')}</Link>}
    />
  );
}

function Body({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader
        title={customer.fields.name ?? ''}
        subtitle={<Summary customer={customer} />}
        aside={<Freshness value={customer.freshness} />}
      />
      {customer.conflicts_open > 0 && (
        <Alert
          className="ff-notice"
          type="warning"
          showIcon
          title={<Link to="/conflicts">{t('customer.conflicts', { count: customer.conflicts_open })}</Link>}
        />
      )}
      <NextDue customer={customer} />
      <div className="ff-customer">
        <Timeline id={customer.id} />
        <div className="ff-stack">
          <Contacts contacts={customer.contacts} />
          <Plan items={customer.followups} />
          <CustomerFile customer={customer} />
        </div>
      </div>
    </>
  );
}

function Summary({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation();
  const { code, stage, potential_class, industry } = customer.fields;
  return (
    <span className="ff-row">
      <span className="ff-num">{code ?? t('customers.provisional')}</span>
      {stage && <ChoiceTag entity="customer" field="stage" code={stage} />}
      {potential_class && <ChoiceTag entity="customer" field="potential_class" code={potential_class} />}
      <span>{[industry, customer.owner?.name ?? t('customers.noOwner')].filter(Boolean).join(' · ')}</span>
    </span>
  );
}

/** When the customer is due and why, in the rule's own sentence. */
function NextDue({ customer }: { customer: CustomerDetail }) {
  const { t, language } = useFormat();
  const { next_due } = customer;
  const reason = next_due && dueReason(next_due, language);
  return (
    <p className="ff-next-due ff-panel" data-testid="next-due">
      <b>{t('customers.nextDue')}</b>
      <DueTag due={next_due} />
      {next_due && <span className="ff-muted"><WholeDates text={reason ? t('due.why', { text: reason }) : t('due.byHand')} /></span>}
    </p>
  );
}
