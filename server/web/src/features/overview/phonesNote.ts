import type { TFunction } from 'i18next';
import type { Overview } from '../../api/types';

/** What is to be said of the phones: silence first, then what the server refused. */
export function phonesNote({ behind, quarantined }: Pick<Overview['devices'], 'behind' | 'quarantined'>, t: TFunction): string {
  if (behind > 0) return t('overview.phonesBehind', { count: behind });
  return quarantined > 0 ? t('overview.phonesRefused', { count: quarantined }) : t('overview.phonesOk');
}
