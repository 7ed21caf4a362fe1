import type { Conflict } from '../../api/types';
import { choiceLabel, entityLabel, fieldInfo, fieldLabel } from '../../catalog/lookup';
import { useFormat } from '../../components/session';
import { type ValueContext, valueText } from '../../format/value';

type Subject = Pick<Conflict, 'entity' | 'field' | 'key'>;
type Shown = { value: unknown; text: string | null; values?: { field: string; value: unknown }[] };

/** The clocked mark that a row is deleted; it is no field of the catalog. */
const deletion = 'deleted';

/** What the conflict is about: "Customer · Tags · VIP". */
export function subjectText({ entity, field, key }: Subject, { language, t }: ValueContext): string {
  const name = field === deletion ? t('conflicts.deleted') : fieldLabel(entity, field, language);
  const part = key === null ? [] : [choiceLabel(fieldInfo(entity, field)?.enum, key, language)];
  return [entityLabel(entity, language), name, ...part].join(' · ');
}

/** One side's value. Fields that are written together are shown together, each with its label. */
export function sideText({ entity, field, key }: Subject, { value, text, values = [] }: Shown, context: ValueContext): string {
  const { language, t } = context;
  const info = fieldInfo(entity, field);
  if (field === deletion) return t(value ? 'conflicts.isDeleted' : 'conflicts.notDeleted');
  if (key !== null && info?.type === 'set') return t(value ? 'conflicts.contained' : 'conflicts.notContained');
  const together = values.filter((one) => info?.group !== undefined && fieldInfo(entity, one.field)?.group === info.group);
  if (together.length > 1) {
    const told = together.flatMap((one) => {
      const each = valueText(one.value, fieldInfo(entity, one.field), context);
      return each === null ? [] : [`${fieldLabel(entity, one.field, language)}: ${each}`];
    });
    return told.length > 0 ? told.join('\n') : t('value.none');
  }
  return text ?? valueText(value, info, context) ?? t('value.none');
}

export function useConflictText() {
  const format = useFormat();
  return {
    fieldOf: (conflict: Conflict) => subjectText(conflict, format),
    valueOf: (conflict: Conflict, shown: Shown) =>
      conflict.masked ? format.t('customer.masked') : sideText(conflict, shown, format),
  };
}
