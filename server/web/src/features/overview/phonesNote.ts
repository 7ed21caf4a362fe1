import type { TFunction } from 'i18next';
import type { Overview } from '../../api/types';

/** What is to be said of the phones: silence first, then what the server refused. */
export function phonesNote({ total, behind, quarantined }: Omit<Overview['devices'], 'pending'>, t: TFunction): string {
  if (total === 0) return t('devices.empty');
  if (behind > 0) return t('overview.phonesBehind', { count: behind });
  return quarantined > 0 ? t('overview.phonesRefused', { count: quarantined }) : t('overview.phonesOk');
}
