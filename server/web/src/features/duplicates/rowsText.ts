import type { TFunction } from 'i18next';
import type { MovedRows } from '../../api/types';
import type { Language } from '../../i18n/language';
import { listText } from '../../format/value';

/** "2 contacts, 1 visit": of what there is none is not named. */
export function rowsText({ contacts, visits, followups, all }: MovedRows, t: TFunction, language: Language): string {
  const others = all - contacts - visits - followups;
  const parts = [
    contacts > 0 && t('duplicates.contacts', { count: contacts }),
    visits > 0 && t('duplicates.visits', { count: visits }),
    followups > 0 && t('duplicates.followups', { count: followups }),
    others > 0 && t('duplicates.others', { count: others }),
  ].filter((part) => part !== false);
  return parts.length === 0 ? t('duplicates.noRows') : listText(parts, language);
}
