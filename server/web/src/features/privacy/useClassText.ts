import { useTranslation } from 'react-i18next';
import { labelsOfClass } from '../../catalog/lookup';
import { listText } from '../../format/value';
import { useLanguage } from '../../i18n';

/** Names of classes, and the fields in them. A class that is newer than this page has its own name. */
export function useClassText() {
  const { t } = useTranslation();
  const language = useLanguage();
  const name = (one: string) => t(`privacy.class.${one}` as 'privacy.class.revenue', { defaultValue: one });
  return {
    name,
    names: (classes: string[]) => listText(classes.map(name), language),
    fields: (one: string) => listText(labelsOfClass(one, language), language),
  };
}
