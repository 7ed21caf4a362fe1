import { type FieldInfo, fieldsOf, sectionsOf } from '../../catalog/lookup';
import type { Row } from '../../api/types';
import { isEmpty } from '../../format/value';
import type { Language } from '../../i18n/language';

export type FileField = { name: string; info: FieldInfo; value: unknown; masked: boolean; filled: boolean };
export type FileSection = { name: string; label: string; fields: FileField[] };

// Shown in the page's head, or beside the file in a block of their own.
const elsewhere = new Set(['name', 'code', 'custom', 'collaborators']);
const showable = ({ type, refers_to, hidden }: FieldInfo) =>
  !hidden && type !== 'map' && (refers_to === undefined || refers_to === 'user');

/** The customer's fields in the catalog's blocks and order. */
export function fileSections(row: Row<'customer'>, language: Language): FileSection[] {
  const values: Readonly<Record<string, unknown>> = row.fields;
  const fields = fieldsOf('customer').filter(([name, info]) => !elsewhere.has(name) && showable(info));
  return sectionsOf(language)
    .map(({ name, label }) => ({
      name,
      label,
      fields: fields
        .filter(([, info]) => info.section === name)
        .map(([field, info]) => {
          const masked = row.masked.includes(field);
          return { name: field, info, value: values[field], masked, filled: masked || !isEmpty(values[field]) };
        }),
    }))
    .filter((section) => section.fields.length > 0);
}
