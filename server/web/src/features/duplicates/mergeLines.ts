import type { MergedField } from '../../api/types';
import { fieldInfo, fieldLabel } from '../../catalog/lookup';
import { type ValueContext, valueText } from '../../format/value';

export type MergeLine = { field: string; label: string; from: string; into: string; kind: MergedField['kind']; choosable: boolean };

/** The fields in which the two differ, as text. Between values of one field somebody may choose. */
export function mergeLines(fields: MergedField[], context: ValueContext): MergeLine[] {
  const { language, t } = context;
  const group = (field: string) => fieldInfo('customer', field)?.group;
  return fields.map(({ field, kind, from, into }, at) => {
    // Fields that are written together are chosen together, by the first of them.
    const follows = group(field) !== undefined && fields.slice(0, at).some((one) => group(one.field) === group(field));
    const text = (value: unknown) => valueText(value, fieldInfo('customer', field), context) ?? t('value.none');
    const choosable = !follows && (kind === 'stays' || kind === 'chosen') && !together(field);
    return { field, label: fieldLabel('customer', field, language), from: text(from), into: text(into), kind, choosable };
  });
}

const together = (field: string) => ['set', 'map'].includes(fieldInfo('customer', field)?.type ?? '');
