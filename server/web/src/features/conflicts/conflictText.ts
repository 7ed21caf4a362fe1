import type { Conflict } from '../../api/types';
import { entityLabel, fieldInfo, fieldLabel } from '../../catalog/lookup';
import { useFormat } from '../../components/session';
import { valueText } from '../../format/value';

type Shown = { value: unknown; text: string | null };

/** The clocked mark that a row is deleted; it is no field of the catalog. */
const deletion = 'deleted';

export function useConflictText() {
  const format = useFormat();
  const { t, language } = format;
  return {
    fieldOf: ({ entity, field }: Conflict) =>
      `${entityLabel(entity, language)} · ${field === deletion ? t('conflicts.deleted') : fieldLabel(entity, field, language)}`,
    valueOf: ({ entity, field }: Conflict, { value, text }: Shown) => {
      if (field === deletion) return t(value ? 'conflicts.isDeleted' : 'conflicts.notDeleted');
      return text ?? valueText(value, fieldInfo(entity, field), format) ?? t('value.none');
    },
  };
}
