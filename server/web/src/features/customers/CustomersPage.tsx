import { Button, Pagination } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCustomers } from '../../api/queries/customers';
import type { CustomerPage as Page } from '../../api/types';
import { Freshness } from '../../components/Freshness';
import { PageHeader } from '../../components/PageHeader';
import { useSession } from '../../components/session';
import { Nothing, Ready } from '../../components/states';
import { useNarrow } from '../../theme/useMedia';
import { CustomerCards } from './CustomerCards';
import { CustomerFilters } from './CustomerFilters';
import './customers.css';
import { CustomerTable } from './CustomerTable';
import { type CustomerView, pageSize, useCustomerView } from './useCustomerView';

export function CustomersPage() {
  const { t } = useTranslation();
  const { user } = useSession();
  const view = useCustomerView();
  const query = useCustomers({ ...view.filter, ...view.sorting, offset: view.offset, limit: pageSize });
  return (
    <>
      <PageHeader
        title={t('customers.title')}
        subtitle={query.data && t('customers.total', { n: query.data.total })}
        aside={
          <div className="ff-row">
            {query.data && <Freshness value={query.data.freshness} />}
            {user.role !== 'rep' && (
              <>
                <Link to="/duplicates" className="ff-touch" data-testid="to-duplicates">
                  {t('duplicates.open')}
                </Link>
                <Link to="/handover" className="ff-touch" data-testid="to-handover">
                  {t('handover.open')}
                </Link>
              </>
            )}
          </div>
        }
      />
      <CustomerFilters view={view} />
      <Ready query={query} rows={10}>
        {(page) => <Found page={page} view={view} busy={query.isPlaceholderData} />}
      </Ready>
    </>
  );
}

function Found({ page, view, busy }: { page: Page; view: CustomerView; busy: boolean }) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  if (page.total === 0 && view.filtered) {
    return (
      <Nothing title={t('customers.emptyFiltered')}>
        <Button onClick={view.clear}>{t('customers.clear')}</Button>
      </Nothing>
    );
  }
  if (page.total === 0) return <Nothing title={t('customers.empty')} hint={t('customers.emptyHint')} />;
  return (
    <>
      {narrow ? <CustomerCards items={page.items} /> : <CustomerTable items={page.items} view={view} busy={busy} />}
      <Pagination
        className="ff-pages"
        simple={narrow}
        current={1 + Math.floor(page.offset / pageSize)}
        pageSize={pageSize}
        total={page.total}
        showSizeChanger={false}
        hideOnSinglePage
        onChange={(number) => view.goTo((number - 1) * pageSize)}
      />
    </>
  );
}
