import { useTranslation } from 'react-i18next';
import { fieldLabel } from '../../catalog/lookup';
import { useLanguage } from '../../i18n';
import type { SortKey } from './useCustomerView';

/** What each sort key is called: the catalog's label where it is a field. */
export function useSortLabels(): Record<SortKey, string> {
  const { t } = useTranslation();
  const language = useLanguage();
  return {
    name: fieldLabel('customer', 'name', language),
    stage: fieldLabel('customer', 'stage', language),
    grade: fieldLabel('customer', 'potential_class', language),
    owner: fieldLabel('customer', 'owner', language),
    next_due: t('customers.nextDue'),
    last_visit: t('customers.lastVisit'),
  };
}
